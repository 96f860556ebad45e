package dev.slipway.testing;

import dev.slipway.image.Digest;
import dev.slipway.image.Platform;
import dev.slipway.layout.BlobDraft;
import dev.slipway.layout.Descriptor;
import dev.slipway.layout.OciLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes images into OCI layouts, as an engine would. */
public final class TestLayouts {

    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";

    private TestLayouts() {}

    /** Adds a blob. */
    public static Digest blob(OciLayout layout, String content) {
        try (BlobDraft draft = layout.blobs().draft()) {
            draft.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
            return draft.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds an image for one platform, whose only layer holds a text. The layout does not know of it yet. */
    public static Descriptor image(OciLayout layout, String architecture, String text) {
        String config = "{\"architecture\":\"%s\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}"
                .formatted(architecture);
        return manifest(layout, config, "application/vnd.oci.image.layer.v1.tar", text);
    }

    /** Adds an image for one platform, with settings such as {@code {"Env":["A=1"]}}. */
    public static Descriptor configured(OciLayout layout, Platform platform, String settings) {
        String config =
                "{\"architecture\":\"%s\",\"os\":\"%s\",\"config\":%s,\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}"
                        .formatted(platform.architecture(), platform.os(), settings);
        Descriptor image = manifest(layout, config, "application/vnd.oci.image.layer.v1.tar", settings);
        return new Descriptor(image.mediaType(), image.digest(), image.size(), Optional.of(platform));
    }

    /** Adds an index of images that know their platforms. */
    public static Descriptor index(OciLayout layout, Descriptor... images) {
        String entries = Stream.of(images)
                .map(image -> json(MANIFEST, image.digest(), image.size(), platform(image)))
                .collect(Collectors.joining(","));
        return layout.describe(blob(
                layout, "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}".formatted(INDEX, entries)));
    }

    private static String platform(Descriptor image) {
        Platform platform = image.platform().orElseThrow();
        String variant = platform.variant() == null ? "" : ",\"variant\":\"" + platform.variant() + "\"";
        return ",\"platform\":{\"architecture\":\"%s\",\"os\":\"%s\"%s}"
                .formatted(platform.architecture(), platform.os(), variant);
    }

    private static Descriptor manifest(OciLayout layout, String config, String layerType, String text) {
        String manifest = "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
                .formatted(
                        MANIFEST,
                        json("application/vnd.oci.image.config.v1+json", blob(layout, config), config, ""),
                        json(layerType, blob(layout, text), text, ""));
        return layout.describe(blob(layout, manifest));
    }

    private static String json(String type, Digest digest, String content, String more) {
        return json(type, digest, content.getBytes(StandardCharsets.UTF_8).length, more);
    }

    private static String json(String type, Digest digest, long size, String more) {
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d%s}".formatted(type, digest, size, more);
    }

    /** Adds an image for several platforms, with an attestation for the first one. */
    public static Descriptor images(OciLayout layout, String text, String... architectures) {
        List<String> entries = Stream.of(architectures)
                .map(architecture -> {
                    Descriptor image = image(layout, architecture, text + " on " + architecture);
                    String platform =
                            ",\"platform\":{\"architecture\":\"%s\",\"os\":\"linux\"}".formatted(architecture);
                    return json(MANIFEST, image.digest(), image.size(), platform);
                })
                .collect(Collectors.toCollection(ArrayList::new));
        Descriptor attestation = manifest(layout, "{}", "application/vnd.in-toto+json", "{\"of\":\"" + text + "\"}");
        entries.add(json(
                MANIFEST,
                attestation.digest(),
                attestation.size(),
                ",\"platform\":{\"architecture\":\"unknown\",\"os\":\"unknown\"}"));
        String index = "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
                .formatted(INDEX, String.join(",", entries));
        return layout.describe(blob(layout, index));
    }
}

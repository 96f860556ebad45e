package dev.slipway.testing;

import dev.slipway.image.Digest;
import dev.slipway.image.Platform;
import dev.slipway.layout.BlobDraft;
import dev.slipway.layout.Descriptor;
import dev.slipway.layout.Hashes;
import dev.slipway.layout.Layer;
import dev.slipway.layout.LayerEntry;
import dev.slipway.layout.LayerEntry.What;
import dev.slipway.layout.LayerTar;
import dev.slipway.layout.OciLayout;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Writes images with layers of files into layouts, as an engine would. */
public final class LayeredImages {

    private static final Instant TIME = Instant.parse("2024-05-06T07:08:09Z");

    /** Layers that are being described, a line for each entry. */
    public static final class Files {

        private final List<LayerEntry> entries = new ArrayList<>();
        private final Map<String, byte[]> contents = new LinkedHashMap<>();

        /** Adds a file. */
        public Files file(String path, String content) {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            contents.put(path, bytes);
            return entry(path, new What.File(bytes.length));
        }

        /** Adds anything. */
        public Files entry(String path, What what) {
            int mode = what instanceof What.Folder ? 0755 : 0644;
            entries.add(new LayerEntry(path, what, mode, new LayerEntry.Owner(7, 8), TIME, Map.of()));
            return this;
        }

        /** Adds a folder. */
        public Files folder(String path) {
            return entry(path, new What.Folder());
        }

        /** Adds a symbolic link. */
        public Files link(String path, String target) {
            return entry(path, new What.Link(target));
        }

        /** Adds a hard link. */
        public Files hardLink(String path, String target) {
            return entry(path, new What.HardLink(target));
        }

        /** Takes something of the layers below away. */
        public Files gone(String path) {
            return entry(path, new What.Whiteout());
        }

        /** Takes all away that layers below have in a folder. */
        public Files emptied(String path) {
            return entry(path, new What.Opaque());
        }

        /** The layer. */
        public Layer layer() {
            return new Layer(entries, contents, "test", Map.of());
        }

        /** Its tar. */
        public byte[] tar() {
            return new LayerTar(layer()).bytes();
        }
    }

    /** The kinds of manifests. */
    public enum Kind {
        /** Those of OCI. */
        OCI("application/vnd.oci.image.manifest.v1+json", "application/vnd.oci.image.config.v1+json"),
        /** Those of Docker, schema 2. */
        DOCKER(
                "application/vnd.docker.distribution.manifest.v2+json",
                "application/vnd.docker.container.image.v1+json");

        private final String manifest;
        private final String config;

        Kind(String manifest, String config) {
            this.manifest = manifest;
            this.config = config;
        }
    }

    private LayeredImages() {}

    /** What an engine makes of a tar. */
    public static byte[] gzip(byte[] tar) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(tar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Adds an image with layers of gzip. The layout does not know of it yet. */
    public static Descriptor image(OciLayout layout, String platform, Files... layers) {
        return image(
                layout,
                Kind.OCI,
                Platform.parse(platform),
                Stream.of(layers).map(layer -> gzip(layer.tar())).toList());
    }

    /** Adds an image with layers as they are. The layout does not know of it yet. */
    public static Descriptor image(OciLayout layout, Kind kind, Platform platform, List<byte[]> layers) {
        String diffs = layers.stream()
                .map(layer -> "\"" + diffId(layer).value() + "\"")
                .collect(Collectors.joining(","));
        String config = """
                {"architecture":"%s","os":"%s"%s,"created":"2024-01-02T03:04:05Z","config":{"Labels":{"a":"b"}},\
                "rootfs":{"type":"layers","diff_ids":[%s]},"history":[]}""".formatted(platform.architecture(), platform.os(), variant(platform), diffs);
        String entries = layers.stream()
                .map(layer -> descriptor(layout, "application/vnd.oci.image.layer.v1.tar+gzip", layer))
                .collect(Collectors.joining(","));
        String manifest =
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s],\"annotations\":{\"x\":\"y\"}}"
                        .formatted(
                                kind.manifest,
                                descriptor(layout, kind.config, config.getBytes(StandardCharsets.UTF_8)),
                                entries);
        Descriptor image = layout.describe(TestLayouts.blob(layout, manifest));
        return new Descriptor(image.mediaType(), image.digest(), image.size(), Optional.of(platform));
    }

    private static Digest diffId(byte[] layer) {
        boolean isGzip = layer[0] == 0x1f;
        try (InputStream tar =
                isGzip ? new GZIPInputStream(new ByteArrayInputStream(layer)) : new ByteArrayInputStream(layer)) {
            return Hashes.digest(tar.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String variant(Platform platform) {
        return platform.variant() == null ? "" : ",\"variant\":\"" + platform.variant() + "\"";
    }

    private static String descriptor(OciLayout layout, String type, byte[] content) {
        try (BlobDraft draft = layout.blobs().draft()) {
            draft.write(ByteBuffer.wrap(content));
            Digest digest = draft.commit();
            return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
                    .formatted(type, digest.value(), content.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

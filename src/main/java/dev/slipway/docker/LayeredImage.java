package dev.slipway.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.engine.EngineException;
import dev.slipway.image.Digest;
import dev.slipway.image.Platform;
import dev.slipway.layout.Descriptor;
import dev.slipway.layout.Hashes;
import dev.slipway.layout.ImageConfiguration;
import dev.slipway.layout.ImageManifest;
import dev.slipway.layout.Layer;
import dev.slipway.layout.LayerTar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An image with one more layer, as files of an archive that an engine loads. The layers below are not among them: the
 * engine has them.
 */
final class LayeredImage {

    private static final String BLOBS = "blobs/sha256/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ImageDocuments before;
    private final Map<Platform, Layer> layers;
    private final Optional<Instant> time;
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Digest id;

    /**
     * @param layers one for each platform of the image
     * @param time   of the history's entry; empty for the one of the image
     */
    LayeredImage(ImageDocuments before, Map<Platform, Layer> layers, Optional<Instant> time) throws IOException {
        this.before = before;
        this.layers = layers;
        this.time = time;
        byte[] root = before.get(before.root());
        JsonNode json = JSON.readTree(root);
        this.id = json.has("rootfs") ? archive(ImageConfiguration.parse(root), json) : layout(json);
    }

    /** What the store will know it by. */
    Digest id() {
        return id;
    }

    /** What the archive consists of, by name. */
    Map<String, byte[]> files() {
        return files;
    }

    /**
     * The form of {@code docker save}. An empty file stands for a layer that the engine has; only Podman wants it.
     */
    private Digest archive(ImageConfiguration config, JsonNode json) {
        Layer layer = layers.values().iterator().next();
        LayerTar tar = new LayerTar(layer);
        List<String> names = new ArrayList<>();
        json.path("rootfs").path("diff_ids").forEach(diffId -> names.add(fileName(Digest.parse(diffId.asText()))));
        names.forEach(name -> files.put(name, new byte[0]));
        names.add(fileName(tar.diffId()));
        files.put(fileName(tar.diffId()), tar.bytes());
        byte[] content = config.plus(layer, tar.diffId(), time).bytes();
        Digest digest = Hashes.digest(content);
        files.put(hex(digest) + ".json", content);
        ArrayNode manifest = NODES.arrayNode();
        ObjectNode entry = manifest.addObject().put("Config", hex(digest) + ".json");
        entry.putNull("RepoTags");
        names.forEach(entry.putArray("Layers")::add);
        files.put("manifest.json", bytes(manifest));
        return digest;
    }

    private static String fileName(Digest diffId) {
        return hex(diffId) + ".tar";
    }

    private static String hex(Digest digest) {
        return digest.value().substring(digest.value().indexOf(':') + 1);
    }

    /** An OCI layout: the form of stores that know manifests. */
    private Digest layout(JsonNode root) throws IOException {
        byte[] content;
        String kind;
        if (root.path("manifests").isArray()) {
            content = index((ObjectNode) root);
            kind = "application/vnd.oci.image.index.v1+json";
        } else {
            content = manifest(before.root(), layers.values().iterator().next());
            kind = "application/vnd.oci.image.manifest.v1+json";
        }
        Digest digest = blob(content);
        ObjectNode index =
                NODES.objectNode().put("schemaVersion", 2).put("mediaType", "application/vnd.oci.image.index.v1+json");
        index.putArray("manifests")
                .addObject()
                .put("mediaType", root.path("mediaType").asText(kind))
                .put("digest", digest.value())
                .put("size", content.length);
        files.put("index.json", bytes(index));
        files.put("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8));
        return digest;
    }

    private byte[] index(ObjectNode before) throws IOException {
        ObjectNode index = before.deepCopy();
        for (JsonNode child : index.path("manifests")) {
            Descriptor manifest = Descriptor.parse(child);
            Platform platform = manifest.platform().orElseThrow(this::attested);
            byte[] content = manifest(manifest.digest(), layer(platform));
            ((ObjectNode) child).put("digest", blob(content).value()).put("size", content.length);
        }
        return bytes(index);
    }

    private EngineException attested() {
        return new EngineException(
                "Cannot patch the image " + before.root().shortHash(),
                "it comes with attestations, which tell of the image before it was patched",
                "Leave out <attestations>, or patch files of the context instead.",
                null);
    }

    private Layer layer(Platform platform) {
        return layers.entrySet().stream()
                .filter(entry -> layers.size() == 1 || entry.getKey().equals(platform))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no layer for " + platform));
    }

    private byte[] manifest(Digest digest, Layer layer) {
        ImageManifest manifest = ImageManifest.parse(before.get(digest));
        LayerTar tar = new LayerTar(layer);
        byte[] config = ImageConfiguration.parse(before.get(manifest.config().digest()))
                .plus(layer, tar.diffId(), time)
                .bytes();
        byte[] gzip = tar.gzip();
        return manifest.plus(
                        Descriptor.of(manifest.config().mediaType(), blob(config), config.length),
                        Descriptor.of(manifest.layerType(), blob(gzip), gzip.length))
                .bytes();
    }

    private Digest blob(byte[] content) {
        Digest digest = Hashes.digest(content);
        files.put(BLOBS + hex(digest), content);
        return digest;
    }

    private static byte[] bytes(JsonNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (IOException e) {
            throw new AssertionError("JSON can be written", e);
        }
    }
}

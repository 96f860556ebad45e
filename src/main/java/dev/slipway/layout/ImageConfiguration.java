package dev.slipway.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.image.Digest;
import dev.slipway.image.Platform;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The configuration of an image for one platform.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/config.md">OCI image specification, configuration</a>
 */
public final class ImageConfiguration {

    private final ObjectNode json;

    private ImageConfiguration(ObjectNode json) {
        this.json = json;
    }

    /**
     * The configuration that stands in a JSON text.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static ImageConfiguration parse(byte[] content) {
        ObjectNode json = ExactJson.parse(content);
        if (!json.path("rootfs").path("diff_ids").isArray()) {
            throw new IllegalArgumentException("the configuration names no layers");
        }
        return new ImageConfiguration(json);
    }

    /** What the image runs on; empty if it does not say. */
    public Optional<Platform> platform() {
        return Descriptor.platform(json);
    }

    /**
     * The configuration of the image with one more layer. All that is in it stays, be it known to us or not.
     *
     * @param layer  brings the entry in the history and the labels
     * @param diffId of the layer
     * @param time   of the entry in the history; empty for the one that the image says it was created at
     */
    public ImageConfiguration plus(Layer layer, Digest diffId, Optional<Instant> time) {
        ObjectNode copy = json.deepCopy();
        ((ArrayNode) copy.path("rootfs").path("diff_ids")).add(diffId.value());
        ObjectNode entry = array(copy, "history").addObject();
        time.map(Instant::toString)
                .or(() -> Optional.of(json.path("created"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText))
                .ifPresent(created -> entry.put("created", created));
        entry.put("created_by", layer.createdBy());
        if (!layer.labels().isEmpty()) {
            ObjectNode labels = object(object(copy, "config"), "Labels");
            new TreeMap<>(layer.labels()).forEach(labels::put);
        }
        return new ImageConfiguration(copy);
    }

    private static ArrayNode array(ObjectNode parent, String field) {
        return parent.path(field) instanceof ArrayNode array ? array : parent.putArray(field);
    }

    private static ObjectNode object(ObjectNode parent, String field) {
        return parent.path(field) instanceof ObjectNode object ? object : parent.putObject(field);
    }

    /** Its JSON; of the same configuration, the same bytes. */
    public byte[] bytes() {
        return ExactJson.bytes(json);
    }
}

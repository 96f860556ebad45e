package dev.slipway.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.image.BuiltImage;
import dev.slipway.image.Digest;
import dev.slipway.image.Fingerprint;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageReference;
import dev.slipway.image.ImageStore;
import dev.slipway.image.ImageTag;
import dev.slipway.image.Platform;
import dev.slipway.image.PushedImage;
import dev.slipway.image.RepositoryName;
import dev.slipway.image.Tag;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The JSON forms of receipts. {@code docs/images-json.md} describes the one that other tools read. */
final class ReceiptJson {

    private static final int FORMAT = 1;

    private final Path folder;

    /** @param folder in which the receipts lie; paths in them are relative to it */
    ReceiptJson(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    ObjectNode built(List<BuiltImage> images) {
        ObjectNode root = root();
        ArrayNode list = root.putArray("images");
        images.forEach(image -> list.add(builtImage(image)));
        return root;
    }

    private static ObjectNode root() {
        return JsonNodeFactory.instance.objectNode().put("format", FORMAT);
    }

    private ObjectNode builtImage(BuiltImage image) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("alias", image.alias())
                .put("name", image.name().value());
        ArrayNode tags = node.putArray("tags");
        image.tags()
                .forEach(tag -> tags.addObject().put("tag", tag.tag().value()).put("floating", tag.floating()));
        content(node, image.content());
        store(node, image.content().store());
        node.put("buildMillis", image.buildTime().toMillis());
        StepsJson.write(node.putArray("steps"), image.steps());
        image.fingerprint().ifPresent(fingerprint -> {
            ObjectNode written = node.putObject("fingerprint").put("value", fingerprint.value());
            ObjectNode parts = written.putObject("parts");
            fingerprint.parts().forEach(parts::put);
        });
        PatchesJson.write(node.putArray("patches"), image.origin().patches());
        return node;
    }

    private static Optional<Fingerprint> fingerprint(JsonNode node) {
        if (!node.path("value").isTextual()) {
            return Optional.empty();
        }
        SortedMap<String, String> parts = new TreeMap<>();
        node.path("parts")
                .properties()
                .forEach(part -> parts.put(part.getKey(), part.getValue().asText()));
        return Optional.of(new Fingerprint(node.path("value").asText(), parts));
    }

    private void store(ObjectNode node, ImageStore store) {
        if (store instanceof ImageStore.InDaemon daemon) {
            node.put("endpoint", daemon.endpoint().toString());
        } else if (store instanceof ImageStore.InLayout layout) {
            boolean isHere = layout.folder().startsWith(folder);
            Path path = isHere ? folder.relativize(layout.folder()) : layout.folder();
            node.put("layout", path.toString().replace('\\', '/'));
        } else {
            throw new AssertionError(store);
        }
    }

    private ImageStore store(JsonNode node) {
        return node.has("layout")
                ? new ImageStore.InLayout(folder.resolve(text(node, "layout")))
                : new ImageStore.InDaemon(URI.create(text(node, "endpoint")));
    }

    private static void content(ObjectNode node, ImageContent content) {
        node.put("id", content.id().value());
        ArrayNode platforms = node.putArray("platforms");
        content.platforms().forEach(platform -> platforms.add(platform.toString()));
        node.put("size", content.size());
        ArrayNode bases = node.putArray("bases");
        content.bases().forEach(bases::add);
    }

    /** @throws IllegalArgumentException if the node is not what {@link #built} writes */
    List<BuiltImage> builtImages(JsonNode root) {
        List<BuiltImage> images = new ArrayList<>();
        entries(root).forEach(node -> images.add(builtImage(node)));
        return images;
    }

    private static JsonNode entries(JsonNode root) {
        if (root.path("format").asInt() != FORMAT || !root.path("images").isArray()) {
            throw new IllegalArgumentException("it has no images in format " + FORMAT);
        }
        return root.path("images");
    }

    private BuiltImage builtImage(JsonNode node) {
        List<ImageTag> tags = new ArrayList<>();
        node.path("tags")
                .forEach(tag -> tags.add(new ImageTag(
                        Tag.parse(text(tag, "tag")), tag.path("floating").asBoolean())));
        List<Platform> platforms = new ArrayList<>();
        node.path("platforms").forEach(platform -> platforms.add(Platform.parse(platform.asText())));
        List<String> bases = new ArrayList<>();
        node.path("bases").forEach(base -> bases.add(base.asText()));
        ImageContent content = new ImageContent(
                Digest.parse(text(node, "id")), platforms, node.path("size").asLong(), bases, store(node));
        return new BuiltImage(
                text(node, "alias"),
                RepositoryName.parse(text(node, "name")),
                tags,
                content,
                Duration.ofMillis(node.path("buildMillis").asLong()),
                StepsJson.read(node.path("steps")),
                new BuiltImage.Origin(fingerprint(node.path("fingerprint")), PatchesJson.read(node.path("patches"))));
    }

    private static String text(JsonNode node, String field) {
        if (!node.path(field).isTextual()) {
            throw new IllegalArgumentException("an image has no '" + field + "'");
        }
        return node.path(field).asText();
    }

    ObjectNode pushed(List<PushedImage> images) {
        ObjectNode root = root();
        ArrayNode list = root.putArray("images");
        images.forEach(image -> list.addObject()
                .put("alias", image.alias())
                .put("reference", image.reference().toString())
                .put("digest", image.digest().value()));
        return root;
    }

    /** @throws IllegalArgumentException if the node is not what {@link #pushed} writes */
    List<PushedImage> pushedImages(JsonNode root) {
        List<PushedImage> images = new ArrayList<>();
        entries(root)
                .forEach(node -> images.add(new PushedImage(
                        text(node, "alias"),
                        ImageReference.parse(text(node, "reference")),
                        Digest.parse(text(node, "digest")))));
        return images;
    }

    ObjectNode images(List<BuiltImage> built, List<PushedImage> pushed) {
        ObjectNode root = root();
        ArrayNode list = root.putArray("images");
        built.forEach(image -> list.add(image(
                image,
                pushed.stream()
                        .filter(candidate -> candidate.alias().equals(image.alias()))
                        .toList())));
        return root;
    }

    private ObjectNode image(BuiltImage image, List<PushedImage> pushed) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("alias", image.alias())
                .put("name", image.name().value());
        ArrayNode tags = node.putArray("tags");
        image.tags().forEach(tag -> tags.add(tag.tag().value()));
        content(node, image.content());
        node.put("digest", pushed.isEmpty() ? null : pushed.get(0).digest().value());
        ArrayNode references = node.putArray("references");
        image.localReferences().forEach(reference -> references.add(reference.toString()));
        ArrayNode published = node.putArray("pushed");
        pushed.forEach(push -> published
                .addObject()
                .put("reference", push.reference().toString())
                .put("digest", push.digest().value()));
        PatchesJson.write(node.putArray("patches"), image.origin().patches());
        node.putObject("durations").put("buildMillis", image.buildTime().toMillis());
        StepsJson.write(node.putArray("steps"), image.steps());
        return node;
    }
}

package dev.slipway.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.image.ImageReference;
import dev.slipway.image.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The file {@code index.json}: which image a layout holds, and its names.
 *
 * <p>A name is written as two annotations: the tag as {@code org.opencontainers.image.ref.name}, by which tools such as
 * skopeo choose, and the full reference as {@code io.containerd.image.name}, which containerd and Docker take over.
 */
record LayoutIndex(Descriptor root, List<ImageReference> names) {

    private static final String TAG = "org.opencontainers.image.ref.name";
    private static final String REFERENCE = "io.containerd.image.name";
    private static final String DOCKER_HUB = "docker.io/";
    private static final String DOCKER_LIBRARY = DOCKER_HUB + "library/";
    private static final ObjectMapper JSON = new ObjectMapper();

    LayoutIndex {
        names = List.copyOf(new LinkedHashSet<>(names));
    }

    LayoutIndex with(ImageReference name) {
        List<ImageReference> more = new ArrayList<>(names);
        more.add(name);
        return new LayoutIndex(root, more);
    }

    LayoutIndex without(ImageReference name) {
        return new LayoutIndex(
                root, names.stream().filter(other -> !other.equals(name)).toList());
    }

    /** @throws LayoutException if it is there, but not what it should be */
    static Optional<LayoutIndex> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(JSON.readTree(file.toFile())));
        } catch (IOException e) {
            throw damaged(file, "is not JSON", e);
        } catch (IllegalArgumentException e) {
            throw damaged(file, "is wrong: " + e.getMessage(), e);
        }
    }

    private static LayoutException damaged(Path file, String whatHappened, Exception cause) {
        Path layout = file.toAbsolutePath().getParent();
        return new LayoutException(
                "read",
                layout == null ? file : layout,
                file.getFileName() + " " + whatHappened,
                LayoutException.ANEW,
                cause);
    }

    /** @throws IllegalArgumentException if it does not name exactly one image */
    static LayoutIndex parse(JsonNode content) {
        Set<Descriptor> roots = new LinkedHashSet<>();
        List<ImageReference> names = new ArrayList<>();
        for (JsonNode entry : content.path("manifests")) {
            roots.add(Descriptor.parse(entry));
            name(entry.path("annotations").path(REFERENCE).asText("")).ifPresent(names::add);
        }
        if (roots.stream().map(Descriptor::digest).distinct().count() != 1) {
            throw new IllegalArgumentException("it names " + roots.size() + " images instead of one");
        }
        return new LayoutIndex(roots.iterator().next(), names);
    }

    private static Optional<ImageReference> name(String text) {
        String local = text.startsWith(DOCKER_LIBRARY)
                ? text.substring(DOCKER_LIBRARY.length())
                : text.startsWith(DOCKER_HUB) ? text.substring(DOCKER_HUB.length()) : text;
        try {
            return local.isEmpty() ? Optional.empty() : Optional.of(ImageReference.parse(local));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    void write(Path file) throws IOException {
        write(file, JSON.writeValueAsString(json()));
    }

    /** Writes a file beside its place and moves it there. */
    static void write(Path file, String content) throws IOException {
        Path draft = file.resolveSibling(Blobs.DRAFT_PREFIX + file.getFileName());
        try {
            Files.writeString(draft, content);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private ObjectNode json() {
        ObjectNode index =
                JsonNodeFactory.instance.objectNode().put("schemaVersion", 2).put("mediaType", Descriptor.OCI_INDEX);
        ArrayNode manifests = index.putArray("manifests");
        if (names.isEmpty()) {
            entry(manifests);
        }
        for (ImageReference name : names) {
            entry(manifests)
                    .putObject("annotations")
                    .put(REFERENCE, full(name))
                    .put(TAG, name.tag().value());
        }
        return index;
    }

    private ObjectNode entry(ArrayNode manifests) {
        ObjectNode entry = manifests
                .addObject()
                .put("mediaType", root.mediaType())
                .put("digest", root.digest().value())
                .put("size", root.size());
        root.platform().ifPresent(platform -> {
            ObjectNode node = entry.putObject("platform")
                    .put("architecture", platform.architecture())
                    .put("os", platform.os());
            if (platform.variant() != null) {
                node.put("variant", platform.variant());
            }
        });
        return entry;
    }

    private static String full(ImageReference name) {
        if (name.host() != null) {
            return name.toString();
        }
        return (name.repository().value().contains("/") ? DOCKER_HUB : DOCKER_LIBRARY) + name;
    }
}

package dev.slipway.receipt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.image.BuiltImage;
import dev.slipway.image.ImageReference;
import dev.slipway.image.PushedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The folder {@code target/slipway}: what the goals of one module hand on to each other and leave for other tools.
 *
 * <p>The files of one step change together or not at all, and nobody ever reads half of one.
 */
public final class ReceiptFolder {

    private static final String BUILT = "built.json";
    private static final String PUSHED = "pushed.json";
    private static final String ANEW = "Delete it and build again, with mvn clean package.";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;
    private final ReceiptJson json;

    /** @param folder need not exist yet */
    public ReceiptFolder(Path folder) {
        this.folder = folder;
        this.json = new ReceiptJson(folder);
    }

    /** The folder itself; it need not exist. */
    public Path folder() {
        return folder;
    }

    /** The folder for what belongs to one image; it need not exist. */
    public Path folder(String alias) {
        return folder.resolve(alias);
    }

    /** The file that lists all images with everything that is known of them. */
    public Path imagesFile() {
        return folder.resolve("images.json");
    }

    /**
     * The images that were built here, by alias.
     *
     * @throws ReceiptException if the receipt is damaged
     */
    public Map<String, BuiltImage> built() {
        Map<String, BuiltImage> images = new LinkedHashMap<>();
        read(BUILT, json::builtImages).forEach(image -> images.put(image.alias(), image));
        return images;
    }

    /**
     * Adds images to the receipt, in place of those of the same alias; where these have another content now, it is
     * forgotten what was pushed of them.
     *
     * @throws ReceiptException if the folder cannot be written
     */
    public void addBuilt(List<BuiltImage> images) {
        Map<String, BuiltImage> before = built();
        Map<String, BuiltImage> all = new LinkedHashMap<>(before);
        images.forEach(image -> all.put(image.alias(), image));
        Set<String> changed = images.stream()
                .filter(image -> !hasContentOf(image, before.get(image.alias())))
                .map(BuiltImage::alias)
                .collect(Collectors.toSet());
        List<PushedImage> stillPushed = pushed().stream()
                .filter(image -> !changed.contains(image.alias()))
                .toList();
        StagedFiles files = new StagedFiles(folder);
        images.forEach(
                image -> files.put(image.alias() + "/image.id", image.content().id() + "\n"));
        changed.forEach(alias -> files.remove(alias + "/image.digest"));
        putPushed(files, stillPushed, all);
        files.put(BUILT, text(json.built(List.copyOf(all.values()))));
        files.commit();
    }

    private static boolean hasContentOf(BuiltImage image, @Nullable BuiltImage other) {
        return other != null && other.content().id().equals(image.content().id());
    }

    /**
     * The images that were pushed from here.
     *
     * @throws ReceiptException if the receipt is damaged
     */
    public List<PushedImage> pushed() {
        return read(PUSHED, json::pushedImages);
    }

    /**
     * Adds images to the receipt, in place of those of the same reference.
     *
     * @throws ReceiptException if the folder cannot be written
     */
    public void addPushed(List<PushedImage> images) {
        Map<ImageReference, PushedImage> all = pushed().stream()
                .collect(Collectors.toMap(PushedImage::reference, image -> image, (a, b) -> b, LinkedHashMap::new));
        images.forEach(image -> all.put(image.reference(), image));
        StagedFiles files = new StagedFiles(folder);
        images.forEach(image -> files.put(image.alias() + "/image.digest", image.digest() + "\n"));
        putPushed(files, List.copyOf(all.values()), built());
        files.commit();
    }

    private void putPushed(StagedFiles files, List<PushedImage> pushed, Map<String, BuiltImage> built) {
        files.put(
                "image-refs.txt",
                pushed.stream()
                        .map(PushedImage::pinnedReference)
                        .distinct()
                        .map(reference -> reference + "\n")
                        .collect(Collectors.joining()));
        files.put("images.json", text(json.images(List.copyOf(built.values()), pushed)));
        files.put(PUSHED, text(json.pushed(pushed)));
    }

    private <T> List<T> read(String name, Function<JsonNode, List<T>> parser) {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return parser.apply(JSON.readTree(file.toFile()));
        } catch (JsonProcessingException e) {
            throw new ReceiptException("read", file, "it is not JSON (" + e.getOriginalMessage() + ")", ANEW, e);
        } catch (IOException e) {
            throw new ReceiptException("read", file, "the file system says: " + e.getMessage(), "Make it readable.", e);
        } catch (IllegalArgumentException e) {
            throw new ReceiptException(
                    "read", file, "it is not a receipt of this plugin (" + e.getMessage() + ")", ANEW, e);
        }
    }

    private static String text(ObjectNode content) {
        try {
            return JSON.writeValueAsString(content) + "\n";
        } catch (JsonProcessingException e) {
            throw new AssertionError("A tree can always be written", e);
        }
    }
}

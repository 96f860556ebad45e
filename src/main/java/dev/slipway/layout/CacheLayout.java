package dev.slipway.layout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.image.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder with a build cache ({@code type=local}): the blobs of a layout, and an index that names the newest cache. It
 * is the same on disk as with docker buildx, which can read what we wrote, and the other way round.
 */
public final class CacheLayout {

    private static final String TAG = "org.opencontainers.image.ref.name";
    private static final String LATEST = "latest";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Blobs blobs;

    /** @param folder need not exist yet */
    public CacheLayout(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        this.blobs = new Blobs(this.folder);
    }

    /** Its files. */
    public Blobs blobs() {
        return blobs;
    }

    /**
     * The newest cache; empty if nothing was written yet.
     *
     * @throws LayoutException if the index is damaged
     */
    public Optional<Digest> newest() {
        Path index = folder.resolve("index.json");
        if (!Files.exists(index)) {
            return Optional.empty();
        }
        try {
            JsonNode only = null;
            for (JsonNode entry : JSON.readTree(index.toFile()).path("manifests")) {
                only = only == null || isLatest(entry) ? entry : only;
            }
            return Optional.ofNullable(only)
                    .map(entry -> Descriptor.parse(entry).digest());
        } catch (IOException | IllegalArgumentException e) {
            throw new LayoutException(
                    "read", folder, "index.json is wrong (" + e.getMessage() + ")", "Delete the cache folder.", e);
        }
    }

    private static boolean isLatest(JsonNode entry) {
        return entry.path("annotations").path(TAG).asText("").equals(LATEST);
    }

    /**
     * Makes a cache the newest one.
     *
     * @param manifest the descriptor of the cache as the engine answers it, in JSON
     * @throws LayoutException if it is no descriptor, or the index cannot be written
     */
    public void keep(String manifest) {
        try {
            Descriptor root = Descriptor.parse(JSON.readTree(manifest));
            ObjectNode index = JsonNodeFactory.instance.objectNode().put("schemaVersion", 2);
            index.putArray("manifests")
                    .addObject()
                    .put("mediaType", root.mediaType())
                    .put("digest", root.digest().value())
                    .put("size", root.size())
                    .putObject("annotations")
                    .put(TAG, LATEST);
            Files.createDirectories(folder);
            LayoutIndex.write(folder.resolve("oci-layout"), OciLayout.VERSION);
            LayoutIndex.write(folder.resolve("index.json"), JSON.writeValueAsString(index));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new LayoutException(
                    "write", folder, "the engine names no cache (" + e.getMessage() + ")", "Build again.", e);
        } catch (IOException e) {
            throw OciLayout.unwritable(folder, e);
        }
    }
}

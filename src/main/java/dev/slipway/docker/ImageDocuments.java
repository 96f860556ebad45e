package dev.slipway.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.DockerClient;
import dev.slipway.engine.EngineException;
import dev.slipway.image.Digest;
import dev.slipway.layout.Descriptor;
import dev.slipway.layout.Hashes;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The documents that an image consists of beside its layers: its configuration and, where the store has them, its
 * manifests. No call of the Docker Engine API gives them as they are, but the image as a whole contains them.
 */
final class ImageDocuments {

    /** How long an image of many gigabytes may take on its way. */
    static final Duration PATIENCE = Duration.ofMinutes(30);

    private static final int MAX_BYTES = 4 * 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Digest root;
    private final Map<Digest, byte[]> documents = new HashMap<>();

    private ImageDocuments(Digest root) {
        this.root = root;
    }

    /** @throws EngineException if the image is not there, or the engine does not hand it out whole */
    static ImageDocuments read(DaemonConnection connection, Digest image) {
        String doing = "Cannot read the configuration of the image " + image.shortHash();
        DockerClient client = connection.newClient();
        try {
            return connection.await(() -> read(client, image, doing), PATIENCE);
        } catch (RuntimeException e) {
            throw DockerFailures.isConnectionLoss(e) ? connection.broken(doing, e) : connection.failure(doing, e);
        } finally {
            DaemonConnection.close(client);
        }
    }

    /** The rest of the image is not read when all documents are there. */
    private static ImageDocuments read(DockerClient client, Digest image, String doing) throws IOException {
        ImageDocuments read = new ImageDocuments(image);
        // closing it would read its rest
        TarArchiveInputStream tar =
                new TarArchiveInputStream(client.saveImageCmd(image.value()).exec(), "UTF-8");
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (entry.isFile() && entry.getSize() <= MAX_BYTES && read.take(tar) && read.isComplete(read.root)) {
                return read;
            }
        }
        throw new EngineException(doing, "it is not in what the engine saves of it", "Build the image again.", null);
    }

    private boolean take(InputStream content) throws IOException {
        byte[] bytes = content.readAllBytes();
        return bytes.length > 0 && bytes[0] == '{' && documents.put(Hashes.digest(bytes), bytes) == null;
    }

    private boolean isComplete(Digest digest) throws IOException {
        byte @Nullable [] document = documents.get(digest);
        if (document == null) {
            return false;
        }
        JsonNode json = JSON.readTree(document);
        for (JsonNode child : json.path("manifests")) {
            Descriptor manifest = Descriptor.parse(child);
            if (manifest.platform().isPresent() && !isComplete(manifest.digest())) {
                return false;
            }
        }
        return !json.path("layers").isArray()
                || isComplete(Descriptor.parse(json.path("config")).digest());
    }

    /** The digest of the configuration, of the manifest, or of the index: what the store knows the image by. */
    Digest root() {
        return root;
    }

    /** One that the root names, or the root itself. */
    byte[] get(Digest digest) {
        return Objects.requireNonNull(documents.get(digest), digest.value());
    }
}

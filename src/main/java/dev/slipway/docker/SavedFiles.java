package dev.slipway.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.github.dockerjava.api.DockerClient;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.ImageFiles;
import dev.slipway.image.Digest;
import dev.slipway.layout.LayerEntry;
import dev.slipway.layout.LayerStack;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** Reads an image's files out of the whole image, which lies in a temporary folder until this is closed. */
final class SavedFiles implements ImageFiles {

    private static final int MAX_MANIFEST_BYTES = 4 * 1024 * 1024;

    private final Path folder;
    private final Digest image;
    private final LayerStack stack;

    private SavedFiles(Path folder, Digest image, List<Path> layers) {
        this.folder = folder;
        this.image = image;
        this.stack = new LayerStack(layers.stream()
                .<LayerStack.Source>map(layer -> () -> Files.newInputStream(layer))
                .toList());
    }

    /** @throws EngineException if the image is not there, or the engine does not hand it out whole */
    static SavedFiles of(DaemonConnection connection, Digest image) {
        String doing = "Cannot read the files of the image " + image.shortHash();
        Path folder = temporary(doing);
        DockerClient client = connection.newClient();
        try {
            return new SavedFiles(
                    folder, image, connection.await(() -> save(client, image, folder, doing), ImageDocuments.PATIENCE));
        } catch (RuntimeException e) {
            delete(folder);
            throw DockerFailures.isConnectionLoss(e) ? connection.broken(doing, e) : connection.failure(doing, e);
        } finally {
            DaemonConnection.close(client);
        }
    }

    private static Path temporary(String doing) {
        try {
            return Files.createTempDirectory("slipway-image-");
        } catch (IOException e) {
            throw new EngineException(
                    doing,
                    "no temporary folder can be made (" + e.getMessage() + ")",
                    "See that the disk of java.io.tmpdir has room.",
                    e);
        }
    }

    private static List<Path> save(DockerClient client, Digest image, Path folder, String doing) throws IOException {
        Map<String, Path> layers = new HashMap<>();
        JsonNode manifest = MissingNode.getInstance();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(client.saveImageCmd(image.value()).exec(), "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().equals("manifest.json")) {
                    manifest = new ObjectMapper().readTree(tar.readNBytes(MAX_MANIFEST_BYTES));
                } else if (entry.isFile() && entry.getName().endsWith(".tar")) {
                    Path layer = folder.resolve(layers.size() + ".tar");
                    Files.copy(tar, layer);
                    layers.put(entry.getName(), layer);
                }
            }
        }
        List<@Nullable Path> order = new ArrayList<>();
        manifest.path(0).path("Layers").forEach(name -> order.add(layers.get(name.asText())));
        if (manifest.isMissingNode() || order.contains(null)) {
            throw new EngineException(
                    doing, "a part of it is not in what the engine saves of it", "Build the image again.", null);
        }
        return order.stream().map(Objects::requireNonNull).toList();
    }

    @Override
    public Optional<LayerEntry> find(String path) {
        try {
            return stack.find(path);
        } catch (LayerStack.UnreadableLayerException e) {
            throw new EngineException(
                    "Cannot read /" + path + " of the image " + image.shortHash(),
                    String.valueOf(e.getMessage()),
                    "Look at the base image that brought the layer.",
                    e);
        }
    }

    @Override
    public InputStream open(String path) throws IOException {
        if (find(path)
                .filter(entry -> entry.what() instanceof LayerEntry.What.File)
                .isEmpty()) {
            throw new IOException("/" + path + " of the image " + image.shortHash() + " is no file");
        }
        return stack.open(path);
    }

    @Override
    public void close() {
        try {
            stack.close();
        } catch (IOException e) {
            // it was only read
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

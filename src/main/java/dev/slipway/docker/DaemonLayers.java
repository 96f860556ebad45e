package dev.slipway.docker;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.ImageFiles;
import dev.slipway.engine.ImageLayers;
import dev.slipway.engine.LocalImages;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageStore;
import dev.slipway.image.Platform;
import dev.slipway.layout.Layer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/** The layers of images in a daemon's store. */
final class DaemonLayers implements ImageLayers {

    private final DaemonConnection connection;
    private final DaemonImages images;
    private final boolean forgets;

    /** @param forgets whether no later build begins with an image of the store that has no name */
    DaemonLayers(DaemonConnection connection, boolean forgets) {
        this.connection = connection;
        this.images = new DaemonImages(connection);
        this.forgets = forgets;
    }

    /** Of what Podman copies out of a container, all belongs to the container's user, and links are followed. */
    @Override
    public ImageFiles open(ImageContent image, Platform platform) {
        if (isPodman(image)) {
            return SavedFiles.of(connection, image.id());
        }
        Optional<Platform> choice = image.platforms().size() > 1 ? Optional.of(platform) : Optional.empty();
        return new DaemonFiles(connection, UnstartedContainer.of(connection, image, choice));
    }

    private boolean isPodman(ImageContent image) {
        try {
            return connection.isPodman();
        } catch (RuntimeException e) {
            throw connection.failure(
                    "Cannot read the files of the image " + image.id().shortHash(), e);
        }
    }

    @Override
    public ImageContent add(ImageContent image, Map<Platform, Layer> layers, Optional<Instant> time) {
        String doing = "Cannot add a layer to the image " + image.id().shortHash();
        if (!layers.keySet().equals(Set.copyOf(image.platforms()))) {
            throw new IllegalArgumentException(doing + ": layers are for " + layers.keySet());
        }
        ImageDocuments documents = ImageDocuments.read(connection, image.id());
        LayeredImage made = made(doing, documents, layers, time);
        Digest id = made.id();
        if (images.find(id.value()).isEmpty()) {
            new ImageLoad(connection, doing).send(new ByteArrayInputStream(archive(made.files())));
        }
        LocalImages.Known known = images.look(id.value())
                .orElseThrow(() -> new EngineException(
                        doing,
                        "the engine loaded it as another image than " + id.shortHash(),
                        "Use another engine, or patch the files before they come into the image.",
                        null));
        return new ImageContent(
                id, image.platforms(), known.image().size(), image.bases(), new ImageStore.InDaemon(connection.uri()));
    }

    private static LayeredImage made(
            String doing, ImageDocuments documents, Map<Platform, Layer> layers, Optional<Instant> time) {
        try {
            return new LayeredImage(documents, layers, time);
        } catch (IOException | IllegalArgumentException e) {
            throw new EngineException(
                    doing, "the engine describes it wrongly: " + e.getMessage(), "Build the image again.", e);
        }
    }

    private static byte[] archive(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                entry.setModTime(0);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new AssertionError("memory can be written", e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void forget(ImageContent image) {
        if (!forgets) {
            return;
        }
        String id = image.id().value();
        try {
            if (isNameless(connection.ask(client -> client.inspectImageCmd(id).exec()))) {
                connection.ask(client -> client.removeImageCmd(id)
                        .withForce(false)
                        .withNoPrune(true)
                        .exec());
            }
        } catch (NotFoundException e) {
            // gone already, which is what was wanted
        } catch (ConflictException e) {
            // a container or another image needs it
        } catch (RuntimeException e) {
            throw connection.failure("Cannot remove the image " + image.id().shortHash(), e);
        }
    }

    /** A digest from a registry is a name too: somebody pulled it. */
    private static boolean isNameless(InspectImageResponse image) {
        return isEmpty(image.getRepoTags()) && isEmpty(image.getRepoDigests());
    }

    private static boolean isEmpty(@Nullable List<String> names) {
        return names == null || names.isEmpty();
    }
}

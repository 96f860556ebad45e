package dev.slipway.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.slipway.engine.ImageFiles;
import dev.slipway.layout.LayerEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an image's files out of a container that is made of it and never runs. For one thread.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerArchive">Docker Engine API, get an archive of a filesystem resource in a container</a>
 */
final class DaemonFiles implements ImageFiles {

    private final DaemonConnection connection;
    private final UnstartedContainer container;
    private final Map<String, Optional<LayerEntry>> found = new HashMap<>();

    /** @param container removed with the files */
    DaemonFiles(DaemonConnection connection, UnstartedContainer container) {
        this.connection = connection;
        this.container = container;
    }

    /** The daemon follows links on the way, so it is asked only for what lies in a folder. */
    @Override
    public Optional<LayerEntry> find(String path) {
        Optional<LayerEntry> known = found.get(path);
        if (known == null) {
            known = path.isEmpty() || isFolder(parent(path)) ? look(path) : Optional.empty();
            found.put(path, known);
        }
        return known;
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
    }

    private boolean isFolder(String path) {
        return find(path)
                .filter(entry -> entry.what() instanceof LayerEntry.What.Folder)
                .isPresent();
    }

    private Optional<LayerEntry> look(String path) {
        DockerClient client = connection.newClient();
        try {
            LayerEntry entry = connection.await(
                    () -> ArchivedFile.open(client, container.id(), path).entry(), DaemonConnection.ANY_ANSWER);
            return container.traces().without(entry);
        } catch (NotFoundException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            throw connection.failure("Cannot read /" + path + " of the image " + container.image(), e);
        } finally {
            // not the stream, whose end would be read first: that of a folder is all that is in it
            DaemonConnection.close(client);
        }
    }

    @Override
    public InputStream open(String path) throws IOException {
        if (find(path)
                .filter(entry -> entry.what() instanceof LayerEntry.What.File)
                .isEmpty()) {
            throw new IOException("/" + path + " of the image " + container.image() + " is no file");
        }
        DockerClient client = connection.newClient();
        try {
            return connection
                    .await(() -> ArchivedFile.open(client, container.id(), path), DaemonConnection.ANY_ANSWER)
                    .content(client);
        } catch (RuntimeException e) {
            DaemonConnection.close(client);
            throw new IOException(
                    "/" + path + " of the image " + container.image() + " cannot be read: "
                            + DockerFailures.rootMessage(e),
                    e);
        }
    }

    @Override
    public void close() {
        container.remove();
    }
}

package dev.slipway.docker;

import com.github.dockerjava.api.DockerClient;
import dev.slipway.layout.LayerEntry;
import dev.slipway.layout.LayerReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file of a container as a tar that has just begun: the first entry is what was asked for.
 *
 * @param tar   stands at the content
 * @param entry under the path that was asked for
 */
record ArchivedFile(LayerReader tar, LayerEntry entry) {

    /** @param client ends the tar when it is closed */
    static ArchivedFile open(DockerClient client, String container, String path) throws IOException {
        LayerReader tar = new LayerReader(
                client.copyArchiveFromContainerCmd(container, "/" + path).exec());
        LayerEntry first = tar.next().orElseThrow(() -> new IOException("the engine sent an empty archive"));
        return new ArchivedFile(
                tar,
                new LayerEntry(path, first.what(), first.mode(), first.owner(), first.modified(), first.attributes()));
    }

    /** @param client closed with the content */
    InputStream content(DockerClient client) {
        return new FilterInputStream(tar.content()) {
            @Override
            public void close() {
                DaemonConnection.close(client);
            }
        };
    }
}

package dev.slipway.layout;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of the files of layers, read in as few passes as may be: a pass goes on where the last one stopped, and
 * small files that are expected are kept when it comes by. For one thread.
 */
final class LayerContents implements Closeable {

    private static final long MAX_KEPT_BYTES = 32L * 1024 * 1024;

    /**
     * A file.
     *
     * @param layer  that it is in
     * @param number of the entry in that layer, from 0
     */
    record Key(int layer, int number) {}

    private final List<LayerStack.Source> sources;
    private final Set<Key> expected = new HashSet<>();
    private final Map<Key, byte[]> kept = new HashMap<>();
    private long keptBytes;
    private @Nullable Pass idle;

    LayerContents(List<LayerStack.Source> sources) {
        this.sources = sources;
    }

    /** Tells of a file that may be opened later. */
    void expect(Key file) {
        expected.add(file);
    }

    /** Opens a file; the caller closes it. */
    InputStream open(Key file) throws IOException {
        expect(file);
        byte @Nullable [] content = kept.get(file);
        if (content != null) {
            return new ByteArrayInputStream(content);
        }
        Pass pass = pass(file);
        InputStream large = pass.goTo(file.number());
        content = kept.get(file);
        if (content != null) {
            give(pass);
            return new ByteArrayInputStream(content);
        }
        return new FilterInputStream(large) {
            private boolean isClosed;

            @Override
            public void close() throws IOException {
                if (!isClosed) {
                    isClosed = true;
                    give(pass);
                }
            }
        };
    }

    private Pass pass(Key file) throws IOException {
        Pass last = idle;
        if (last != null && last.layer == file.layer() && last.next <= file.number()) {
            idle = null;
            return last;
        }
        close();
        return new Pass(file.layer());
    }

    private void give(Pass pass) throws IOException {
        close();
        idle = pass;
    }

    @Override
    public void close() throws IOException {
        Pass last = idle;
        idle = null;
        if (last != null) {
            last.reader.close();
        }
    }

    /** A pass over a layer, which stands before an entry. */
    private final class Pass {

        private final int layer;
        private final LayerReader reader;
        private int next;

        Pass(int layer) throws IOException {
            this.layer = layer;
            this.reader = LayerReader.decompressing(sources.get(layer).open());
        }

        InputStream goTo(int number) throws IOException {
            while (next <= number) {
                LayerEntry entry = reader.next().orElseThrow(() -> new EOFException("its tar is cut"));
                keep(new Key(layer, next), entry);
                next++;
            }
            return reader.content();
        }

        private void keep(Key file, LayerEntry entry) throws IOException {
            if (expected.contains(file)
                    && !kept.containsKey(file)
                    && entry.what() instanceof LayerEntry.What.File found
                    && found.size() <= MAX_KEPT_BYTES - keptBytes) {
                kept.put(file, reader.content().readAllBytes());
                keptBytes += found.size();
            }
        }
    }
}

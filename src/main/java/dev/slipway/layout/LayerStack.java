package dev.slipway.layout;

import dev.slipway.layout.LayerEntry.What;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Layers that lie one over the other, as a container sees them. Layers are read from the top down, as far as the
 * question needs it, and only what is in them is kept in memory: some 300 bytes for each of their entries. For one
 * thread.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/layer.md#applying-changesets">OCI image specification, applying changesets</a>
 */
public final class LayerStack implements Closeable {

    private static final int MAX_LINKS = 8;
    private static final int USUAL_FOLDER_MODE = 0755;
    private static final LayerContents.Key NOWHERE = new LayerContents.Key(-1, -1);

    /** Where a layer comes from. */
    @FunctionalInterface
    public interface Source {

        /** The layer from its beginning, compressed or not; the caller closes it. */
        InputStream open() throws IOException;
    }

    /** A layer that cannot be read. */
    public static final class UnreadableLayerException extends IOException {

        private final int layer;

        UnreadableLayerException(int layer, IOException cause) {
            super(cause.getMessage(), cause);
            this.layer = layer;
        }

        /** Which one, counted from the lowest, which is 0. */
        public int layer() {
            return layer;
        }
    }

    private record Place(LayerEntry entry, LayerContents.Key key) {

        boolean isFile() {
            return entry.what() instanceof What.File;
        }
    }

    private final List<Source> sources;
    private final @Nullable LayerIndex[] indexes;
    private final LayerContents contents;

    /** @param sources the lowest first */
    public LayerStack(List<Source> sources) {
        this.sources = List.copyOf(sources);
        this.indexes = new LayerIndex[sources.size()];
        this.contents = new LayerContents(this.sources);
    }

    /**
     * What is at a path. Links on the way or at the end are not followed; a hard link is the file that it names.
     *
     * @param path as {@link LayerEntry} has it
     * @throws UnreadableLayerException if a layer is damaged
     */
    public Optional<LayerEntry> find(String path) throws UnreadableLayerException {
        Optional<Place> found = place(path, sources.size() - 1, 0);
        found.filter(Place::isFile).map(Place::key).ifPresent(contents::expect);
        return found.map(Place::entry);
    }

    private Optional<Place> place(String path, int top, int links) throws UnreadableLayerException {
        boolean isImplied = path.isEmpty();
        for (int layer = top; layer >= 0; layer--) {
            LayerIndex index = index(layer);
            LayerIndex.@Nullable Slot slot = index.slot(path);
            if (slot != null) {
                return Optional.of(place(slot, layer, links));
            }
            isImplied = isImplied || index.impliesFolder(path);
            if (index.hides(path)) {
                break;
            }
        }
        return isImplied ? Optional.of(new Place(unnamedFolder(path), NOWHERE)) : Optional.empty();
    }

    private Place place(LayerIndex.Slot slot, int layer, int links) throws UnreadableLayerException {
        LayerEntry entry = slot.entry();
        if (!(entry.what() instanceof What.HardLink link)) {
            return new Place(entry, new LayerContents.Key(layer, slot.number()));
        }
        Optional<Place> found = links < MAX_LINKS ? place(link.target(), layer, links + 1) : Optional.empty();
        Place target = found.orElseThrow(() -> new UnreadableLayerException(
                layer, new IOException("its file " + entry.path() + " is a link to a file that is not there")));
        LayerEntry file = target.entry();
        return new Place(
                new LayerEntry(
                        entry.path(), file.what(), file.mode(), file.owner(), file.modified(), file.attributes()),
                target.key());
    }

    /** As engines make folders that no layer names. */
    private static LayerEntry unnamedFolder(String path) {
        LayerEntry.Owner root = new LayerEntry.Owner(0, 0);
        return new LayerEntry(path, new What.Folder(), USUAL_FOLDER_MODE, root, Instant.EPOCH, Map.of());
    }

    private LayerIndex index(int layer) throws UnreadableLayerException {
        @Nullable LayerIndex known = indexes[layer];
        if (known != null) {
            return known;
        }
        try (LayerReader reader = LayerReader.decompressing(sources.get(layer).open())) {
            LayerIndex index = LayerIndex.read(reader);
            indexes[layer] = index;
            return index;
        } catch (IOException e) {
            throw new UnreadableLayerException(layer, e);
        }
    }

    /**
     * The bytes of a regular file; the caller closes them. Files that {@link #find} was asked for before the first is
     * opened cost one pass over their layer, if they are small together.
     *
     * @param path as {@link LayerEntry} has it
     * @throws FileNotFoundException if there is no regular file
     * @throws UnreadableLayerException if a layer is damaged
     */
    public InputStream open(String path) throws IOException {
        LayerContents.Key file = place(path, sources.size() - 1, 0)
                .filter(Place::isFile)
                .map(Place::key)
                .orElseThrow(() -> new FileNotFoundException(path));
        try {
            return contents.open(file);
        } catch (IOException e) {
            throw new UnreadableLayerException(file.layer(), e);
        }
    }

    @Override
    public void close() throws IOException {
        contents.close();
    }
}

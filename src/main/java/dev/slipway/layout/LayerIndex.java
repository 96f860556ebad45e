package dev.slipway.layout;

import dev.slipway.layout.LayerEntry.What;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one layer holds and what it hides of the layers below, without the bytes of its files. */
final class LayerIndex {

    /**
     * An entry and its place.
     *
     * @param entry  what is there
     * @param number of the entry in the tar, from 0
     */
    record Slot(LayerEntry entry, int number) {}

    private final Map<String, Slot> slots = new HashMap<>();
    private final Set<String> whiteouts = new HashSet<>();
    private final Set<String> opaques = new HashSet<>();
    private final Set<String> parents = new HashSet<>();

    /** Reads a layer to its end. */
    static LayerIndex read(LayerReader layer) throws IOException {
        LayerIndex index = new LayerIndex();
        int number = 0;
        for (Optional<LayerEntry> next = layer.next(); next.isPresent(); next = layer.next()) {
            index.add(next.get(), number);
            number++;
        }
        layer.drain();
        return index;
    }

    private void add(LayerEntry entry, int number) {
        if (entry.what() instanceof What.Whiteout) {
            whiteouts.add(entry.path());
        } else if (entry.what() instanceof What.Opaque) {
            opaques.add(entry.path());
        } else {
            slots.put(entry.path(), new Slot(entry, number));
            String folder = entry.path();
            boolean isNew = true;
            while (isNew && !folder.isEmpty()) {
                folder = parent(folder);
                isNew = parents.add(folder);
            }
        }
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    @Nullable Slot slot(String path) {
        return slots.get(path);
    }

    /** Whether it holds something in a folder that it need not name. */
    boolean impliesFolder(String path) {
        return parents.contains(path);
    }

    /** Whether nothing can be seen of what lower layers have at a path. A layer hides nothing of its own. */
    boolean hides(String path) {
        if (whiteouts.contains(path)) {
            return true;
        }
        String folder = path;
        while (!folder.isEmpty()) {
            folder = parent(folder);
            Slot slot = slots.get(folder);
            boolean isReplaced = slot != null && !(slot.entry().what() instanceof What.Folder);
            if (isReplaced || whiteouts.contains(folder) || opaques.contains(folder)) {
                return true;
            }
        }
        return false;
    }
}

package dev.slipway.context;

import dev.slipway.context.Overlay.Change;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The changes of an overlay by the folders that they are in. */
final class OverlayFolders {

    private final Overlay overlay;
    private final Map<String, Set<String>> names = new HashMap<>();
    private final Set<String> needed = new HashSet<>();

    OverlayFolders(Overlay overlay) {
        this.overlay = overlay;
        overlay.entries().forEach(this::add);
    }

    private void add(String path, Change change) {
        String below = path;
        while (!below.isEmpty()) {
            String folder = below.substring(0, Math.max(0, below.lastIndexOf('/')));
            String name = below.substring(below.lastIndexOf('/') + 1);
            names.computeIfAbsent(folder, key -> new TreeSet<>()).add(name);
            if (!(change instanceof Change.Removed)) {
                needed.add(folder);
            }
            below = folder;
        }
    }

    /** The names in a folder of all that changes, or that something changes below. */
    Set<String> names(String folder) {
        return names.getOrDefault(folder, Set.of());
    }

    /** What changes at this path itself. */
    @Nullable Change at(String path) {
        return overlay.entries().get(path);
    }

    /** Whether something changes at this path or below. */
    boolean concern(String path) {
        return names.containsKey(path) || overlay.entries().containsKey(path);
    }

    /** Whether something lies over this folder, so that it must be there. */
    boolean need(String folder) {
        return needed.contains(folder);
    }
}

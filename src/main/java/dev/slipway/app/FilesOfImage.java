package dev.slipway.app;

import dev.slipway.engine.ImageFiles;
import dev.slipway.layout.LayerEntry;
import dev.slipway.patch.FileTree;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files of an image as patches see them: the symbolic links in a path's folders are followed, within the image as in
 * a container, but not one at its end.
 */
final class FilesOfImage implements FileTree {

    /** As in Linux: what lies behind more links cannot be opened. */
    private static final int MAX_LINKS = 40;

    private final ImageFiles files;
    private final Map<String, Optional<String>> folders = new HashMap<>();

    FilesOfImage(ImageFiles files) {
        this.files = files;
    }

    @Override
    public Found find(String path) {
        Optional<LayerEntry> found = locate(path).flatMap(files::find);
        if (found.isEmpty()) {
            return new Found.Absent();
        }
        LayerEntry entry = found.get();
        if (entry.what() instanceof LayerEntry.What.File) {
            return new Found.File(entry.mode(), () -> files.open(entry.path()));
        }
        if (entry.what() instanceof LayerEntry.What.Link link) {
            // a folder behind a link is a folder for what is patched in it
            return folder(path).flatMap(files::find).isPresent() ? new Found.Other() : new Found.Link(link.target());
        }
        return new Found.Other();
    }

    /** What is really at a path; empty where nothing is. */
    Optional<LayerEntry> entry(String path) {
        return locate(path).flatMap(files::find);
    }

    /**
     * Where a file really lies, or would if it were made: the same path without links in its folders.
     *
     * @return empty where a folder on the way is none
     */
    Optional<String> locate(String path) {
        int slash = path.lastIndexOf('/');
        String name = path.substring(slash + 1);
        return folder(path.substring(0, Math.max(slash, 0))).map(folder -> under(folder, name));
    }

    /** A folder without links in its path; those that do not exist are taken as they are called. */
    private Optional<String> folder(String path) {
        Optional<String> known = folders.get(path);
        if (known == null) {
            known = resolve(path);
            folders.put(path, known);
        }
        return known;
    }

    private Optional<String> resolve(String path) {
        Deque<String> ahead = new ArrayDeque<>(Arrays.asList(path.split("/", -1)));
        String at = "";
        int links = 0;
        while (!ahead.isEmpty()) {
            String name = ahead.pop();
            if (name.equals("..")) {
                at = at.substring(0, Math.max(at.lastIndexOf('/'), 0));
            } else if (!name.isEmpty() && !name.equals(".")) {
                String next = under(at, name);
                LayerEntry.What what = files.find(next).map(LayerEntry::what).orElse(new LayerEntry.What.Folder());
                if (what instanceof LayerEntry.What.Link link) {
                    links++;
                    at = link.target().startsWith("/") ? "" : at;
                    push(ahead, link.target());
                } else {
                    at = next;
                }
                if (links > MAX_LINKS || isNoFolder(what)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(at);
    }

    private static boolean isNoFolder(LayerEntry.What what) {
        return what instanceof LayerEntry.What.File || what instanceof LayerEntry.What.Special;
    }

    private static void push(Deque<String> ahead, String target) {
        String[] segments = target.split("/", -1);
        for (int index = segments.length - 1; index >= 0; index--) {
            ahead.push(segments[index]);
        }
    }

    private static String under(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }
}

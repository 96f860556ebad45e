package dev.slipway.context;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Changes that lie over a tree of files, by path: relative to its root and separated by slashes.
 *
 * @param entries in the order of a context's tree
 */
public record Overlay(SortedMap<String, Change> entries) {

    /** What is at a path in place of what lies below. */
    public sealed interface Change {

        /**
         * A regular file. Its time of modification is made of its content, so that the same content always has the same
         * and other content another.
         *
         * @param content its bytes; never changed
         * @param mode    the low twelve bits of {@code st_mode}; empty for that of the file below, or 0644
         */
        @SuppressWarnings("ArrayRecordComponent")
        record File(byte[] content, OptionalInt mode) implements Change {

            @Override
            public boolean equals(Object other) {
                return other instanceof File file && Arrays.equals(content, file.content) && mode.equals(file.mode);
            }

            @Override
            public int hashCode() {
                return 31 * Arrays.hashCode(content) + mode.hashCode();
            }

            @Override
            public String toString() {
                return "File[" + content.length + " bytes, mode=" + mode + "]";
            }
        }

        /**
         * A symbolic link.
         *
         * @param target as it is stored
         */
        record Link(String target) implements Change {}

        /** Nothing is there any more; a folder that holds nothing else any more goes too. */
        record Removed() implements Change {}
    }

    /** Copies the map. */
    public Overlay {
        SortedMap<String, Change> sorted = new TreeMap<>(EntryName.PATH_ORDER);
        sorted.putAll(entries);
        entries = Collections.unmodifiableSortedMap(sorted);
    }

    /** These changes. */
    public static Overlay of(Map<String, ? extends Change> changes) {
        SortedMap<String, Change> sorted = new TreeMap<>(EntryName.PATH_ORDER);
        sorted.putAll(changes);
        return new Overlay(sorted);
    }

    /** No change at all. */
    public static Overlay none() {
        return of(Map.of());
    }

    /** Whether nothing changes. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** These changes and further ones, which count where both have a path. */
    Overlay over(Overlay further) {
        SortedMap<String, Change> sorted = new TreeMap<>(EntryName.PATH_ORDER);
        sorted.putAll(entries);
        sorted.putAll(further.entries);
        return new Overlay(sorted);
    }

    /**
     * The changes below a folder.
     *
     * @param folder relative to the root, separated by slashes; empty for all changes
     * @return their paths are relative to the folder
     */
    public Overlay below(String folder) {
        if (folder.isEmpty()) {
            return this;
        }
        SortedMap<String, Change> below = new TreeMap<>(EntryName.PATH_ORDER);
        entries.forEach((path, change) -> {
            if (path.startsWith(folder + "/")) {
                below.put(path.substring(folder.length() + 1), change);
            }
        });
        return new Overlay(below);
    }
}

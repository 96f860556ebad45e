package dev.slipway.plan;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where the results of steps come from and go to, beside the engine's own cache.
 *
 * @param from looked through in this order
 * @param to   written after the build
 */
public record CacheSettings(List<Entry> from, List<Entry> to) {

    /** Copies the lists. */
    public CacheSettings {
        from = List.copyOf(from);
        to = List.copyOf(to);
    }

    /** Nothing but the engine's own cache. */
    public static CacheSettings none() {
        return new CacheSettings(List.of(), List.of());
    }

    /**
     * A cache outside of the engine.
     *
     * @param type       {@code registry}, {@code inline}, {@code local}, or another that the engine knows
     * @param attributes such as {@code ref} or {@code dest}
     */
    public record Entry(String type, SortedMap<String, String> attributes) {

        /** Copies the map. */
        public Entry {
            attributes = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        }

        /** As people write it: {@code type=registry,ref=acme/cache}. */
        @Override
        public String toString() {
            return "type=" + type
                    + attributes.entrySet().stream()
                            .map(entry -> "," + entry.getKey() + "=" + entry.getValue())
                            .collect(Collectors.joining());
        }
    }
}

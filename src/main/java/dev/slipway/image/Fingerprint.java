package dev.slipway.image;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a build is made of: two builds of the same fingerprint come to the same image, as far as the build itself can be
 * known. What commands fetch from elsewhere while they run is not seen, as it is not by any engine's cache.
 *
 * @param value hexadecimal, another one for other parts
 * @param parts what was looked at, each with a hash: {@code files}, {@code arguments} and so on
 */
public record Fingerprint(String value, SortedMap<String, String> parts) {

    /** The label that says which fingerprint an image was built from. */
    public static final String LABEL = "dev.slipway.fingerprint";

    /** Copies the map. */
    public Fingerprint {
        parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    }

    /** The names of the parts that are not the same in an earlier one. */
    public List<String> changesSince(Fingerprint earlier) {
        SortedMap<String, String> all = new TreeMap<>(earlier.parts);
        all.putAll(parts);
        return all.keySet().stream()
                .filter(name -> !Objects.equals(parts.get(name), earlier.parts.get(name)))
                .toList();
    }
}

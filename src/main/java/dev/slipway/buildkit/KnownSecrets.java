package dev.slipway.buildkit;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/** The secrets that a build was given, so that what its commands print of them is not shown. */
final class KnownSecrets {

    private static final String MASK = "****";
    /** What is shorter stands in ordinary words too. */
    private static final int SHORTEST = 4;

    /** Longer ones first, since one may be a part of another. */
    private final Set<String> lines =
            new TreeSet<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** Takes a value; each of its lines counts. */
    synchronized byte[] add(byte[] value) {
        new String(value, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST)
                .forEach(lines::add);
        return value;
    }

    synchronized String masked(String text) {
        String masked = text;
        for (String line : lines) {
            masked = masked.replace(line, MASK);
        }
        return masked;
    }
}

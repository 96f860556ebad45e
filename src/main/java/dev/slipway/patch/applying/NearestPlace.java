package dev.slipway.patch.applying;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the lines that a hunk expects are most alike to those of a file. The time is bounded by the file's length. */
final class NearestPlace {

    private static final int MOST_EXPECTED = 400;
    private static final int MOST_ALIKE = 8;
    private static final int SLACK = 4;
    private static final int TELLING_LENGTH = 4;
    private static final int TELLING_WEIGHT = 8;

    private final List<String> lines;
    private final List<String> expected;
    private final int guess;

    /**
     * The place.
     *
     * @param line        the first line, counted from 1
     * @param differences what is other there than the hunk expects
     */
    record Found(int line, List<Difference> differences) {}

    /**
     * A line that is expected or found alone, or both where the one is in place of the other.
     *
     * @param line     of the file, counted from 1; the one before which it is expected if none is found
     * @param expected a line of the hunk
     * @param found    a line of the file
     */
    record Difference(int line, Optional<String> expected, Optional<String> found) {}

    NearestPlace(List<String> lines, List<String> expected, int guess) {
        this.lines = lines;
        this.expected = expected.subList(0, Math.min(expected.size(), MOST_EXPECTED));
        this.guess = guess;
    }

    /** The place; empty where the file has none of the lines. */
    Optional<Found> find() {
        int[] votes = votes();
        int best = -1;
        long most = 0;
        for (int place = 0; place < votes.length; place++) {
            long own = alike(votes, place);
            boolean isNearer = own == most && best >= 0 && distance(place) < distance(best);
            if (own > most || isNearer) {
                most = own;
                best = place;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(align(best - expected.size()));
    }

    private int distance(int place) {
        return Math.abs(place - expected.size() + 1 - guess);
    }

    /** How well the lines fit that begin at a place; lines that came or went in between move the rest of them. */
    private static long alike(int[] votes, int place) {
        long sum = (long) votes[place] * (SLACK + 1);
        for (int aside = 1; aside <= SLACK; aside++) {
            sum += (long) (SLACK + 1 - aside) * (at(votes, place - aside) + at(votes, place + aside));
        }
        return sum;
    }

    private static int at(int[] votes, int place) {
        return place < 0 || place >= votes.length ? 0 : votes[place];
    }

    /** Every line that is expected and found speaks for the place where the hunk would begin then. */
    private int[] votes() {
        Map<String, List<Integer>> places = new HashMap<>();
        for (int i = 0; i < expected.size(); i++) {
            List<Integer> alike = places.computeIfAbsent(key(expected.get(i)), key -> new ArrayList<>());
            if (alike.size() < MOST_ALIKE) {
                alike.add(i);
            }
        }
        int[] votes = new int[lines.size() + expected.size()];
        for (int i = 0; i < lines.size(); i++) {
            String key = key(lines.get(i));
            for (int place : places.getOrDefault(key, List.of())) {
                votes[i - place + expected.size()] += key.length() < TELLING_LENGTH ? 1 : TELLING_WEIGHT;
            }
        }
        return votes;
    }

    private static String key(String line) {
        return line.strip();
    }

    private Found align(int place) {
        int start = Math.max(0, place - SLACK);
        int end = Math.min(lines.size(), Math.max(start, place + expected.size() + SLACK));
        return new Alignment(lines.subList(start, end), expected, start).found();
    }
}

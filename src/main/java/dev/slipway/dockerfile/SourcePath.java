package dev.slipway.dockerfile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A source in the words of a Dockerfile as a path pattern of the context that matches at least as much. */
final class SourcePath {

    /** What Go and Docker's pattern language read alike; of all else Go lets some match slashes. */
    private static final Pattern PLAIN_CLASS = Pattern.compile("\\[(?:[A-Za-z0-9]-[A-Za-z0-9]|[A-Za-z0-9_.])+]");

    private SourcePath() {}

    /** The pattern of a source, its variables replaced; empty where it stands for the whole context. */
    static Optional<String> pattern(String source) {
        List<String> kept = new ArrayList<>();
        for (String segment : segments(source)) {
            if (isOdd(segment)) {
                break;
            }
            kept.add(segment);
        }
        return kept.isEmpty() ? Optional.empty() : Optional.of(String.join("/", kept));
    }

    /** Without those that lead nowhere; nothing leads out of the root. */
    private static Deque<String> segments(String source) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : source.split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        return segments;
    }

    /** Whether builders disagree on what it matches, so that the folder before it must do. */
    private static boolean isOdd(String segment) {
        String rest = PLAIN_CLASS.matcher(segment).replaceAll("");
        return rest.indexOf('[') >= 0 || rest.indexOf(']') >= 0 || rest.indexOf('\\') >= 0;
    }
}

package dev.slipway.context;

import java.util.ArrayDeque;
import java.util.Deque;

/** The shortest form of a slash-separated path, as Go's {@code path.Clean} defines it. */
final class CleanPath {

    private CleanPath() {}

    /** The path without empty, {@code .} and inner {@code ..} segments; {@code .} if nothing is left. */
    static String of(String path) {
        boolean rooted = path.startsWith("/");
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                goUp(segments, rooted);
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        String joined = String.join("/", segments);
        if (rooted) {
            return "/" + joined;
        }
        return joined.isEmpty() ? "." : joined;
    }

    private static void goUp(Deque<String> segments, boolean rooted) {
        if (!segments.isEmpty() && !segments.getLast().equals("..")) {
            segments.removeLast();
        } else if (!rooted) {
            segments.addLast("..");
        }
    }
}

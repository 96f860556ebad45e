package dev.slipway.patch.applying;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A name of a patch as a path in the tree. */
final class StrippedName {

    private static final String REMEDY = "Let patches name files below the folder that they are for only.";

    private StrippedName() {}

    /**
     * The path; empty where nothing is left of the name.
     *
     * @param strip how many leading segments are left out; several slashes in a row are one
     * @param into  the folder that the name is relative to
     * @throws UnappliedException if it leads outside
     */
    static Optional<String> of(String name, int strip, String into) throws UnappliedException {
        Optional<String> rest = strip(name, strip);
        if (rest.isEmpty()) {
            return Optional.empty();
        }
        if (rest.get().startsWith("/")) {
            throw UnappliedException.refused(Excerpt.inline(name) + " is absolute" + after(strip), REMEDY);
        }
        List<String> segments = Arrays.stream(rest.get().split("/"))
                .filter(segment -> !segment.isEmpty() && !segment.equals("."))
                .toList();
        if (segments.contains("..")) {
            throw UnappliedException.refused(Excerpt.inline(name) + " goes up by '..'", REMEDY);
        }
        if (segments.isEmpty()) {
            return Optional.empty();
        }
        String path = String.join("/", segments);
        return Optional.of(into.isEmpty() ? path : into + "/" + path);
    }

    private static String after(int strip) {
        return strip == 0 ? "" : " after <strip>" + strip + "</strip>";
    }

    private static Optional<String> strip(String name, int strip) {
        int start = 0;
        for (int left = strip; left > 0; left--) {
            int slash = name.indexOf('/', start);
            if (slash < 0) {
                return Optional.empty();
            }
            start = slash;
            while (start < name.length() && name.charAt(start) == '/') {
                start++;
            }
        }
        return start == name.length() ? Optional.empty() : Optional.of(name.substring(start));
    }
}

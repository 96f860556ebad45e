package dev.slipway.context;

/**
 * One line of an ignore file, after cleaning.
 *
 * @param text      the pattern as Docker hands it on: cleaned, with its exclamation mark
 * @param exception whether it takes paths back that an earlier pattern ignores
 * @param glob      the paths that it is about
 */
record IgnorePattern(String text, boolean exception, Glob glob) {

    /**
     * A line that is neither blank nor a comment.
     *
     * @throws MalformedPatternException if Docker would refuse it, when it reads it or when it comes to use it
     */
    static IgnorePattern parse(String line) throws MalformedPatternException {
        String text = CleanPath.of(WhiteSpace.trim(relative(line)));
        boolean exception = text.startsWith("!");
        String glob = exception ? text.substring(1) : text;
        if (glob.isEmpty()) {
            throw new MalformedPatternException(
                    "nothing follows its «!»", "Write the path that must not be ignored after «!».");
        }
        return new IgnorePattern(text, exception, Glob.parse(glob));
    }

    /** A pattern; what Docker would refuse stands for the path that it spells. */
    static IgnorePattern lenient(String text) {
        try {
            return parse(text);
        } catch (MalformedPatternException e) {
            return new IgnorePattern(text, false, new Glob.Exactly(CleanPath.of(text)));
        }
    }

    /** A clean path that may hold wildcards; spaces around it and an exclamation mark before it belong to it. */
    static IgnorePattern path(String text) {
        try {
            return new IgnorePattern(text, false, Glob.parse(text));
        } catch (MalformedPatternException e) {
            return new IgnorePattern(text, false, new Glob.Exactly(text));
        }
    }

    /** An exception for exactly this path, whatever characters are in it. */
    static IgnorePattern exceptionFor(String path) {
        String escaped = path.replaceAll("[*?\\[\\]\\\\]", "\\\\$0");
        return new IgnorePattern("!" + escaped, true, new Glob.Exactly(path));
    }

    /** Docker takes a leading slash, also one after the exclamation mark, for the root of the context. */
    private static String relative(String line) {
        String trimmed = WhiteSpace.trim(line);
        boolean exception = trimmed.startsWith("!");
        String path = exception ? WhiteSpace.trim(trimmed.substring(1)) : trimmed;
        if (!path.isEmpty()) {
            path = CleanPath.of(path);
            path = path.length() > 1 && path.startsWith("/") ? path.substring(1) : path;
        }
        return exception ? "!" + path : path;
    }

    boolean matches(String path) {
        return glob.matches(path);
    }

    /** Whether a path below this folder could match. */
    boolean couldMatchBelow(String folder) {
        return glob.couldContinue(folder + "/");
    }
}

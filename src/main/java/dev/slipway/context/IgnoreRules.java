package dev.slipway.context;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What of a context is left out: the patterns of a {@code .dockerignore} file, read and applied as Docker does.
 *
 * <p>Patterns are relative to the context's root and tried in order; the last one that matches a path or one of its
 * parents decides, and one that begins with {@code !} takes back. {@code *} and {@code ?} stay inside a folder,
 * {@code **} does not. Backslashes escape on every system, as they do for BuildKit, which reads the file on the server.
 *
 * @see <a href="https://docs.docker.com/build/concepts/context/#dockerignore-files">Docker: .dockerignore files</a>
 */
public final class IgnoreRules {

    private static final IgnoreRules NONE = new IgnoreRules(List.of());
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final List<IgnorePattern> patterns;
    private final PatternIndex index;
    private final List<Integer> lines;

    private IgnoreRules(List<IgnorePattern> patterns) {
        this(patterns, List.of());
    }

    /** @param lines of the patterns in their file, counted from 1; none where there is no file */
    private IgnoreRules(List<IgnorePattern> patterns, List<Integer> lines) {
        this.patterns = List.copyOf(patterns);
        this.lines = List.copyOf(lines);
        this.index = new PatternIndex(this.patterns);
    }

    /** Rules that leave nothing out. */
    public static IgnoreRules none() {
        return NONE;
    }

    /**
     * The rules in this file.
     *
     * @throws ContextException if it cannot be read, is not UTF-8, or holds a pattern that Docker would refuse
     */
    public static IgnoreRules read(Path file) {
        try {
            return parse(Files.readAllBytes(file), file);
        } catch (IOException e) {
            throw ContextException.unreadable(file, e);
        }
    }

    /**
     * The rules in the bytes of an ignore file.
     *
     * @throws ContextException if it is not UTF-8, or holds a pattern that Docker would refuse
     */
    static IgnoreRules parse(byte[] bytes, Path file) {
        return parse(decoded(file, bytes), file);
    }

    /**
     * The rules in the text of an ignore file.
     *
     * @param file where the text comes from, for messages
     * @throws ContextException if it holds a pattern that Docker would refuse
     */
    public static IgnoreRules parse(String text, Path file) {
        List<IgnorePattern> patterns = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        String[] lines = withoutMark(text).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].startsWith("#") && !WhiteSpace.trim(lines[i]).isEmpty()) {
                patterns.add(pattern(lines[i], file, i + 1));
                numbers.add(i + 1);
            }
        }
        return new IgnoreRules(patterns, numbers);
    }

    private static IgnorePattern pattern(String line, Path file, int number) {
        try {
            return IgnorePattern.parse(line);
        } catch (MalformedPatternException e) {
            String what = "in the pattern «" + WhiteSpace.trim(line) + "» " + e.problem();
            throw ContextException.atLine(file, number, what, e.remedy());
        }
    }

    private static String withoutMark(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private static String decoded(Path file, byte[] bytes) {
        ByteBuffer input = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(input).toString();
        } catch (CharacterCodingException e) {
            int line = 1;
            for (int i = 0; i < input.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw ContextException.atLine(file, line, "it is not UTF-8 text", "Save the file in UTF-8.");
        }
    }

    /**
     * The rules of patterns that an engine read from an ignore file, or made itself; a pattern that cannot be understood
     * stands for the path that it spells.
     */
    static IgnoreRules of(Iterable<String> patterns) {
        return of(patterns, List.of());
    }

    /** @param paths matched too, as they are; they may hold wildcards */
    static IgnoreRules of(Iterable<String> patterns, Iterable<String> paths) {
        List<IgnorePattern> parsed = new ArrayList<>();
        for (String pattern : patterns) {
            if (!WhiteSpace.trim(pattern).isEmpty()) {
                parsed.add(IgnorePattern.lenient(pattern));
            }
        }
        paths.forEach(path -> parsed.add(IgnorePattern.path(path)));
        return new IgnoreRules(parsed);
    }

    /** The patterns in order, cleaned as Docker cleans them, exceptions with their exclamation mark. */
    public List<String> patterns() {
        return patterns.stream().map(IgnorePattern::text).toList();
    }

    /**
     * Whether a file or folder is left out.
     *
     * @param path relative to the root, separated by slashes
     */
    public boolean ignores(String path) {
        return matchOf(path).ignored();
    }

    /** The line of the ignore file, counted from 1, by which a path is left out; empty if it is not, or no file says so. */
    public OptionalInt lineIgnoring(String path) {
        IgnoreMatch match = matchOf(path);
        return match.ignored() && match.last() < lines.size()
                ? OptionalInt.of(lines.get(match.last()))
                : OptionalInt.empty();
    }

    /** Whether an ignored folder must be walked all the same, since an exception could match something below it. */
    public boolean mayHoldExceptions(String folder) {
        return matchOf(folder).mayHoldExceptions();
    }

    /** These rules with exceptions for those of the paths that they ignore, as Docker does for the Dockerfile. */
    public IgnoreRules including(Iterable<String> paths) {
        List<IgnorePattern> more = new ArrayList<>(patterns);
        for (String path : paths) {
            if (ignores(path)) {
                more.add(IgnorePattern.exceptionFor(path));
            }
        }
        return more.size() == patterns.size() ? this : new IgnoreRules(more, lines);
    }

    /** Where a walk begins; it carries the matches of each folder down to what the folder holds. */
    IgnoreMatch rootMatch() {
        return IgnoreMatch.root(patterns, index);
    }

    private IgnoreMatch matchOf(String path) {
        IgnoreMatch match = rootMatch();
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            match = match.below(path.substring(0, slash));
        }
        return match.below(path);
    }
}

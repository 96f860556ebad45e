package dev.slipway.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation, taken apart. */
public record Page(Path file, String text) {

    /** The folder of the project, where Maven runs tests. */
    static final Path ROOT = Path.of("").toAbsolutePath();

    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final Pattern FILE =
            Pattern.compile("(?ms)`([\\w./-]+)`[^`.\\n]*:\\n\\n```(?!xml|yaml|sh)\\w*\\n(.*?)^```$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^\\]]+]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    /** A fenced block: the line where it begins, its language and its text. */
    public record Block(Page page, int line, String language, String text) {

        @Override
        public String toString() {
            return ROOT.relativize(page.file()) + ":" + line;
        }
    }

    public static Page read(String path) {
        return read(ROOT.resolve(path));
    }

    private static Page read(Path file) {
        try {
            return new Page(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The README, the other pages beside it, and all under docs. */
    static List<Page> all() {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(Page::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Block> blocks(String language) {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = FENCE.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1).equals(language)) {
                int line = (int) text.substring(0, matcher.start()).lines().count() + 1;
                blocks.add(new Block(this, line, language, matcher.group(2)));
            }
        }
        return blocks;
    }

    /** The blocks that the text before them names as a file, by its path. */
    public Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        FILE.matcher(text).results().forEach(match -> files.put(match.group(1), match.group(2)));
        return files;
    }

    /** The part of the page under a heading, up to the next heading. */
    public Page section(String heading) {
        int start = text.indexOf("\n## " + heading + "\n");
        if (start < 0) {
            throw new AssertionError(this + " has no section '" + heading + "'");
        }
        int end = text.indexOf("\n## ", start + 1);
        return new Page(file, end < 0 ? text.substring(start) : text.substring(start, end));
    }

    /** The code in the first column of all tables, in the order of the page. */
    List<String> firstColumn() {
        return Pattern.compile("(?m)^\\| `([^`]+)` \\|")
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** The cells of all tables, row by row, without the heads. */
    public List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            boolean isHead = i + 1 < lines.size() && lines.get(i + 1).startsWith("|---");
            if (lines.get(i).startsWith("| ") && !isHead) {
                String inner = lines.get(i).replaceFirst("^\\|", "").replaceFirst("\\|$", "");
                rows.add(
                        Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList());
            }
        }
        return rows;
    }

    /** The pieces of code in a cell. */
    static List<String> code(String cell) {
        return CODE.matcher(cell).results().map(match -> match.group(1)).toList();
    }

    /** The one piece of code that a cell holds. */
    public static String onlyCode(String cell) {
        List<String> code = code(cell);
        if (code.size() != 1) {
            throw new AssertionError("Not one piece of code: " + cell);
        }
        return code.get(0);
    }

    /** Where links lead to, without those in code. */
    List<String> links() {
        return LINK.matcher(FENCE.matcher(text).replaceAll(""))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** The anchors of headings, as GitHub makes them. */
    List<String> anchors() {
        return HEADING.matcher(FENCE.matcher(text).replaceAll(""))
                .results()
                .map(match -> match.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
                .toList();
    }

    /** All that a pattern finds. */
    List<String> found(Pattern pattern) {
        return pattern.matcher(text).results().map(MatchResult::group).toList();
    }

    @Override
    public String toString() {
        return ROOT.relativize(file).toString();
    }
}

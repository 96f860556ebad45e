package dev.slipway.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes a text apart into instructions, as lenient as Docker's own parser: an unknown keyword is no failure here.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/">Dockerfile reference</a>
 */
final class DockerfileParser {

    private static final Set<String> WITH_HEREDOCS = Set.of("RUN", "COPY", "ADD");
    private static final String ONBUILD = "ONBUILD";

    private final SourceText source;
    private final char escape;

    /** How many lines have been read, which is also the number of the line read last. */
    private int line;

    DockerfileParser(SourceText source, char escape) {
        this.source = source;
        this.escape = escape;
    }

    /** @throws DockerfileException for a here-document without an end */
    List<Instruction> instructions() {
        List<Instruction> instructions = new ArrayList<>();
        while (line < source.size()) {
            int firstLine = line + 1;
            String joined = Blanks.trim(joinedLine());
            if (!joined.isEmpty()) {
                instructions.add(instruction(firstLine, joined));
            }
        }
        return instructions;
    }

    private String joinedLine() {
        StringBuilder joined = new StringBuilder();
        String first = Blanks.trimStart(source.line(++line));
        boolean goesOn = !isComment(first) && append(joined, first);
        while (goesOn && line < source.size()) {
            String next = source.line(++line);
            if (!isComment(next) && !Blanks.trimStart(next).isEmpty()) {
                goesOn = append(joined, next);
            }
        }
        return joined.toString();
    }

    private static boolean isComment(String text) {
        return Blanks.trimStart(text).startsWith("#");
    }

    /** Appends a line without the escape character that continues it, and says whether there is one. */
    private boolean append(StringBuilder joined, String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t')) {
            end--;
        }
        boolean goesOn = end > 0 && text.charAt(end - 1) == escape && (end == 1 || text.charAt(end - 2) != escape);
        joined.append(goesOn ? text.substring(0, end - 1) : text);
        return goesOn;
    }

    private Instruction instruction(int firstLine, String joined) {
        CommandLine command = CommandLine.split(joined, escape);
        @Nullable CommandLine triggered = triggered(command);
        boolean mayHaveHeredocs = WITH_HEREDOCS.contains((triggered == null ? command : triggered).keyword());
        List<Heredoc> heredocs = mayHaveHeredocs ? heredocs(firstLine, joined) : List.of();
        @Nullable Instruction trigger = triggered == null ? null : instruction(firstLine, triggered, heredocs, null);
        return instruction(firstLine, command, heredocs, trigger);
    }

    private Instruction instruction(
            int firstLine, CommandLine command, List<Heredoc> heredocs, @Nullable Instruction trigger) {
        return new Instruction(
                firstLine, line, command.keyword(), command.flags(), command.arguments(), heredocs, trigger);
    }

    private @Nullable CommandLine triggered(CommandLine command) {
        boolean holdsOne =
                command.keyword().equals(ONBUILD) && !command.arguments().isEmpty();
        return holdsOne ? CommandLine.split(command.arguments(), escape) : null;
    }

    private List<Heredoc> heredocs(int firstLine, String joined) {
        List<Heredoc> read = new ArrayList<>();
        for (Heredoc heredoc : HeredocScanner.find(joined)) {
            read.add(heredoc.withContent(content(heredoc).orElseThrow(() -> unterminated(firstLine, heredoc))));
        }
        return read;
    }

    private Optional<String> content(Heredoc heredoc) {
        StringBuilder content = new StringBuilder();
        while (line < source.size()) {
            String text = source.line(++line);
            if ((heredoc.stripsTabs() ? text.replaceFirst("^\\t+", "") : text).equals(heredoc.name())) {
                return Optional.of(content.toString());
            }
            content.append(source.rawLine(line));
        }
        return Optional.empty();
    }

    private DockerfileException unterminated(int firstLine, Heredoc heredoc) {
        return source.failure(
                firstLine,
                "no line ends the here-document " + heredoc.name(),
                "Write " + heredoc.name() + " alone on a line after it.");
    }
}

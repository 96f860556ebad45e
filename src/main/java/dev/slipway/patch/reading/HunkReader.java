package dev.slipway.patch.reading;

import dev.slipway.patch.Hunk;
import dev.slipway.patch.Hunk.Kind;
import dev.slipway.patch.Hunk.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads the hunks of one file. Their own numbers say where each ends, whatever its lines look like. */
final class HunkReader {

    private static final String HUNK = "@@ ";
    private static final List<String> BEGINNINGS = List.of(HUNK, "diff ", "Index: ", "From ");

    /** What may stand right behind the last hunk: the line between a mail's text and its signature. */
    private static final Pattern RULE = Pattern.compile("-{2,} ?");

    private static final String RECOUNT = "Make the patch again; what was edited by hand must keep the numbers right.";

    private final PatchText text;
    private final Consumer<MalformedPatchException> problems;

    HunkReader(PatchText text, Consumer<MalformedPatchException> problems) {
        this.text = text;
        this.problems = problems;
    }

    /** All that follow upon each other; those that cannot be read are left out and told as problems. */
    List<Hunk> read() {
        List<Hunk> hunks = new ArrayList<>();
        while (text.startsWith(HUNK)) {
            try {
                hunks.add(hunk());
            } catch (MalformedPatchException e) {
                problems.accept(e);
                skipRest();
            }
        }
        return hunks;
    }

    private Hunk hunk() {
        int number = text.number();
        List<Line> lines = new ArrayList<>();
        HunkHeader header = HunkHeader.parse(number, text.take());
        readAnnounced(header, lines);
        boolean isWhole = old(lines) == header.oldCount() && added(lines) == header.newCount();
        readSurplus(lines);
        if (!isWhole || old(lines) != header.oldCount() || added(lines) != header.newCount()) {
            throw miscounted(header, lines);
        }
        checkEnds(number, lines);
        return new Hunk(number, header.oldStart(), header.newStart(), lines);
    }

    /** Goes on where something begins, so that one mistake is told once. */
    private void skipRest() {
        while (!text.isAtEnd() && !text.isAtNames() && BEGINNINGS.stream().noneMatch(text::startsWith)) {
            text.skip();
        }
    }

    private void readAnnounced(HunkHeader header, List<Line> lines) {
        int oldLeft = header.oldCount();
        int newLeft = header.newCount();
        while (oldLeft > 0 || newLeft > 0) {
            Optional<Line> line = line();
            if (line.isEmpty()) {
                return;
            }
            oldLeft -= line.get().kind() == Kind.ADDED ? 0 : 1;
            newLeft -= line.get().kind() == Kind.REMOVED ? 0 : 1;
            if (oldLeft < 0 || newLeft < 0) {
                return;
            }
            text.skip();
            lines.add(line.get());
            takeMissingNewline(lines);
        }
    }

    /** A hunk with more lines than it says was edited by hand; without this they would be lost in silence. */
    private void readSurplus(List<Line> lines) {
        while (isSurplus()) {
            line().ifPresent(lines::add);
            text.skip();
            takeMissingNewline(lines);
        }
    }

    private boolean isSurplus() {
        String line = text.line();
        boolean isMarked = !line.isBlank() && " +-".indexOf(line.charAt(0)) >= 0;
        return isMarked && !RULE.matcher(line).matches() && !text.isAtNames();
    }

    /** The next line, if it can be one of a hunk. Editors and mailers take the blank of empty lines. */
    private Optional<Line> line() {
        if (text.isAtEnd()) {
            return Optional.empty();
        }
        String raw = text.raw();
        String whole = raw.endsWith("\n") ? raw : raw + "\n";
        return switch (raw.charAt(0)) {
            case ' ' -> Optional.of(new Line(Kind.CONTEXT, whole.substring(1)));
            case '-' -> Optional.of(new Line(Kind.REMOVED, whole.substring(1)));
            case '+' -> Optional.of(new Line(Kind.ADDED, whole.substring(1)));
            case '\t' -> Optional.of(new Line(Kind.CONTEXT, whole));
            default -> text.line().isEmpty() ? Optional.of(new Line(Kind.CONTEXT, whole)) : Optional.empty();
        };
    }

    /** {@code \ No newline at end of file}, in whatever language. */
    private void takeMissingNewline(List<Line> lines) {
        if (text.startsWith("\\") && !lines.isEmpty()) {
            text.skip();
            Line last = lines.remove(lines.size() - 1);
            lines.add(new Line(last.kind(), last.text().substring(0, last.text().length() - 1)));
        }
    }

    private static int old(List<Line> lines) {
        return (int) lines.stream().filter(line -> line.kind() != Kind.ADDED).count();
    }

    private static int added(List<Line> lines) {
        return (int) lines.stream().filter(line -> line.kind() != Kind.REMOVED).count();
    }

    private MalformedPatchException miscounted(HunkHeader header, List<Line> lines) {
        boolean isCut = text.isAtEnd() && old(lines) <= header.oldCount() && added(lines) <= header.newCount();
        return new MalformedPatchException(
                header.line(),
                "the hunk's first line says " + header.counts() + " lines, but " + old(lines) + " and " + added(lines)
                        + " follow" + (isCut ? ": the patch is cut off" : ""),
                isCut ? "Get the whole patch, or make it again." : RECOUNT);
    }

    private static void checkEnds(int number, List<Line> lines) {
        checkEnd(number, lines, Kind.ADDED);
        checkEnd(number, lines, Kind.REMOVED);
    }

    private static void checkEnd(int number, List<Line> lines, Kind other) {
        List<Line> side = lines.stream().filter(line -> line.kind() != other).toList();
        for (int i = 0; i < side.size() - 1; i++) {
            if (!side.get(i).text().endsWith("\n")) {
                throw new MalformedPatchException(
                        number,
                        "the hunk has «\\ No newline at end of file» behind a line that others follow",
                        "Make the patch again, or correct the hunk.");
            }
        }
    }
}

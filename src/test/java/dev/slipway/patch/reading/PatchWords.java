package dev.slipway.patch.reading;

import dev.slipway.patch.BinaryChange;
import dev.slipway.patch.FilePatch;
import dev.slipway.patch.Hunk;
import dev.slipway.patch.PatchProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** What was read of a patch, in words that tests can compare. */
final class PatchWords {

    private PatchWords() {}

    static byte[] fixture(String name) {
        try (InputStream in = PatchWords.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static List<FilePatch> read(byte[] bytes) {
        return PatchReader.read("x.patch", "patches/x.patch", 1, bytes).files();
    }

    /** A line for each file: where, what, names, modes, content. */
    static String files(byte[] bytes) {
        return read(bytes).stream().map(PatchWords::of).collect(Collectors.joining("\n"));
    }

    /** Every problem in a line; empty if the patch can be read. */
    static List<String> problems(byte[] bytes) {
        try {
            read(bytes);
            return List.of();
        } catch (UnreadablePatchException e) {
            return e.problems().stream().map(PatchWords::of).toList();
        }
    }

    static String of(PatchProblem problem) {
        return problem.place() + ": " + problem.what() + ". " + problem.remedy();
    }

    static List<Hunk> hunks(FilePatch file) {
        return ((FilePatch.Content.Hunks) file.content()).hunks();
    }

    /** The lines of a hunk with their marks; ends of lines are written out where they are not just a line feed. */
    static String lines(Hunk hunk) {
        return hunk.lines().stream().map(PatchWords::of).collect(Collectors.joining("\n"));
    }

    private static String of(Hunk.Line line) {
        String mark = switch (line.kind()) {
            case CONTEXT -> " ";
            case REMOVED -> "-";
            case ADDED -> "+";
        };
        String text = line.text().endsWith("\n")
                ? line.text().substring(0, line.text().length() - 1)
                : line.text() + "<no newline>";
        return mark + text.replace("\r", "<CR>");
    }

    private static String of(FilePatch file) {
        String names = file.names().old().orElse("-") + " "
                + file.names().changed().orElse("-")
                + file.names().index().map(index -> " index " + index).orElse("")
                + (file.names().isGit() ? " git" : "");
        return file.line() + " " + file.change() + " " + names + mode(" from ", file.oldMode())
                + mode(" to ", file.newMode()) + of(file.content());
    }

    private static String mode(String word, OptionalInt mode) {
        return mode.isPresent() ? word + Integer.toOctalString(mode.getAsInt()) : "";
    }

    private static String of(FilePatch.Content content) {
        if (content instanceof FilePatch.Content.Hunks hunks) {
            return hunks.hunks().stream()
                            .map(hunk -> " @" + hunk.line() + " -" + hunk.oldStart() + " +" + hunk.newStart() + " "
                                    + hunk.lines().size())
                            .collect(Collectors.joining())
                    + (hunks.isCrlf() ? " crlf" : "");
        }
        FilePatch.Content.Binary binary = (FilePatch.Content.Binary) content;
        return of(binary.forward()) + binary.back().map(PatchWords::of).orElse("");
    }

    private static String of(BinaryChange change) {
        return " " + (change.isDelta() ? "delta " : "literal ") + change.bytes().length;
    }
}

package dev.slipway.patch.applying;

import dev.slipway.patch.AppliedPatch;
import dev.slipway.patch.FilePatch;
import dev.slipway.patch.FilePatch.Change;
import dev.slipway.patch.Hunk;
import dev.slipway.patch.Patch;
import dev.slipway.patch.PatchOptions;
import dev.slipway.patch.PatchResult;
import dev.slipway.patch.applying.MemoryTree.Regular;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * What the patcher made of a patch for one file, beside what a program made of it.
 *
 * @param patch   for one file
 * @param options how it is applied
 * @param tree    what it is applied to
 * @param verdict of the program, for a diff that holds this patch
 */
record Comparison(Patch patch, PatchOptions options, MemoryTree tree, Verdict verdict) {

    /** What is different; empty where both refuse or make the same. */
    List<String> differences() {
        PatchResult result = TestPatches.apply(tree, options, patch);
        MemoryTree ours = tree.with(result.overlay());
        boolean isRefused = isRefused();
        if (!isRefused && isLeftOut(result) && isAsBefore()) {
            return List.of();
        }
        if (isRefused != !result.problems().isEmpty()) {
            return List.of(report(isRefused ? "only the program refuses" : "only we refuse", result));
        }
        SortedMap<String, String> differences = ours.differences(verdict.tree());
        differences.keySet().retainAll(names(patch));
        differences.keySet().removeIf(name -> isGlued(name, ours));
        return isRefused || differences.isEmpty() ? List.of() : List.of(report(differences.toString(), result));
    }

    /** The same beside another tree, which must come out. */
    Comparison judgedBy(MemoryTree expected) {
        return new Comparison(patch, options, tree, new Verdict(false, expected, Set.of(), verdict.output()));
    }

    /** What is different from finding that all of it is there already; empty if nothing is. */
    List<String> differencesToLeavingItOut() {
        PatchResult result = TestPatches.apply(tree, options, patch);
        boolean isLeftOut = result.problems().isEmpty() && isLeftOut(result);
        return isLeftOut ? List.of() : List.of(report("is not left out", result));
    }

    private static boolean isLeftOut(PatchResult result) {
        boolean isKnown = result.applied().stream().noneMatch(AppliedPatch::isNews)
                && result.applied().size() == 1;
        return result.overlay().isEmpty() && isKnown;
    }

    /**
     * Whether the program made one line of two: patch does where fuzz lets it put lines behind a last line that has no end.
     * We give it one.
     */
    private boolean isGlued(String name, MemoryTree ours) {
        if (!(tree.nodes().get(name) instanceof Regular before)
                || !(ours.nodes().get(name) instanceof Regular own)
                || !(verdict.tree().nodes().get(name) instanceof Regular other)) {
            return false;
        }
        int end = Arrays.mismatch(own.bytes(), other.bytes());
        String text = latin(own.bytes());
        String last = latin(before.bytes()).replaceFirst("(?s).*\n", "");
        return own.mode() == other.mode()
                && !last.isEmpty()
                && text.startsWith("\n", end)
                && text.startsWith(last, end - last.length())
                && latin(other.bytes()).equals(text.substring(0, end) + text.substring(end + 1));
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /**
     * Whether the program applied it and yet changed nothing, as fuzz lets it where a patch takes the line feed from the
     * end of a file that went on since: patch calls that done, and we call it there already.
     */
    private boolean isAsBefore() {
        return Collections.disjoint(
                names(patch), tree.differences(verdict.tree()).keySet());
    }

    /** Whether the program refuses it. */
    boolean isRefused() {
        boolean isMade = patch.files().get(0).change() == Change.CREATE;
        return names(patch).stream().anyMatch(verdict.refused()::contains)
                // patch goes on without a file of rejects
                || (!isMade
                        && names(patch).stream().noneMatch(tree::has)
                        && names(patch).stream().noneMatch(verdict.tree()::has));
    }

    /** The files that the patch is about. */
    static Set<String> names(Patch patch) {
        Set<String> names = new TreeSet<>();
        for (FilePatch file : patch.files()) {
            if (file.change() != Change.COPY) {
                file.names().old().map(Comparison::stripped).ifPresent(names::add);
            }
            file.names().changed().map(Comparison::stripped).ifPresent(names::add);
        }
        return names;
    }

    /** Whether we refuse it. */
    boolean isRefusedByUs() {
        return !TestPatches.apply(tree, options, patch).problems().isEmpty();
    }

    /** What the file is called afterwards, or was if it is gone. */
    static String made(Patch patch) {
        FilePatch.Names names = patch.files().get(0).names();
        return stripped(names.changed().or(names::old).orElseThrow());
    }

    private static String stripped(String name) {
        return name.substring(name.indexOf('/') + 1);
    }

    private static String shown(FilePatch file) {
        String head = "patch: %s %s %s\n".formatted(file.change(), file.oldMode(), file.newMode());
        if (!(file.content() instanceof FilePatch.Content.Hunks hunks)) {
            return head + "binary\n";
        }
        StringBuilder text = new StringBuilder(head);
        for (Hunk hunk : hunks.hunks()) {
            text.append("@@ -%d +%d @@\n".formatted(hunk.oldStart(), hunk.newStart()));
            for (Hunk.Line line : hunk.lines()) {
                text.append(sign(line.kind())).append(Quoted.of(line.text().getBytes(StandardCharsets.ISO_8859_1)));
            }
        }
        return text.append('\n').toString();
    }

    private static char sign(Hunk.Kind kind) {
        return switch (kind) {
            case CONTEXT -> ' ';
            case REMOVED -> '-';
            case ADDED -> '+';
        };
    }

    private String report(String what, PatchResult result) {
        StringBuilder text = new StringBuilder("%s %s (fuzz %d)\n".formatted(names(patch), what, options.fuzz()));
        result.problems()
                .forEach(problem ->
                        text.append("problem: ").append(problem.what()).append('\n'));
        names(patch)
                .forEach(name ->
                        text.append("before: ").append(tree.nodes().get(name)).append("\n---\n"));
        patch.files().forEach(file -> text.append(shown(file)));
        verdict.output()
                .lines()
                .filter(line -> names(patch).stream().anyMatch(line::contains))
                .forEach(line -> text.append("said: ").append(line).append('\n'));
        return text.toString();
    }
}

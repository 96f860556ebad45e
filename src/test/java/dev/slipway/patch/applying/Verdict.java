package dev.slipway.patch.applying;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program made of a patch.
 *
 * @param hasGivenUp whether the program ended before its time, so that it judges nothing: patch 2.7.6 does where it cannot
 *     write a file of rejects into a folder that is not there, and git 2.39 with an internal error
 * @param tree what came out
 * @param refused the files of which it refused a part or all
 * @param output what it said
 */
record Verdict(boolean hasGivenUp, MemoryTree tree, Set<String> refused, String output) {

    /** Patch leaves no file of rejects behind then. */
    private static final Pattern SKIPPED =
            Pattern.compile("The next patch.* would .* the file '?(.*?)'?,\nwhich .*!  Skipping patch"
                    + "|Not deleting file '?(.*?)'? as content differs from patch");

    private static final Pattern GIT_APPLIED = Pattern.compile("Applied patch (.*) cleanly\\.");

    /**
     * That of {@code patch}.
     *
     * @param work a folder that is not there yet
     */
    static Verdict ofPatch(MemoryTree before, byte[] diff, int fuzz, Path work, String... more) throws IOException {
        Path folder = work.resolve("tree");
        before.write(folder);
        Path file = Files.write(work.resolve("the.diff"), diff);
        List<String> words = new ArrayList<>(List.of("patch", "-p1", "-F" + fuzz, "--no-backup-if-mismatch"));
        words.addAll(more.length == 0 ? List.of("-t", "-N") : List.of(more));
        words.addAll(List.of("-i", file.toString()));
        Command.Run run = new Command(folder).run(words);
        MemoryTree after = MemoryTree.read(folder);
        Set<String> refused = new HashSet<>();
        for (String path : List.copyOf(after.nodes().keySet())) {
            if (path.endsWith(".rej") && !before.nodes().containsKey(path)) {
                after.nodes().remove(path);
                refused.add(path.substring(0, path.length() - ".rej".length()));
            }
        }
        String output = new String(run.bytes(), StandardCharsets.UTF_8);
        for (Matcher skipped = SKIPPED.matcher(output); skipped.find(); ) {
            refused.add(skipped.group(1) == null ? skipped.group(2) : skipped.group(1));
        }
        return new Verdict(run.exit() > 1, after, refused, output);
    }

    /**
     * That of {@code git apply}, which does all or nothing.
     *
     * @param work a folder that is not there yet
     */
    static Verdict ofGit(MemoryTree before, byte[] diff, Path work, String... more) throws IOException {
        Command.Run run = git(before, diff, work, more);
        return new Verdict(run.exit() != 0, MemoryTree.read(work.resolve("tree")), Set.of(), run.output());
    }

    /**
     * That of {@code git apply}, for each file alone.
     *
     * @param made  what the files of the diff are called afterwards
     * @param work  a folder that is not there yet
     */
    static Verdict ofGit(MemoryTree before, byte[] diff, Set<String> made, Path work) throws IOException {
        String output = new String(git(before, diff, work, "--reject").bytes(), StandardCharsets.UTF_8);
        Set<String> refused = new HashSet<>(made);
        for (Matcher applied = GIT_APPLIED.matcher(output); applied.find(); ) {
            String[] names = applied.group(1).split(" => ", -1);
            refused.remove(unquoted(names[names.length - 1]));
        }
        // Of a file that becomes a link, the first half may be refused and the second done.
        made.stream().filter(name -> output.contains("error: " + name + ": ")).forEach(refused::add);
        return new Verdict(output.contains("fatal: "), MemoryTree.read(work.resolve("tree")), refused, output);
    }

    private static String unquoted(String name) {
        return name.startsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\\\\", "\\").replace("\\\"", "\"")
                : name;
    }

    private static Command.Run git(MemoryTree before, byte[] diff, Path work, String... more) throws IOException {
        Path folder = work.resolve("tree");
        before.write(folder);
        Path file = Files.write(work.resolve("the.diff"), diff);
        List<String> words = new ArrayList<>(List.of("git", "-c", "core.quotepath=false", "apply"));
        words.addAll(List.of("--whitespace=nowarn", "-v"));
        words.addAll(List.of(more));
        words.add(file.toString());
        return new Command(folder).run(words);
    }
}

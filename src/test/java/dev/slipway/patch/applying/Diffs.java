package dev.slipway.patch.applying;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes diffs of two trees by the programs that people make them with.
 *
 * @param work a folder that is this one's alone
 */
record Diffs(Path work) {

    private static final String GIT = "git";

    /** What {@code diff -ruN} writes; it knows no links, no modes and no binary files. */
    byte[] ofGnu(MemoryTree before, MemoryTree after, int context) throws IOException {
        before.write(work.resolve("a"));
        after.write(work.resolve("b"));
        return new Command(work)
                .output(List.of("diff", "-rN", "-U" + context, "a", "b"))
                .bytes();
    }

    /** What git writes in a repository, with renames, copies, modes, links and binary files. */
    byte[] ofGit(MemoryTree before, MemoryTree after, int context, String... more) throws IOException {
        Files.createDirectories(work);
        Command git = new Command(work);
        git.succeed(GIT, "init", "-q", "repository");
        String old = tree(before, "before");
        String changed = tree(after, "after");
        List<String> words = new ArrayList<>(List.of(GIT, "diff", "--binary", "-U" + context));
        words.addAll(more.length == 0 ? List.of("-M", "-C", "--find-copies-harder") : List.of(more));
        words.addAll(List.of(old, changed));
        return new Command(work.resolve("repository")).output(words).bytes();
    }

    private String tree(MemoryTree files, String name) throws IOException {
        Path folder = work.resolve(name);
        files.write(folder);
        Command git = new Command(
                folder,
                Map.of(
                        "GIT_DIR", work.resolve("repository/.git").toString(),
                        "GIT_WORK_TREE", folder.toString(),
                        "GIT_INDEX_FILE", work.resolve(name + ".index").toString()));
        git.succeed(GIT, "-c", "core.autocrlf=false", "add", "-A", "-f", ".");
        return git.succeed(GIT, "write-tree").output().strip();
    }
}

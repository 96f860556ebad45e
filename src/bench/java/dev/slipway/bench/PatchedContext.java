package dev.slipway.bench;

import dev.slipway.context.BuildContext;
import dev.slipway.context.ContextAssembler;
import dev.slipway.context.ContextEntry;
import dev.slipway.context.Overlay;
import dev.slipway.patch.ContextTree;
import dev.slipway.patch.reading.PatchDirectory;
import dev.slipway.patch.PatchOptions;
import dev.slipway.patch.PatchResult;
import dev.slipway.patch.PatchSet;
import dev.slipway.patch.applying.Patcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A large context and a directory of patches, as it is planned and walked; no engine is asked.
 *
 * @param files   how many the context has
 * @param bytes   of each
 * @param patches how many, each for three text files of its own
 */
record PatchedContext(int files, int bytes, int patches) implements Benchmarks.Workload {

    private static final int ROUNDS = 11;
    private static final int FILES_OF_A_PATCH = 3;
    private static final int LINES = 500;

    @Override
    public void run(Bench bench, Report report) throws Exception {
        Path context = bench.folder().resolve("context");
        bench.files("context/src", files - patches * FILES_OF_A_PATCH, bytes);
        Files.writeString(context.resolve(".dockerignore"), "src/d7\n");
        Path directory = Files.createDirectories(bench.folder().resolve("patches"));
        for (int patch = 0; patch < patches; patch++) {
            write(context, directory, patch);
        }
        List<Measured> walks = new ArrayList<>();
        List<Measured> patched = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            walks.add(bench.timed(() -> walk(context, Overlay.none())));
            patched.add(bench.timed(() -> walk(context, overlay(context, directory))));
        }
        report.add("walk of " + files + " files", "Slipway", walks);
        report.add("the same with " + patches + " patches", "Slipway", patched);
    }

    private static void write(Path context, Path directory, int patch) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int number = 0; number < FILES_OF_A_PATCH; number++) {
            String name = "text/p" + patch + "/f" + number;
            Path file = context.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, lines(1, LINES));
            text.append("--- a/%1$s%n+++ b/%1$s%n".formatted(name));
            // the second hunk fits ten lines further down
            for (int[] hunk : new int[][] {{20, 20}, {LINES - 50, LINES - 40}}) {
                text.append("@@ -%1$d,7 +%1$d,7 @@%n".formatted(hunk[0]));
                text.append(lines(hunk[1], 3).indent(1));
                text.append("-line %1$d%n+patched line %1$d%n".formatted(hunk[1] + 3));
                text.append(lines(hunk[1] + 4, 3).indent(1));
            }
        }
        Files.writeString(directory.resolve("%02d.patch".formatted(patch)), text);
    }

    private static String lines(int first, int count) {
        StringBuilder lines = new StringBuilder();
        for (int line = first; line < first + count; line++) {
            lines.append("line ").append(line).append('\n');
        }
        return lines.toString();
    }

    private static Path dockerfile(Path context) {
        return context.resolve("Dockerfile");
    }

    private static Overlay overlay(Path context, Path directory) {
        PatchOptions options = PatchOptions.defaults();
        PatchDirectory read = PatchDirectory.read(directory, "patches", options);
        PatchSet set = new PatchSet(directory, "", read.patches(), options);
        ContextTree tree =
                new ContextTree(new ContextAssembler().assemble(context, dockerfile(context)), dockerfile(context));
        PatchResult result = new Patcher(tree).apply(List.of(set));
        if (!read.problems().isEmpty() || !result.problems().isEmpty()) {
            throw new IllegalStateException(read.problems() + " " + result.problems());
        }
        return result.overlay();
    }

    private static void walk(Path context, Overlay overlay) {
        BuildContext tree = new ContextAssembler().assemble(context, dockerfile(context), overlay);
        for (Iterator<ContextEntry> entries = tree.entries(); entries.hasNext(); ) {
            entries.next();
        }
    }
}

package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** The sizes that keep the code readable; CONTRIBUTING.md says why. */
class SizesTest {
    private static final int FILE_LINES = 400;
    private static final int TEST_FILE_LINES = 600;
    private static final Path MAIN = Path.of("src/main/java");
    private static final Path TESTS = Path.of("src/test/java");

    @Test
    void noFileIsTooLong() throws IOException {
        assertThat(longerThan(FILE_LINES, MAIN)).isEmpty();
    }

    @Test
    void noTestFileIsTooLong() throws IOException {
        assertThat(longerThan(TEST_FILE_LINES, TESTS)).isEmpty();
    }

    @Test
    void noMethodIsTooLongAndNoRecordTooWide() throws IOException {
        List<String> findings = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources(MAIN)));
            Trees trees = Trees.instance(task);
            for (CompilationUnitTree file : task.parse()) {
                findings.addAll(new SizesScanner(file, trees.getSourcePositions()).findings());
            }
        }
        assertThat(findings).isEmpty();
    }

    private static List<String> longerThan(int limit, Path root) throws IOException {
        List<String> findings = new ArrayList<>();
        for (Path file : sources(root)) {
            int lines = Files.readAllLines(file).size();
            if (lines > limit) {
                findings.add(file + " has " + lines + " lines; at most " + limit + " are allowed");
            }
        }
        return findings;
    }

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}

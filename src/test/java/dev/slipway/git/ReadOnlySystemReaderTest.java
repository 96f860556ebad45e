package dev.slipway.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.TestRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs in a JVM of its own, since JGit measures a file system once per JVM and home is read at its start. */
class ReadOnlySystemReaderTest {

    @Test
    void aFirstReadLeavesNothingInHomeOrRepository(@TempDir Path temporary) throws Exception {
        Path home = Files.createDirectory(temporary.resolve("home"));
        Files.writeString(home.resolve(".gitconfig"), "[core]\n\texcludesFile = " + home.resolve("ignore") + "\n");
        Files.writeString(home.resolve("ignore"), "*.tmp\n");
        TestRepository repository = TestRepository.init(temporary.resolve("repository"))
                .write("file.txt", "1")
                .commit("first")
                .write("mine.tmp", "ignored by the user's own rules");

        String output = ask(home, repository.directory());

        assertThat(output).isEqualTo("dirty=false");
        assertThat(files(home)).containsExactlyInAnyOrder(".gitconfig", "ignore");
        assertThat(files(repository.directory())).noneMatch(name -> name.contains("probe"));
    }

    private static String ask(Path home, Path repository) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.home=" + home,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Asker.class.getName(),
                        repository.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("HOME", home.toString());
        builder.environment().remove("XDG_CONFIG_HOME");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        process.waitFor();
        return output;
    }

    private static List<String> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .toList();
        }
    }

    /** Asks the one question that opens most files. */
    static final class Asker {
        private Asker() {}

        public static void main(String[] arguments) {
            System.out.println("dirty="
                    + JGitFacts.find(Path.of(arguments[0])).orElseThrow().isDirty());
        }
    }
}

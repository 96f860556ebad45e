package dev.slipway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A work tree that is made with the real {@code git} command, untouched by the settings of whoever runs the tests. */
public final class TestRepository {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "GIT_CONFIG_GLOBAL", "/dev/null",
            "GIT_CONFIG_NOSYSTEM", "1",
            "GIT_AUTHOR_NAME", "Ada",
            "GIT_AUTHOR_EMAIL", "ada@example.org",
            "GIT_COMMITTER_NAME", "Ada",
            "GIT_COMMITTER_EMAIL", "ada@example.org");

    private final Path directory;

    private TestRepository(Path directory) {
        this.directory = directory;
    }

    /** A new repository without commits on branch {@code main}. */
    public static TestRepository init(Path directory) {
        run(directory, List.of("git", "init", "-q", "-b", "main", "."));
        return new TestRepository(directory);
    }

    /** A folder that is or will be a work tree. */
    public static TestRepository at(Path directory) {
        return new TestRepository(directory);
    }

    /** The folder. */
    public Path directory() {
        return directory;
    }

    /** Writes a file, parents included. */
    public TestRepository write(String path, String content) {
        try {
            Path file = directory.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Commits all that is there. */
    public TestRepository commit(String message) {
        git("add", "-A");
        git("commit", "-q", "--allow-empty", "-m", message);
        return this;
    }

    /** Runs git in the folder and returns its output, trimmed. */
    public String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-c", "protocol.file.allow=always"));
        command.addAll(List.of(arguments));
        return run(directory, command);
    }

    private static String run(Path directory, List<String> command) {
        try {
            Files.createDirectories(directory);
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
            builder.environment().putAll(ENVIRONMENT);
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

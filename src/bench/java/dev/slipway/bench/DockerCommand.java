package dev.slipway.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The docker command with its buildx plugin. */
final class DockerCommand {

    private static final List<String> BUILD =
            List.of("docker", "buildx", "build", "--quiet", "--load", "--provenance=false", "--tag", "slipway-bench/docker");

    private DockerCommand() {}

    /** Empty where there is none. */
    static Optional<DockerCommand> find() {
        try {
            Process process = new ProcessBuilder("docker", "buildx", "version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0 ? Optional.of(new DockerCommand()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void build(Path folder, String dockerfile, Map<String, String> environment) {
        List<String> command = new ArrayList<>(BUILD);
        command.addAll(List.of("--file", dockerfile, "."));
        run(command, folder, environment);
    }

    void bake(Path folder, Path file, Map<String, String> environment) {
        run(
                List.of(
                        "docker",
                        "buildx",
                        "bake",
                        "--progress=quiet",
                        "--provenance=false",
                        "--load",
                        "--file",
                        file.toString()),
                folder,
                environment);
    }

    private static void run(List<String> words, Path folder, Map<String, String> environment) {
        ProcessBuilder command = new ProcessBuilder(words);
        command.directory(folder.toFile()).redirectErrorStream(true);
        command.environment().putAll(environment);
        try {
            Process process = command.start();
            String output = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", words) + " failed: " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

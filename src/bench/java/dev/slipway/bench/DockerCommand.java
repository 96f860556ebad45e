package dev.slipway.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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
        ProcessBuilder command = new ProcessBuilder(
                List.copyOf(java.util.stream.Stream.concat(
                                BUILD.stream(), java.util.stream.Stream.of("--file", dockerfile, "."))
                        .toList()));
        command.directory(folder.toFile()).redirectErrorStream(true);
        command.environment().putAll(environment);
        try {
            Process process = command.start();
            String output = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException("docker buildx build failed: " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

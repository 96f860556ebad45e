package dev.slipway.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The docker command. */
final class DockerCommand {

    private static final List<String> BUILD =
            List.of("docker", "buildx", "build", "--quiet", "--load", "--provenance=false", "--tag", "slipway-bench/docker");

    private DockerCommand() {}

    /** The one with the buildx plugin; empty where there is none. */
    static Optional<DockerCommand> find() {
        return find("buildx", "version");
    }

    /** The one with or without plugins; empty where there is none. */
    static Optional<DockerCommand> findPlain() {
        return find("--version");
    }

    private static Optional<DockerCommand> find(String... question) {
        List<String> words = new ArrayList<>(List.of("docker"));
        words.addAll(List.of(question));
        try {
            Process process = new ProcessBuilder(words)
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

    void push(String reference, Map<String, String> environment) {
        run(List.of("docker", "push", "--quiet", reference), Path.of("."), environment);
    }

    /** Gives an image another name. */
    void tag(String image, String reference, Map<String, String> environment) {
        run(List.of("docker", "tag", image, reference), Path.of("."), environment);
    }

    /** Takes names away, and images that have no other. */
    void remove(List<String> references, Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of("docker", "rmi", "--force"));
        command.addAll(references);
        run(command, Path.of("."), environment);
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

package dev.slipway.bench;

import dev.slipway.testing.EngineBench;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * A large context of which half is ignored and a fifth is copied: for the first time, with nothing changed, and with one changed file.
 *
 * @param files how many
 * @param bytes of each
 */
record BigContext(int files, int bytes) implements Benchmarks.Workload {

    private static final int ROUNDS = 5;
    private static final String DOCKERFILE = "FROM scratch\nCOPY src/copied /ctx\n";

    @Override
    public void run(Bench bench, Report report) throws Exception {
        bench.files("src/ignored", files / 2, bytes);
        bench.files("src/copied", files / 5, bytes);
        bench.files("src/other", files - files / 2 - files / 5, bytes);
        Files.writeString(bench.folder().resolve(".dockerignore"), "src/ignored\n");
        EngineBench ours = bench.buildKit().dockerfile(DOCKERFILE);
        EngineBench tar = bench.tar().dockerfile(DOCKERFILE);
        Optional<DockerCommand> docker = DockerCommand.find();
        report.add("big context, cold", "Slipway", List.of(bench.measured(ours)));
        if (docker.isPresent()) {
            change(bench);
            report.add("big context, cold", "docker buildx", List.of(bench.measured(docker.get(), "Dockerfile")));
        }
        bench.measured(ours);
        rounds("big context, nothing changed", () -> {}, bench, ours, docker, report);
        rounds("big context, one file changed", () -> change(bench), bench, ours, docker, report);
        report.add("big context, tar", "Slipway, classic", List.of(bench.measured(tar)));
    }

    private static void change(Bench bench) {
        try {
            Files.writeString(bench.folder().resolve("src/copied/d0/f0"), "changed " + System.nanoTime());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** In turn, so that whatever else the machine does hits both. */
    private static void rounds(
            String name,
            Runnable change,
            Bench bench,
            EngineBench ours,
            Optional<DockerCommand> docker,
            Report report)
            throws Exception {
        List<Measured> ourRuns = new ArrayList<>();
        List<Measured> dockerRuns = new ArrayList<>();
        Callable<Measured> reference = () -> bench.measured(docker.orElseThrow(), "Dockerfile");
        for (int round = 0; round < ROUNDS; round++) {
            change.run();
            ourRuns.add(bench.measured(ours));
            if (docker.isPresent()) {
                change.run();
                dockerRuns.add(reference.call());
            }
        }
        report.add(name, "Slipway", ourRuns);
        if (!dockerRuns.isEmpty()) {
            report.add(name, "docker buildx", dockerRuns);
        }
    }
}

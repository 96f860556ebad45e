package dev.slipway.bench;

import dev.slipway.testing.EngineBench;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * A Dockerfile that copies one file of many, changed each time.
 *
 * @param files how many
 * @param bytes of each
 */
record OneOfMany(int files, int bytes) implements Benchmarks.Workload {

    private static final int ROUNDS = 5;
    private static final String DOCKERFILE = "FROM scratch\nCOPY src/d3/f800 /f\n";

    @Override
    public void run(Bench bench, Report report) throws Exception {
        bench.files("src", files, bytes);
        EngineBench ours = bench.buildKit().dockerfile(DOCKERFILE);
        EngineBench tar = bench.tar().dockerfile(DOCKERFILE);
        bench.measured(ours);
        List<Measured> ourRuns = new ArrayList<>();
        List<Measured> tarRuns = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Files.writeString(bench.folder().resolve("src/d3/f800"), "changed " + System.nanoTime());
            ourRuns.add(bench.measured(ours));
            tarRuns.add(bench.measured(tar));
        }
        report.add("one file of " + files, "Slipway", ourRuns);
        report.add("one file of " + files, "Slipway, classic", tarRuns);
    }
}

package dev.slipway.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small image with nothing changed, as the goal {@code build} does it, connecting included. */
record SmallImage() implements Benchmarks.Workload {

    @Override
    public void run(Bench bench, Report report) throws Exception {
        bench.files("src", 20, 1000);
        Path dockerfile = Files.writeString(
                bench.folder().resolve("Dockerfile"), "FROM slipway-it/busybox:1\nCOPY src /src\nRUN ls /src\n");
        SharedRoot.goal(
                "small image", List.of(SharedRoot.plan("small", bench.folder(), dockerfile)), bench, report);
    }
}

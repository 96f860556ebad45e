package dev.slipway.bench;

import dev.slipway.plan.ImagePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Many small images of one module, each with a context of its own: made for the first time, and then with nothing changed.
 * Where the docker command is there, {@code docker buildx bake} makes the same set in turn.
 *
 * @param images how many
 */
record FiftyImages(int images) implements Benchmarks.Workload {

    private static final int ROUNDS = 5;
    private static final String DOCKERFILE = "FROM slipway-it/busybox:1\nCOPY . /app\nRUN cat /app/main.txt > /made\n";

    @Override
    public void run(Bench bench, Report report) throws Exception {
        List<ImagePlan> plans = new ArrayList<>();
        for (int number = 0; number < images; number++) {
            Path folder = Files.createDirectories(bench.folder().resolve("image" + number));
            Path dockerfile = Files.writeString(folder.resolve("Dockerfile"), DOCKERFILE);
            plans.add(SharedRoot.plan("fifty-" + number, folder, dockerfile));
        }
        Optional<DockerCommand> docker = DockerCommand.find();
        Path bakeFile = Files.writeString(bench.folder().resolve("docker-bake.json"), bakeFile());
        SharedRoot.Goal goal = new SharedRoot.Goal(plans, bench);
        List<Measured> cold = new ArrayList<>();
        List<Measured> warm = new ArrayList<>();
        List<Measured> bakedCold = new ArrayList<>();
        List<Measured> bakedWarm = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            change(bench.folder(), "ours" + round);
            measure(cold, round, goal.measured());
            measure(warm, round, goal.measured());
            if (docker.isPresent()) {
                change(bench.folder(), "theirs" + round);
                measure(bakedCold, round, bake(docker.get(), bench, bakeFile));
                measure(bakedWarm, round, bake(docker.get(), bench, bakeFile));
            }
        }
        report.add(images + " small images, first time", "Slipway", cold);
        report.add(images + " small images, first time", "buildx bake", bakedCold);
        report.add(images + " small images, nothing changed", "Slipway", warm);
        report.add(images + " small images, nothing changed", "buildx bake", bakedWarm);
    }

    /** The first round warms both up and does not count. */
    private static void measure(List<Measured> runs, int round, Measured run) {
        if (round > 0) {
            runs.add(run);
        }
    }

    private static Measured bake(DockerCommand docker, Bench bench, Path bakeFile) {
        return bench.timed(() -> docker.bake(bench.folder(), bakeFile, bench.environment()));
    }

    private void change(Path folder, String text) throws IOException {
        for (int number = 0; number < images; number++) {
            Files.writeString(folder.resolve("image" + number + "/main.txt"), text + " " + number + " " + System.nanoTime());
        }
    }

    private String bakeFile() {
        List<String> targets = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int number = 0; number < images; number++) {
            names.add("\"t" + number + "\"");
            targets.add("\"t" + number + "\":{\"context\":\"image" + number + "\",\"tags\":[\"slipway-bench/baked-" + number
                    + ":1\"]}");
        }
        return "{\"group\":{\"default\":{\"targets\":[" + String.join(",", names) + "]}},\"target\":{"
                + String.join(",", targets) + "}}";
    }
}

package dev.slipway.bench;

import dev.slipway.app.BuildImages;
import dev.slipway.app.BuildSession;
import dev.slipway.image.RepositoryName;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.EngineSettings;
import dev.slipway.plan.ImagePlan;
import dev.slipway.plan.PullPolicy;
import dev.slipway.receipt.ReceiptFolder;
import dev.slipway.testing.RecordingLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Images that share a root and copy all of it, with nothing changed: as the goal {@code build} does it.
 *
 * @param images how many
 * @param files  in the root
 */
record SharedRoot(int images, int files) implements Benchmarks.Workload {

    private static final int ROUNDS = 5;

    @Override
    public void run(Bench bench, Report report) throws Exception {
        bench.files("src", files, 100);
        List<ImagePlan> plans = new ArrayList<>();
        for (int number = 0; number < images; number++) {
            Path dockerfile = Files.writeString(
                    bench.folder().resolve("Dockerfile." + number), "FROM scratch\nCOPY . /ctx\nENV N=" + number + "\n");
            plans.add(plan("shared-" + number, bench.folder(), dockerfile));
        }
        goal("one of " + images + " images of one root", plans.subList(0, 1), bench, report);
        goal(images + " images of one root", plans, bench, report);
    }

    /** The plan of an image of which nothing special is said. */
    static ImagePlan plan(String alias, Path context, Path dockerfile) {
        BuildRecipe recipe = new BuildRecipe(
                context,
                dockerfile,
                Optional.empty(),
                Map.of(),
                Map.of("dev.slipway.test", "bench"),
                List.of(),
                BuildRecipe.Options.of(false, PullPolicy.MISSING, Duration.ofMinutes(5)));
        return new ImagePlan(
                alias,
                RepositoryName.parse("slipway-bench/" + alias),
                List.of(new dev.slipway.image.ImageTag(dev.slipway.image.Tag.parse("1"), false)),
                recipe,
                new ImagePlan.Publishing(false, List.of()));
    }

    /** Runs the recipe of the goal several times; the first run does not count. */
    static void goal(String name, List<ImagePlan> plans, Bench bench, Report report) throws Exception {
        Goal goal = new Goal(plans, bench);
        List<Measured> runs = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            Measured run = goal.measured();
            if (round > 0) {
                runs.add(run);
            }
        }
        report.add(name + ", nothing changed", "Slipway", runs);
    }

    /** The recipe of the goal {@code build}, connecting included. */
    static final class Goal {

        private final BuildPlan plan;
        private final Bench bench;
        private final ReceiptFolder receipts;

        Goal(List<ImagePlan> plans, Bench bench) throws IOException {
            this.plan = new BuildPlan(EngineSettings.auto(), BuildPlan.empty().ecr(), plans);
            this.bench = bench;
            this.receipts = new ReceiptFolder(Files.createTempDirectory("receipts"));
        }

        Measured measured() {
            return bench.timed(this::build);
        }

        private void build() {
            RecordingLog log = new RecordingLog();
            try (BuildSession session = new BuildSession()) {
                new BuildImages(bench.components(session, log), receipts, log).run(plan);
            }
        }
    }
}

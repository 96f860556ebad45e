package dev.slipway.bench;

import dev.slipway.receipt.ReceiptFolder;
import dev.slipway.testing.DelayedLine;
import dev.slipway.testing.RegistryProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Images with three tags each into a registry: for the first time, and when all is there already, that one also over a
 * line with a round trip of 40 ms. Where the docker command is there, {@code docker push} carries each tag of the same
 * images in turn.
 *
 * @param images    how many
 * @param megabytes of the layer that they share, and of the one that each has besides
 * @param small     how many small layers each has
 */
record ReleasePush(int images, int megabytes, int small) implements Benchmarks.Workload {

    private static final int ROUNDS = 3;

    @Override
    public void run(Bench bench, Report report) throws Exception {
        try (ReleaseImages release = new ReleaseImages(bench)) {
            release.build(images, megabytes, small);
            Runs runs = new Runs(bench, release, FreshMaven.find(bench, release));
            for (int round = 0; round <= ROUNDS; round++) {
                runs.round();
                if (round == 0) {
                    runs.forget(); // it warmed all up
                }
            }
            runs.addTo(report);
        }
    }

    /** What was measured until now. */
    private static final class Runs {

        private static final Duration ROUND_TRIP = Duration.ofMillis(40);
        private static final String FIRST = "push, first time";
        private static final String UNCHANGED = "push, nothing changed";
        private static final String FAR = UNCHANGED + ", 40 ms";
        private static final String MAVEN = "the same in a fresh Maven";
        private static final String DOCKER = "docker push";

        private final Bench bench;
        private final ReleaseImages release;
        private final Optional<FreshMaven> maven;
        private final Optional<Pusher> docker;
        private final Map<String, Map<String, List<Measured>>> runs = new LinkedHashMap<>();
        private ReceiptFolder layouts;

        Runs(Bench bench, ReleaseImages release, Optional<FreshMaven> maven) {
            this.bench = bench;
            this.release = release;
            this.maven = maven;
            this.docker = DockerCommand.findPlain().map(command -> new DockerPush(command, bench, release));
        }

        /** All in turn, each with registries of its own. */
        void round() throws IOException, InterruptedException {
            if (docker.isPresent()) {
                try (RegistryProcess registry = RegistryProcess.start()) {
                    near(DOCKER, docker.get(), registry);
                    far(DOCKER, docker.get(), registry, Optional.empty());
                }
            }
            Pusher ours = host -> release.push(release.receipts(), host);
            try (RegistryProcess registry = RegistryProcess.start()) {
                near("Slipway", ours, registry);
                if (layouts == null) {
                    layouts = new LayoutCopies(registry, bench.folder().resolve("layouts")).of(release);
                }
                far("Slipway", ours, registry, maven);
            }
            try (RegistryProcess registry = RegistryProcess.start()) {
                near("Slipway, layouts", host -> release.push(layouts, host), registry);
            }
        }

        private void near(String pusher, Pusher images, RegistryProcess registry) {
            String host = registry.host();
            images.name(host);
            for (String workload : List.of(FIRST, UNCHANGED)) {
                add(workload, pusher, bench.timed(registry, () -> images.push(host)));
            }
            images.forget(host);
        }

        /** The first push leaves with the engine what it knows of the registry by the line's name. */
        private void far(String pusher, Pusher images, RegistryProcess registry, Optional<FreshMaven> fresh) {
            try (DelayedLine line = DelayedLine.to(registry.port(), Duration.ZERO)) {
                images.name(line.host());
                images.push(line.host());
                line.roundTrip(ROUND_TRIP);
                add(FAR, pusher, bench.timed(registry, () -> images.push(line.host())));
                images.forget(line.host());
                if (fresh.isPresent()) {
                    add(MAVEN, "mvn validate", fresh.get().validate());
                    Measured nothing = fresh.get().nothing();
                    Measured push = bench.timed(registry, () -> fresh.get().push(line.host()));
                    add(MAVEN, "mvn slipway:push -Dslipway.skip", nothing);
                    add(MAVEN, "mvn slipway:push", push);
                    add(MAVEN, "the difference", push.beyond(nothing));
                }
            }
        }

        private void add(String workload, String pusher, Measured run) {
            runs.computeIfAbsent(workload, key -> new LinkedHashMap<>())
                    .computeIfAbsent(pusher, key -> new ArrayList<>())
                    .add(run);
        }

        void forget() {
            runs.clear();
        }

        void addTo(Report report) {
            runs.forEach((workload, pushers) -> pushers.forEach((pusher, measured) -> {
                if (pushers.containsKey(DOCKER) && !pusher.equals(DOCKER)) {
                    report.add(workload, pusher, measured, pushers.get(DOCKER));
                } else {
                    report.add(workload, pusher, measured);
                }
            }));
        }
    }
}

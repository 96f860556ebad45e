package dev.slipway.bench;

import dev.slipway.app.BuildImages;
import dev.slipway.app.BuildSession;
import dev.slipway.app.PushImages;
import dev.slipway.image.BuiltImage;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageTag;
import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import dev.slipway.image.Tag;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.Destination;
import dev.slipway.plan.EngineSettings;
import dev.slipway.plan.ImagePlan;
import dev.slipway.plan.PullPolicy;
import dev.slipway.receipt.ReceiptFolder;
import dev.slipway.testing.EngineImages;
import dev.slipway.testing.RecordingLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The images of a release, which share one large layer, have another large one of their own, and many small ones. They are
 * gone when it is closed.
 */
final class ReleaseImages implements AutoCloseable {

    private static final int LARGE_FILE = 1_000_000;
    private static final int SMALL_FILE = 20_000;
    private static final List<ImageTag> TAGS = List.of(
            new ImageTag(Tag.parse("1.0.0"), false),
            new ImageTag(Tag.parse("1.0"), true),
            new ImageTag(Tag.parse("latest"), true));

    private final Bench bench;
    private final List<String> aliases = new ArrayList<>();
    private final ReceiptFolder receipts;

    ReleaseImages(Bench bench) {
        this.bench = bench;
        this.receipts = new ReceiptFolder(bench.folder().resolve("target/slipway"));
    }

    /**
     * Writes the contexts, which no compression makes smaller, and builds the images.
     *
     * @param megabytes of a large layer
     * @param small     how many small layers
     */
    void build(int images, int megabytes, int small) throws IOException {
        bench.files("shared", megabytes, LARGE_FILE, new Random(0));
        for (int image = 1; image <= images; image++) {
            Random random = new Random(image);
            String own = "push-" + image;
            bench.files(own + "/large", megabytes, LARGE_FILE, random);
            StringBuilder dockerfile = new StringBuilder("FROM slipway-it/busybox:1\nCOPY shared /shared\n");
            dockerfile.append("COPY %s/large /large\n".formatted(own));
            for (int layer = 1; layer <= small; layer++) {
                bench.files(own + "/small" + layer, 1, SMALL_FILE, random);
                dockerfile.append("COPY %1$s/small%2$d /small%2$d\n".formatted(own, layer));
            }
            Files.writeString(dockerfile(own), dockerfile);
            aliases.add(own);
        }
        try (BuildSession session = new BuildSession()) {
            RecordingLog log = new RecordingLog();
            new BuildImages(bench.components(session, log), receipts, log).run(plan("127.0.0.1:1"));
        }
    }

    private Path dockerfile(String alias) {
        return bench.folder().resolve(dockerfileName(alias));
    }

    String dockerfileName(String alias) {
        return "Dockerfile." + alias;
    }

    List<String> aliases() {
        return aliases;
    }

    List<ImageTag> tags() {
        return TAGS;
    }

    /** What was built, in the engine's store. */
    ReceiptFolder receipts() {
        return receipts;
    }

    /** The name of an image here and in registries, without a host. */
    String repository(String alias) {
        return "slipway-bench/" + alias;
    }

    /** All names of an image, {@code slipway-bench/ALIAS:TAG}. */
    List<String> references(String alias) {
        return TAGS.stream().map(tag -> repository(alias) + ":" + tag).toList();
    }

    @Override
    public void close() {
        try (EngineImages engine = new EngineImages()) {
            engine.remove(aliases.stream().map(this::repository).toArray(String[]::new));
        }
    }

    /** Pushes all images, as one Maven run does it that has nothing else to do. */
    void push(ReceiptFolder built, String host) {
        RecordingLog log = new RecordingLog();
        try (BuildSession session = new BuildSession()) {
            new PushImages(bench.components(session, log), built, log).run(plan(host));
            endRun(session);
        }
    }

    /** What the end of a Maven run does: it moves the floating tags. */
    private static void endRun(BuildSession session) {
        session.finishRelease();
        session.close();
    }

    private BuildPlan plan(String host) {
        List<ImagePlan> plans = aliases.stream().map(alias -> plan(alias, host)).toList();
        return new BuildPlan(EngineSettings.auto(), BuildPlan.empty().ecr(), plans);
    }

    private ImagePlan plan(String alias, String host) {
        RepositoryName name = RepositoryName.parse(repository(alias));
        BuildRecipe recipe = new BuildRecipe(
                bench.folder(),
                dockerfile(alias),
                Optional.empty(),
                Map.of(),
                Map.of("dev.slipway.test", "bench"),
                List.of(),
                BuildRecipe.Options.of(false, PullPolicy.MISSING, Duration.ofMinutes(5)));
        Destination registry = new Destination.Host(RegistryHost.parse(host), "", false);
        return new ImagePlan(
                alias,
                name,
                TAGS,
                recipe,
                new ImagePlan.Publishing(true, List.of(new ImagePlan.Publication(registry, name, false))));
    }

    /** What a build leaves that made some content. */
    BuiltImage built(String alias, ImageContent content) {
        return new BuiltImage(
                alias,
                RepositoryName.parse(repository(alias)),
                TAGS,
                content,
                Duration.ZERO,
                List.of(),
                Optional.empty());
    }
}

package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.BuildTimeoutException;
import dev.slipway.engine.EngineException;
import dev.slipway.failure.SlipwayException;
import dev.slipway.image.BuiltImage;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageStore;
import dev.slipway.image.ImageTag;
import dev.slipway.image.RepositoryName;
import dev.slipway.image.Tag;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.ImagePlan;
import dev.slipway.plan.PullPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BuildQueueTest {

    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    private static ImagePlan image(String alias, String... needs) {
        BuildRecipe recipe = new BuildRecipe(
                Path.of("."),
                Path.of("Dockerfile"),
                Optional.empty(),
                Map.of(),
                Map.of(),
                List.of(),
                BuildRecipe.Options.of(false, PullPolicy.MISSING, Duration.ofMinutes(1)));
        return new ImagePlan(
                alias,
                "",
                RepositoryName.parse(alias),
                List.of(new ImageTag(Tag.parse("1"), false)),
                recipe,
                new ImagePlan.Publishing(false, List.of()),
                List.of(needs));
    }

    private static BuiltImage result(ImagePlan image) {
        ImageContent content = new ImageContent(
                Digest.parse("sha256:" + "0".repeat(64)),
                List.of(),
                1,
                List.of(),
                new ImageStore.InDaemon(URI.create("unix:///x.sock")));
        return new BuiltImage(
                image.alias(), image.name(), image.tags(), content, Duration.ZERO, List.of(), Optional.empty());
    }

    private BuiltImage build(ImagePlan image) {
        done.add(image.alias());
        return result(image);
    }

    private static List<BuiltImage> run(int slots, List<ImagePlan> images, Function<ImagePlan, BuiltImage> work) {
        return new BuildQueue(new Semaphore(slots), images, work).run();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("The other build never came", e);
        }
    }

    @Test
    void imagesThatNeedNothingOfEachOtherAreBuiltAtOnce() {
        CyclicBarrier both = new CyclicBarrier(2);

        List<BuiltImage> built = run(2, List.of(image("a"), image("b")), image -> {
            meet(both);
            return build(image);
        });

        assertThat(built).extracting(BuiltImage::alias).containsExactly("a", "b");
    }

    @Test
    void imageWaitsForAllThatItNeeds() {
        List<BuiltImage> built = run(
                4,
                List.of(image("base"), image("tools"), image("app", "base", "tools"), image("top", "app"), image("x")),
                this::build);

        assertThat(built).extracting(BuiltImage::alias).containsExactly("base", "tools", "app", "top", "x");
        assertThat(done).containsSubsequence("base", "app", "top").containsSubsequence("tools", "app");
    }

    @Test
    void whatIsNotInTheQueueIsNotWaitedFor() {
        assertThat(run(1, List.of(image("app", "base"), image("x")), this::build))
                .hasSize(2);
    }

    @Test
    void severalModulesTogetherBuildNoMoreThanThereAreSlots() throws Exception {
        Semaphore slots = new Semaphore(3);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<ImagePlan> images =
                IntStream.range(0, 20).mapToObj(number -> image("i" + number)).toList();
        Function<ImagePlan, BuiltImage> work = image -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            running.decrementAndGet();
            return build(image);
        };
        ExecutorService modules = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<BuiltImage>>> all = IntStream.range(0, 4)
                    .mapToObj(module -> modules.submit(() -> new BuildQueue(slots, images, work).run()))
                    .toList();
            for (Future<List<BuiltImage>> module : all) {
                assertThat(module.get()).hasSize(20);
            }
        } finally {
            modules.shutdownNow();
        }

        assertThat(most.get()).isLessThanOrEqualTo(3);
        assertThat(slots.availablePermits()).isEqualTo(3);
    }

    @Test
    void afterAFailureNothingIsBegunAndWhatRunsComesToItsEnd() {
        CountDownLatch failed = new CountDownLatch(1);
        CyclicBarrier both = new CyclicBarrier(2);
        List<ImagePlan> images = List.of(image("bad"), image("slow"), image("later", "slow"), image("after", "bad"));

        assertThatThrownBy(() -> run(4, images, image -> {
                    meet(both);
                    if (image.alias().equals("bad")) {
                        failed.countDown();
                        throw new BuildTimeoutException("bad", Duration.ofMinutes(1));
                    }
                    assertThat(await(failed)).isTrue();
                    return build(image);
                }))
                .isInstanceOf(BuildTimeoutException.class)
                .hasMessageStartingWith("Cannot build bad: ");
        assertThat(done).containsExactly("slow");
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyImageThatFailedIsNamedWithItsReason() {
        CyclicBarrier both = new CyclicBarrier(2);

        assertThatThrownBy(() -> run(2, List.of(image("a"), image("b"), image("c", "a")), image -> {
                    meet(both);
                    throw image.alias().equals("a")
                            ? new BuildTimeoutException("a", Duration.ofMinutes(1))
                            : new EngineException("Cannot build b", "it broke", "Mend it.", null);
                }))
                .isInstanceOf(SlipwayException.class)
                .hasMessageStartingWith("Cannot build 2 of 3 images: ")
                .hasMessageContaining("\nCannot build a: it was stopped after PT1M")
                .hasMessageContaining("\nCannot build b: it broke. Mend it.")
                .satisfies(e -> assertThat(((SlipwayException) e).kind()).isEqualTo(SlipwayException.Kind.ENVIRONMENT));
    }
}

package dev.slipway.app;

import dev.slipway.failure.SlipwayException;
import dev.slipway.image.BuiltImage;
import dev.slipway.plan.ImagePlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Builds images side by side, each after those that it needs. After the first failure none is begun any more; those that
 * are under way come to their end.
 */
final class BuildQueue {

    private final Semaphore slots;
    private final Function<ImagePlan, BuiltImage> work;
    private final List<ImagePlan> waiting;
    private final Set<String> unfinished = new HashSet<>();
    private final Map<String, BuiltImage> built = new LinkedHashMap<>();
    private final Map<String, RuntimeException> failures = new LinkedHashMap<>();
    private volatile boolean isOver;

    /**
     * @param slots  the right to build; shared with other modules
     * @param images in an order in which they could be built one after the other
     * @param work   builds one image
     */
    BuildQueue(Semaphore slots, List<ImagePlan> images, Function<ImagePlan, BuiltImage> work) {
        this.slots = slots;
        this.work = work;
        this.waiting = new ArrayList<>(images);
        images.forEach(image -> unfinished.add(image.alias()));
    }

    /** How the build of an image ended; neither where it was not begun after all. */
    private record Outcome(
            ImagePlan image,
            @Nullable BuiltImage result,
            @Nullable RuntimeException failure) {}

    /**
     * Builds all.
     *
     * @return the images in the order in which they were given
     * @throws SlipwayException of the image that failed, or {@link SeveralBuildsFailedException}
     */
    List<BuiltImage> run() {
        List<ImagePlan> images = List.copyOf(waiting);
        if (images.size() == 1) {
            take(build(images.get(0)));
        } else {
            runSideBySide(images.size());
        }
        throwIfAnyFailed(images.size());
        return images.stream()
                .map(image -> Objects.requireNonNull(built.get(image.alias())))
                .toList();
    }

    private void runSideBySide(int threads) {
        ExecutorService executor = Executors.newFixedThreadPool(threads, BuildQueue.threads());
        try {
            CompletionService<Outcome> builds = new ExecutorCompletionService<>(executor);
            int running = begin(builds);
            while (running > 0) {
                take(builds.take().get());
                running += begin(builds) - 1;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while images are built", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            executor.shutdownNow();
        }
    }

    /** Begins whatever waits for nothing any more. */
    private int begin(CompletionService<Outcome> builds) {
        List<ImagePlan> ready = isOver
                ? List.of()
                : waiting.stream()
                        .filter(image -> image.needs().stream().noneMatch(unfinished::contains))
                        .toList();
        waiting.removeAll(ready);
        ready.forEach(image -> builds.submit(() -> build(image)));
        return ready.size();
    }

    private Outcome build(ImagePlan image) {
        slots.acquireUninterruptibly();
        try {
            return isOver ? new Outcome(image, null, null) : new Outcome(image, work.apply(image), null);
        } catch (RuntimeException e) {
            isOver = true;
            return new Outcome(image, null, e);
        } finally {
            slots.release();
        }
    }

    private void take(Outcome outcome) {
        unfinished.remove(outcome.image().alias());
        if (outcome.result() != null) {
            built.put(outcome.image().alias(), outcome.result());
        } else if (outcome.failure() != null) {
            failures.put(outcome.image().alias(), outcome.failure());
        }
    }

    private void throwIfAnyFailed(int images) {
        if (failures.isEmpty()) {
            return;
        }
        boolean areOurs = failures.values().stream().allMatch(SlipwayException.class::isInstance);
        if (failures.size() > 1 && areOurs) {
            Map<String, SlipwayException> known = new LinkedHashMap<>();
            failures.forEach((alias, failure) -> known.put(alias, (SlipwayException) failure));
            throw new SeveralBuildsFailedException(images, known);
        }
        throw failures.values().iterator().next();
    }

    private static ThreadFactory threads() {
        return task -> {
            Thread thread = new Thread(task, "slipway-build");
            thread.setDaemon(true);
            return thread;
        };
    }
}

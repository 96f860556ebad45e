package dev.slipway.app;

import dev.slipway.engine.Engine;
import dev.slipway.image.BuiltImage;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageReference;
import dev.slipway.plan.EngineSettings;
import dev.slipway.plan.GitFacts;
import dev.slipway.publish.OpenRegistries;
import dev.slipway.publish.Release;
import dev.slipway.registry.Turns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all modules of one Maven run share: the connection to the engine, how many images are built at once, and which
 * images there are already. Safe for use by several threads.
 */
public final class BuildSession implements AutoCloseable {

    private static final int USUAL_PARALLELISM = 4;
    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(10);

    private final Map<EngineSettings, Engine> engines = new HashMap<>();
    private final ReentrantLock opening = new ReentrantLock();
    private final Set<EngineSettings> greeted = new HashSet<>();
    private final Map<String, ImageContent> built = new HashMap<>();
    private final Map<String, Optional<GitFacts>> git = new HashMap<>();
    private final RemoteBases remoteBases = new RemoteBases();
    private final OpenRegistries registries = new OpenRegistries();
    private final Release release = new Release();
    private final Turns turns = new Turns();
    private final LooksAhead looksAhead = new LooksAhead();
    private @Nullable Semaphore slots;
    private final Duration patience;
    private volatile boolean isClosed;

    /** One without modules yet. */
    public BuildSession() {
        this(PATIENCE_AT_THE_END);
    }

    /** @param patience how long the end of the run waits for an engine that is still being connected to */
    BuildSession(Duration patience) {
        this.patience = patience;
    }

    /**
     * The engine of these settings, connected to when it is asked for first. It is closed with the session.
     *
     * @param opener  connects
     * @param greeter is told of the engine the first time
     */
    Engine engine(EngineSettings settings, Supplier<Engine> opener, Consumer<Engine> greeter) {
        opening.lock();
        try {
            Engine engine = prepared(settings, opener);
            if (greeted.add(key(settings))) {
                greeter.accept(engine);
            }
            return engine;
        } finally {
            opening.unlock();
        }
    }

    /** The same, without telling anybody. */
    Engine prepared(EngineSettings settings, Supplier<Engine> opener) {
        opening.lock();
        try {
            return engines.computeIfAbsent(key(settings), key -> opener.get());
        } finally {
            if (isClosed) {
                closeEngines();
            }
            opening.unlock();
        }
    }

    private static EngineSettings key(EngineSettings settings) {
        return new EngineSettings(settings.choice(), settings.buildkitHost(), OptionalInt.empty());
    }

    /** The right to build so many images at once; the first module that builds says how many. */
    synchronized Semaphore slots(EngineSettings settings) {
        if (slots == null) {
            int usual = Math.min(USUAL_PARALLELISM, Runtime.getRuntime().availableProcessors());
            slots = new Semaphore(settings.parallelism().orElse(usual), true);
        }
        return slots;
    }

    /**
     * What git says around a module: asked once for all modules of a work tree that Maven writes to in the same way, so
     * that they all get the same tags, and reading the state of a large work tree is paid once.
     *
     * @param directory the module's folder
     * @param output    where Maven writes to for this module
     * @param finder    asks git
     */
    synchronized Optional<GitFacts> git(Path directory, Path output, Supplier<Optional<GitFacts>> finder) {
        Path module = directory.toAbsolutePath().normalize();
        Path target = output.toAbsolutePath().normalize();
        String written = target.startsWith(module) ? module.relativize(target).toString() : target.toString();
        for (Path at = module; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".git"))) {
                return git.computeIfAbsent(at + "\n" + written, key -> finder.get());
            }
        }
        return finder.get();
    }

    /** What registries said of base images. */
    RemoteBases remoteBases() {
        return remoteBases;
    }

    /** The registries that are published to. */
    OpenRegistries registries() {
        return registries;
    }

    /** For which modules somebody has looked whether they can be pushed. */
    LooksAhead looksAhead() {
        return looksAhead;
    }

    /** Who pushes under a reference of the engine; several modules may want the same. */
    Turns turns() {
        return turns;
    }

    /** What all modules publish together. */
    Release release() {
        return release;
    }

    /**
     * Moves the floating tags of all modules; for a run of which nothing has failed.
     *
     * @throws dev.slipway.failure.SlipwayException if one cannot be moved; then none is
     */
    public void finishRelease() {
        release.finish();
    }

    /** Leaves the floating tags of all modules where they are, and says so; for a run of which something has failed. */
    public void abandonRelease() {
        release.abandon();
    }

    /** Remembers an image by its references. */
    synchronized void add(BuiltImage image) {
        image.localReferences().forEach(reference -> built.put(reference.familiar(), image.content()));
    }

    /**
     * An image that was built in this run.
     *
     * @param reference as a Dockerfile names it
     */
    synchronized Optional<ImageContent> find(String reference) {
        return Optional.ofNullable(built.get(ImageReference.familiar(reference)));
    }

    @Override
    public void close() {
        isClosed = true;
        registries.close();
        // Who is still connecting when a run ends early would go on with classes that Maven takes away. One that
        // does not come to an end is left alone, and closes what comes of it.
        boolean isOpening = true;
        try {
            isOpening = !opening.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!isOpening) {
                closeEngines();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!isOpening) {
                opening.unlock();
            }
        }
    }

    private void closeEngines() {
        engines.values().forEach(Engine::close);
        engines.clear();
    }
}

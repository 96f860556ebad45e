package dev.slipway.app;

import dev.slipway.engine.Engine;
import dev.slipway.image.BuiltImage;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageReference;
import dev.slipway.plan.EngineSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all modules of one Maven run share: the connection to the engine, how many images are built at once, and which
 * images there are already. Safe for use by several threads.
 */
public final class BuildSession implements AutoCloseable {

    private static final int USUAL_PARALLELISM = 4;

    private final Map<EngineSettings, Engine> engines = new HashMap<>();
    private final Map<String, ImageContent> built = new HashMap<>();
    private @Nullable Semaphore slots;

    /**
     * The engine of these settings, connected to when it is asked for first. It is closed with the session.
     *
     * @param opener  connects
     * @param greeter is told of the engine when it was just connected to
     */
    synchronized Engine engine(EngineSettings settings, Supplier<Engine> opener, Consumer<Engine> greeter) {
        EngineSettings key = new EngineSettings(settings.choice(), settings.buildkitHost(), OptionalInt.empty());
        Engine engine = engines.get(key);
        if (engine == null) {
            engine = opener.get();
            engines.put(key, engine);
            greeter.accept(engine);
        }
        return engine;
    }

    /** The right to build so many images at once; the first module that builds says how many. */
    synchronized Semaphore slots(EngineSettings settings) {
        if (slots == null) {
            int usual = Math.min(USUAL_PARALLELISM, Runtime.getRuntime().availableProcessors());
            slots = new Semaphore(settings.parallelism().orElse(usual), true);
        }
        return slots;
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
    public synchronized void close() {
        List<Engine> open = new ArrayList<>(engines.values());
        engines.clear();
        open.forEach(Engine::close);
    }
}

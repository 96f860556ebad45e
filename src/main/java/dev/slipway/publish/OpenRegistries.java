package dev.slipway.publish;

import dev.slipway.plan.Destination;
import dev.slipway.plan.EcrSettings;
import dev.slipway.plan.PushSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The registries of one Maven run: each is opened once, whichever module needs it first, and closed at the end of the run.
 * Safe for use by several threads; two registries can be opened at once.
 */
public final class OpenRegistries implements AutoCloseable {

    private final Map<Key, Door> doors = new LinkedHashMap<>();

    /** Modules whose settings differ have registries of their own. */
    private record Key(Destination destination, EcrSettings ecr, PushSettings push) {}

    private static final class Door {
        private @Nullable OpenRegistry registry;

        synchronized OpenRegistry open(Supplier<OpenRegistry> opener) {
            if (registry == null) {
                registry = opener.get();
            }
            return registry;
        }

        synchronized void close() {
            if (registry != null) {
                registry.registry().close();
            }
        }
    }

    /**
     * One of them.
     *
     * @param opener opens it where nobody did; if it fails, the next one who asks tries again
     */
    public OpenRegistry at(Destination destination, EcrSettings ecr, PushSettings push, Supplier<OpenRegistry> opener) {
        return door(new Key(destination, ecr, push)).open(opener);
    }

    private synchronized Door door(Key key) {
        return doors.computeIfAbsent(key, unknown -> new Door());
    }

    @Override
    public void close() {
        List<Door> all;
        synchronized (this) {
            all = List.copyOf(doors.values());
            doors.clear();
        }
        all.forEach(Door::close);
    }
}

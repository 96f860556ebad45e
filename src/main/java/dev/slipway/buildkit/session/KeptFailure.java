package dev.slipway.buildkit.session;

import dev.slipway.failure.SlipwayException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The first failure on our side: the daemon tells it in its own words, and less of it. */
final class KeptFailure {

    private final AtomicReference<@Nullable SlipwayException> first = new AtomicReference<>();

    void keep(SlipwayException failure) {
        first.compareAndSet(null, failure);
    }

    Optional<SlipwayException> first() {
        return Optional.ofNullable(first.get());
    }
}

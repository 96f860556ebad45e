package dev.slipway.git;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An answer that is found when it is first asked for, by one thread, and then kept; a failure is not kept. */
final class KeptAnswer<T> {

    private final Supplier<T> source;
    private @Nullable T answer;

    KeptAnswer(Supplier<T> source) {
        this.source = source;
    }

    synchronized T get() {
        if (answer == null) {
            answer = source.get();
        }
        return answer;
    }
}

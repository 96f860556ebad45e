package dev.slipway.mojo.progress;

import java.util.Optional;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/** Decides how progress is shown. */
public final class ProgressViews {

    private ProgressViews() {}

    /**
     * The view that a user wants or, where that is left open, that fits.
     *
     * @param wanted as {@link ProgressMode#parse} takes it; null means what {@code BUILDKIT_PROGRESS} says, else auto
     * @throws dev.slipway.image.InvalidValueException if there is no such mode
     */
    public static ProgressView choose(@Nullable String wanted, Log log, Onlooker onlooker) {
        ProgressMode mode = wanted == null
                ? Optional.ofNullable(onlooker.env().get("BUILDKIT_PROGRESS"))
                        .flatMap(ProgressMode::find)
                        .orElse(ProgressMode.AUTO)
                : ProgressMode.parse(wanted);
        return onlooker.terminal()
                .filter(terminal -> isLive(mode, log, onlooker))
                .<ProgressView>map(terminal -> new LiveProgress(
                        log, new Screen(terminal, onlooker.columns()), System::nanoTime, new DaemonTicker()))
                .orElseGet(() -> new PlainProgress(log, System::nanoTime));
    }

    private static boolean isLive(ProgressMode mode, Log log, Onlooker onlooker) {
        return switch (mode) {
            case PLAIN -> false;
            case TTY -> log.isInfoEnabled();
            case AUTO -> log.isInfoEnabled() && !log.isDebugEnabled() && onlooker.canWatch();
        };
    }
}

package dev.slipway.buildkit;

import dev.slipway.engine.BuildRequest;
import dev.slipway.plan.SourceDate;
import java.util.Optional;

/**
 * Layers whose files are not newer than the time that the image shall look as if it had been built at.
 *
 * @see <a href="https://github.com/moby/buildkit/blob/master/docs/build-repro.md#source_date_epoch">BuildKit, reproducible builds</a>
 */
final class RewrittenTimes {

    /** Of the exporters for images. */
    static final String ATTRIBUTE = "rewrite-timestamp";

    private static final String STEPS = "; what its steps write has the time at which they ran";

    private RewrittenTimes() {}

    /** Whether a build asks for them and the daemon can make them. */
    static boolean areWanted(BuildRequest request, Daemon daemon) {
        return daemon.rewritesTimes() && SourceDate.of(request.recipe().args()).isPresent();
    }

    /** Why a daemon cannot make them; empty if it can. */
    static Optional<String> missing(Daemon daemon) {
        if (daemon.rewritesTimes()) {
            return Optional.empty();
        }
        String reason = daemon.exportsEverything()
                ? "BuildKit " + daemon.version() + " is older than 0.13"
                : "its image store is not containerd's";
        return Optional.of(reason + STEPS);
    }
}

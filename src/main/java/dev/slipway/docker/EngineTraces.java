package dev.slipway.docker;

import dev.slipway.layout.LayerEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * What an engine leaves among an image's files when it makes a container: places for what it will mount over them, and so
 * new times of the folders that these lie in.
 *
 * @param since     when the container was made, by the engine's clock
 * @param imageMade when the image was made, as it says
 */
record EngineTraces(Instant since, Instant imageMade) {

    private static final Set<String> PLACES =
            Set.of(".dockerenv", "dev/console", "etc/hostname", "etc/hosts", "etc/mtab", "etc/resolv.conf");
    private static final Set<String> FOLDERS = Set.of("", "dev", "etc");

    static EngineTraces none(Instant imageMade) {
        return new EngineTraces(Instant.MAX, imageMade);
    }

    /** An entry as the image has it; empty if only the container has it. */
    Optional<LayerEntry> without(LayerEntry entry) {
        // archives have whole seconds
        boolean isNew = !entry.modified().isBefore(since.truncatedTo(ChronoUnit.SECONDS));
        if (isNew && PLACES.contains(entry.path())) {
            return Optional.empty();
        }
        return Optional.of(isMarked(entry.path()) ? dated(entry) : entry);
    }

    /** Where the engine leaves traces, so that the time is never the image's; also where it may have been there before. */
    private boolean isMarked(String path) {
        return !since.equals(Instant.MAX) && FOLDERS.contains(path);
    }

    /** Its own time is lost. One is needed that is the same tomorrow. */
    private LayerEntry dated(LayerEntry folder) {
        return new LayerEntry(
                folder.path(),
                folder.what(),
                folder.mode(),
                folder.owner(),
                imageMade.truncatedTo(ChronoUnit.SECONDS),
                folder.attributes());
    }
}

package dev.slipway.plan;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the planner needs to know of a module.
 *
 * @param coordinates     how the module is called
 * @param baseDirectory   the folder of its POM
 * @param timestamp       when this build takes place: {@code outputTimestamp}, else the session's start
 * @param outputTimestamp {@code project.build.outputTimestamp}: the time that a build is to pretend for its results to be
 *     the same each time; empty where it is not set
 * @param sourceUrl       where its sources live as the POM says ({@code <scm><url>}), or empty
 * @param git             its git repository, looked up when first asked for
 * @param isOffline       whether the network must not be asked (Maven's {@code -o})
 */
public record ProjectFacts(
        Coordinates coordinates,
        Path baseDirectory,
        Instant timestamp,
        Optional<Instant> outputTimestamp,
        Optional<String> sourceUrl,
        Supplier<Optional<GitFacts>> git,
        boolean isOffline) {

    /**
     * How a module is called.
     *
     * @param artifactId its artifactId
     * @param version    its version
     * @param title      its name for people
     */
    public record Coordinates(String artifactId, String version, String title) {}
}

package dev.slipway.mojo;

import dev.slipway.app.Components;
import dev.slipway.plan.GitFacts;
import dev.slipway.plan.ProjectFacts;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/** Reads what the planner needs to know of a module out of Maven's model. */
final class ProjectFactsReader {

    private final MavenProject project;
    private final MavenSession session;

    ProjectFactsReader(MavenProject project, MavenSession session) {
        this.project = project;
        this.session = session;
    }

    ProjectFacts read() {
        Path baseDirectory = project.getBasedir().toPath().toAbsolutePath();
        return new ProjectFacts(
                new ProjectFacts.Coordinates(project.getArtifactId(), project.getVersion(), project.getName()),
                baseDirectory,
                timestamp().orElseGet(() -> session.getStartTime().toInstant()),
                Optional.ofNullable(project.getScm()).map(scm -> scm.getUrl()).filter(url -> !url.isBlank()),
                new LazyGit(baseDirectory, Path.of(project.getBuild().getDirectory())),
                session.isOffline());
    }

    /** {@code project.build.outputTimestamp}: ISO 8601 or seconds since 1970; a single letter switches it off. */
    private Optional<Instant> timestamp() {
        String text = project.getProperties()
                .getProperty("project.build.outputTimestamp", "")
                .strip();
        try {
            if (text.matches("\\d{2,}")) {
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
            }
            return text.length() > 1 ? Optional.of(OffsetDateTime.parse(text).toInstant()) : Optional.empty();
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The git repository, looked up when it is first asked for. */
    private static final class LazyGit implements Supplier<Optional<GitFacts>> {

        private final Path directory;
        private final Path output;
        private boolean isLookedUp;
        private Optional<GitFacts> facts = Optional.empty();

        LazyGit(Path directory, Path output) {
            this.directory = directory;
            this.output = output;
        }

        @Override
        public synchronized Optional<GitFacts> get() {
            if (!isLookedUp) {
                facts = Components.git(directory, output);
                isLookedUp = true;
            }
            return facts;
        }
    }
}

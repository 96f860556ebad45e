package dev.slipway.mojo;

import dev.slipway.app.BuildSession;
import dev.slipway.app.Components;
import dev.slipway.endpoint.Surroundings;
import dev.slipway.plan.GitFacts;
import dev.slipway.plan.InvalidPlanException;
import dev.slipway.plan.Problem;
import dev.slipway.plan.ProjectFacts;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/** Reads what the planner needs to know of a module out of Maven's model. */
final class ProjectFactsReader {

    private static final String OUTPUT_TIMESTAMP = "project.build.outputTimestamp";
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^{}]+)}");
    /** With {@code +01:00}, {@code +0100} or {@code +01}; the seconds may be left out. */
    private static final DateTimeFormatter ISO_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    private final MavenProject project;
    private final MavenSession session;
    private final Surroundings surroundings;
    private final BuildSession shared;

    /** @param shared keeps what git says */
    ProjectFactsReader(MavenProject project, MavenSession session, Surroundings surroundings, BuildSession shared) {
        this.project = project;
        this.session = session;
        this.surroundings = surroundings;
        this.shared = shared;
    }

    ProjectFacts read() {
        Path baseDirectory = project.getBasedir().toPath().toAbsolutePath();
        Optional<Instant> outputTimestamp = timestamp();
        return new ProjectFacts(
                new ProjectFacts.Coordinates(project.getArtifactId(), project.getVersion(), project.getName()),
                baseDirectory,
                outputTimestamp.orElseGet(() -> session.getStartTime().toInstant()),
                outputTimestamp,
                Optional.ofNullable(project.getScm()).map(scm -> scm.getUrl()).filter(url -> !url.isBlank()),
                new LazyGit(baseDirectory, Path.of(project.getBuild().getDirectory()), surroundings, shared),
                session.isOffline());
    }

    /**
     * {@code project.build.outputTimestamp}: ISO 8601 with an offset, or seconds since 1970. A single character switches
     * it off; so does a property that nobody has set, since a module without sources may lack the plugin that sets it.
     *
     * @throws InvalidPlanException if it is no time
     */
    private Optional<Instant> timestamp() {
        String text = resolved(property(OUTPUT_TIMESTAMP).orElse("")).strip();
        if (text.length() <= 1 || REFERENCE.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.matches("\\d+")
                            ? Instant.ofEpochSecond(Long.parseLong(text))
                            : OffsetDateTime.parse(text, ISO_TIME).toInstant());
        } catch (DateTimeException | NumberFormatException e) {
            throw new InvalidPlanException(List.of(new Problem(
                    "<properties><" + OUTPUT_TIMESTAMP + ">",
                    "'" + text + "' is not a time",
                    "Write one such as 2026-11-20T08:30:00Z, or the seconds since 1970.")));
        }
    }

    /** The value of the property that a text names: plugins such as git-commit-id set theirs after Maven read the POM. */
    private String resolved(String text) {
        Matcher reference = REFERENCE.matcher(text.strip());
        return reference.matches() ? property(reference.group(1)).orElse(text) : text;
    }

    /** The command line goes before the POM, as it does where Maven fills the parameters of goals. */
    private Optional<String> property(String name) {
        return Optional.ofNullable(session.getUserProperties().getProperty(name))
                .or(() -> Optional.ofNullable(project.getProperties().getProperty(name)));
    }

    /** The git repository, looked up when it is first asked for. */
    private static final class LazyGit implements Supplier<Optional<GitFacts>> {

        private final Path directory;
        private final Path output;
        private final Surroundings surroundings;
        private final BuildSession session;
        private boolean isLookedUp;
        private Optional<GitFacts> facts = Optional.empty();

        LazyGit(Path directory, Path output, Surroundings surroundings, BuildSession session) {
            this.directory = directory;
            this.output = output;
            this.surroundings = surroundings;
            this.session = session;
        }

        @Override
        public synchronized Optional<GitFacts> get() {
            if (!isLookedUp) {
                facts = Components.git(directory, output, surroundings, session);
                isLookedUp = true;
            }
            return facts;
        }
    }
}

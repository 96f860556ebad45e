package dev.slipway.mojo;

import dev.slipway.app.Components;
import dev.slipway.endpoint.Surroundings;
import dev.slipway.failure.SlipwayException;
import dev.slipway.log.BuildLog;
import dev.slipway.mojo.config.Overrides;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/** What all goals share, with images or without: skipping, and the one place where our exceptions become Maven's. */
abstract class AbstractGoalMojo extends AbstractMojo {

    /** Whether nothing at all is done. Default: {@code false}. */
    @Parameter(property = "slipway.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Inject
    private SettingsDecrypter settingsDecrypter;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        Overrides overrides = overrides();
        BuildLog log = buildLog(overrides);
        if (isLeftOut(overrides)) {
            log.nothingToDo("it is skipped");
            return;
        }
        try {
            run(overrides, log);
        } catch (SlipwayException e) {
            throw translated(e);
        }
    }

    /** Maven prints the messages of causes behind ours, so they come along only where a stack trace is wanted. */
    private MojoExecutionException translated(SlipwayException e) throws MojoFailureException {
        String message = String.valueOf(e.getMessage());
        Throwable cause = session.getRequest().isShowErrors() || e.getCause() == null ? e : null;
        if (e.kind() == SlipwayException.Kind.PROJECT) {
            throw new MojoFailureException(message, cause);
        }
        return new MojoExecutionException(message, cause);
    }

    /** Whether this goal is to do nothing. */
    final boolean isLeftOut(Overrides overrides) {
        return isTrue(overrides.flag("skip", skip)) || isTrue(isSkipped(overrides));
    }

    private static boolean isTrue(@Nullable Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }

    /** Tells what happens; line by line unless a goal knows better. */
    BuildLog buildLog(Overrides overrides) throws MojoFailureException {
        return new MavenBuildLog(getLog());
    }

    /** Whether this very goal is skipped. */
    abstract @Nullable Boolean isSkipped(Overrides overrides);

    /** Does the goal's work. */
    abstract void run(Overrides overrides, BuildLog log);

    final Overrides overrides() {
        return Overrides.of(session.getUserProperties(), project.getProperties());
    }

    final Components components(BuildLog log) {
        SettingsKeychain keychain = new SettingsKeychain(session.getSettings(), settingsDecrypter);
        return new Components(
                Surroundings.ofThisProcess(),
                keychain,
                keychain::password,
                new SettingsProxies(session.getSettings(), settingsDecrypter),
                MavenRuns.sessionOf(session, log),
                log);
    }

    final MavenSession session() {
        return session;
    }

    final MavenProject project() {
        return project;
    }
}

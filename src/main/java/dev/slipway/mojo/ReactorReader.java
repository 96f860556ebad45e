package dev.slipway.mojo;

import dev.slipway.app.BuildSession;
import dev.slipway.endpoint.Surroundings;
import dev.slipway.mojo.config.Overrides;
import dev.slipway.plan.InvalidPlanException;
import dev.slipway.plan.OtherImage;
import dev.slipway.plan.Planner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/** Reads which images the other modules of a Maven project make. */
final class ReactorReader {

    private static final String PLUGIN = "dev.slipway:slipway-maven-plugin";
    private static final String BUILD = "build";

    private final MavenProject project;
    private final MavenSession session;
    private final Surroundings surroundings;
    private final BuildSession shared;

    ReactorReader(MavenProject project, MavenSession session, Surroundings surroundings, BuildSession shared) {
        this.project = project;
        this.session = session;
        this.surroundings = surroundings;
        this.shared = shared;
    }

    /** The images of all modules but this one, those that are left out of this run included. */
    List<OtherImage> others() {
        // there are none where Maven is embedded
        List<MavenProject> all = Optional.ofNullable(session.getAllProjects()).orElseGet(List::of);
        return all.stream()
                .filter(other -> !other.equals(project))
                .flatMap(other -> configurations(other).stream().flatMap(found -> names(other, found)))
                .toList();
    }

    private Stream<OtherImage> names(MavenProject other, Xpp3Dom configuration) {
        OtherImage.Module module = new OtherImage.Module(other.getGroupId(), other.getArtifactId(), other.getVersion());
        Overrides overrides = Overrides.of(session.getUserProperties(), other.getProperties());
        try {
            return new Planner(
                            new ProjectFactsReader(other, session, surroundings, shared).read(),
                            new NamesInPom(configuration, overrides).settings())
                    .names(module, order(other)).stream();
        } catch (InvalidPlanException e) {
            // it is said when that module is built
            return Stream.empty();
        }
    }

    private OtherImage.Order order(MavenProject other) {
        List<MavenProject> running = session.getProjects();
        if (!running.contains(other)) {
            return OtherImage.Order.LEFT_OUT;
        }
        if (session.getProjectDependencyGraph()
                .getUpstreamProjects(project, true)
                .contains(other)) {
            return OtherImage.Order.DEPENDED_ON;
        }
        boolean isOneAfterTheOther = session.getRequest().getDegreeOfConcurrency() <= 1;
        return isOneAfterTheOther && running.indexOf(other) < running.indexOf(project)
                ? OtherImage.Order.EARLIER
                : OtherImage.Order.LATER;
    }

    /** What a module says of the goal that builds, once for each execution; none where it has no such goal. */
    private static List<Xpp3Dom> configurations(MavenProject module) {
        @Nullable Plugin plugin = module.getPlugin(PLUGIN);
        if (plugin == null) {
            return List.of();
        }
        List<Object> configurations = new ArrayList<>();
        for (PluginExecution execution : plugin.getExecutions()) {
            if (execution.getGoals().contains(BUILD)) {
                configurations.add(Optional.ofNullable(execution.getConfiguration())
                        .orElseGet(() -> new Xpp3Dom("configuration")));
            }
        }
        if (configurations.isEmpty() && plugin.getConfiguration() != null) {
            // for mvn slipway:build
            configurations.add(plugin.getConfiguration());
        }
        return configurations.stream()
                .filter(Xpp3Dom.class::isInstance)
                .map(Xpp3Dom.class::cast)
                .toList();
    }
}

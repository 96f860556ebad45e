package dev.slipway.mojo;

import dev.slipway.log.BuildLog;
import dev.slipway.plan.BuildPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MavenPluginManager;
import org.apache.maven.plugin.Mojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginConfigurationException;
import org.apache.maven.plugin.PluginContainerException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** Lets the goal that builds make its plans for the other modules of a Maven run, as Maven would configure it there. */
final class LaterModules {

    private final MavenSession session;
    private final MojoExecution running;
    private final MavenPluginManager plugins;
    private final BuildLog log;

    /** @param running the goal, as it runs in this module */
    LaterModules(MavenSession session, MojoExecution running, MavenPluginManager plugins, BuildLog log) {
        this.session = session;
        this.running = running;
        this.plugins = plugins;
        this.log = log;
    }

    /** What the other modules will build and push, as far as that can be said by now. */
    List<BuildPlan> plans() {
        return session.getProjects().stream()
                .filter(module -> !module.equals(session.getCurrentProject()))
                .flatMap(this::plans)
                .toList();
    }

    private Stream<BuildPlan> plans(MavenProject module) {
        Plugin plugin = module.getPlugin(running.getPlugin().getKey());
        if (plugin == null || !running.getVersion().equals(plugin.getVersion())) {
            return Stream.empty();
        }
        MavenSession there = session.clone();
        there.setCurrentProject(module);
        List<BuildPlan> plans = new ArrayList<>();
        for (PluginExecution execution : plugin.getExecutions()) {
            if (execution.getGoals().contains(running.getGoal())) {
                plan(execution, there).ifPresent(plans::add);
            }
        }
        return plans.stream();
    }

    private Optional<BuildPlan> plan(PluginExecution execution, MavenSession there) {
        MojoExecution goal = new MojoExecution(running.getMojoDescriptor(), execution.getId());
        goal.setConfiguration(configuration(execution, running.getMojoDescriptor()));
        try {
            Mojo mojo = plugins.getConfiguredMojo(Mojo.class, there, goal);
            try {
                return mojo instanceof BuildMojo build ? build.planToPush(log) : Optional.empty();
            } finally {
                plugins.releaseMojo(mojo, goal);
            }
        } catch (PluginConfigurationException | PluginContainerException e) {
            // it is said when that module is built
            log.detail("Not looked ahead for " + there.getCurrentProject().getId() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** What the POM says, over what the goal's parameters say of themselves. */
    private static Xpp3Dom configuration(PluginExecution execution, MojoDescriptor goal) {
        Xpp3Dom defaults = new Xpp3Dom("configuration");
        for (PlexusConfiguration parameter : goal.getMojoConfiguration().getChildren()) {
            Xpp3Dom value = new Xpp3Dom(parameter.getName());
            value.setValue(parameter.getValue(null));
            for (String attribute : parameter.getAttributeNames()) {
                value.setAttribute(attribute, parameter.getAttribute(attribute));
            }
            defaults.addChild(value);
        }
        return execution.getConfiguration() instanceof Xpp3Dom said
                ? Xpp3Dom.mergeXpp3Dom(new Xpp3Dom(said), defaults, true)
                : defaults;
    }
}

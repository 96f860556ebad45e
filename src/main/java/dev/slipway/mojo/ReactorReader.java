package dev.slipway.mojo;

import dev.slipway.endpoint.Surroundings;
import dev.slipway.mojo.config.Overrides;
import dev.slipway.plan.InvalidPlanException;
import dev.slipway.plan.OtherImage;
import dev.slipway.plan.Planner;
import dev.slipway.plan.Settings;
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

    ReactorReader(MavenProject project, MavenSession session, Surroundings surroundings) {
        this.project = project;
        this.session = session;
        this.surroundings = surroundings;
    }

    /** The images of all modules but this one, those that are left out of this run included. */
    List<OtherImage> others() {
        // there are none where Maven is embedded
        List<MavenProject> all = Optional.ofNullable(session.getAllProjects()).orElseGet(List::of);
        return all.stream()
                .filter(other -> !other.equals(project))
                .flatMap(other -> configuration(other).stream().flatMap(found -> names(other, found)))
                .toList();
    }

    private Stream<OtherImage> names(MavenProject other, Xpp3Dom configuration) {
        OtherImage.Module module = new OtherImage.Module(other.getGroupId(), other.getArtifactId(), other.getVersion());
        Overrides overrides = Overrides.of(session.getUserProperties(), other.getProperties());
        try {
            return new Planner(
                            new ProjectFactsReader(other, session, surroundings).read(),
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

    /** What a module says of the goal that builds; empty where it has no such goal. */
    private static Optional<Xpp3Dom> configuration(MavenProject module) {
        @Nullable Plugin plugin = module.getPlugin(PLUGIN);
        if (plugin == null) {
            return Optional.empty();
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
                .findFirst();
    }

    /**
     * The part of a configuration that says how images are called.
     *
     * @param root      the element {@code configuration}
     * @param overrides properties of that module
     */
    private record NamesInPom(Xpp3Dom root, Overrides overrides) {

        private Settings settings() {
            Settings.Ecr ecr =
                    new Settings.Ecr(null, null, null, null, null, null, new Settings.Lifecycle(null, null, null));
            return new Settings(
                    new Settings.Engine(null, null, null),
                    ecr,
                    new Settings.Layer(
                            "",
                            build(root),
                            publish(
                                    overrides.list("tags", list(root, "tags")),
                                    overrides.text("tagSuffix", text(root, "tagSuffix")))),
                    new Settings.Images(images(root), sets()),
                    Settings.Policies.none(),
                    false,
                    List.of());
        }

        private @Nullable List<Settings.ImageSet> sets() {
            Xpp3Dom sets = root.getChild("imageSets");
            return sets == null
                    ? null
                    : Stream.of(sets.getChildren())
                            .map(set -> new Settings.ImageSet(
                                    text(set, "name"),
                                    new Settings.Layer("", build(set), publish(set)),
                                    list(set, "targets"),
                                    images(set)))
                            .toList();
        }

        private @Nullable List<Settings.Image> images(Xpp3Dom parent) {
            Xpp3Dom images = parent.getChild("images");
            return images == null
                    ? null
                    : Stream.of(images.getChildren())
                            .map(image -> new Settings.Image(
                                    "",
                                    text(image, "name"),
                                    text(image, "alias"),
                                    build(image),
                                    publish(image),
                                    Boolean.parseBoolean(text(image, "skip"))))
                            .toList();
        }

        private Settings.Build build(Xpp3Dom element) {
            return Settings.Build.ofTarget(text(element, "target"));
        }

        private static Settings.Publish publish(Xpp3Dom element) {
            return publish(list(element, "tags"), text(element, "tagSuffix"));
        }

        private static Settings.Publish publish(@Nullable List<String> tags, @Nullable String suffix) {
            return new Settings.Publish(null, null, tags, suffix, null, null);
        }

        private static @Nullable String text(Xpp3Dom parent, String name) {
            Xpp3Dom child = parent.getChild(name);
            String value = child == null ? null : child.getValue();
            return value == null || value.isBlank() ? null : value.strip();
        }

        private static @Nullable List<String> list(Xpp3Dom parent, String name) {
            Xpp3Dom child = parent.getChild(name);
            if (child == null) {
                return null;
            }
            List<String> values = Stream.of(child.getChildren())
                    .map(Xpp3Dom::getValue)
                    .flatMap(Stream::ofNullable)
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .toList();
            return values.isEmpty() ? null : values;
        }
    }
}

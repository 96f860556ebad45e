package dev.slipway.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.app.BuildSession;
import dev.slipway.endpoint.Surroundings;
import dev.slipway.plan.OtherImage;
import dev.slipway.testing.FakeHome;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.graph.DefaultProjectDependencyGraph;
import org.apache.maven.model.Build;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.DuplicateProjectException;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.dag.CycleDetectedException;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReactorReaderTest {

    @TempDir
    private Path directory;

    private final MavenExecutionRequest request =
            new DefaultMavenExecutionRequest().setStartTime(Date.from(Instant.parse("2026-11-20T08:00:00Z")));
    private final List<MavenProject> all = new ArrayList<>();

    @Test
    void moduleThatIsAloneHasNoOthers() {
        MavenProject app = module("app");

        assertThat(others(app)).isEmpty();
        assertThat(new ReactorReader(app, embedded(), surroundings(), new BuildSession()).others())
                .isEmpty();
    }

    @Test
    void imagesAreCalledAsTheirModuleSays() {
        MavenProject base = built(module("base"), """
                <configuration>
                  <tags><tag>semver</tag><tag>v{version}</tag></tags>
                  <images>
                    <image><name>fleet/base</name></image>
                    <image><name>fleet/tools</name><alias>hammer</alias><tags><tag> edge </tag></tags></image>
                    <image><name>fleet/old</name><skip>true</skip></image>
                  </images>
                  <imageSets>
                    <imageSet>
                      <name>hulls</name>
                      <tagSuffix>-slim</tagSuffix>
                      <targets><target>production</target></targets>
                    </imageSet>
                  </imageSets>
                </configuration>
                """);

        assertThat(references(module("app")))
                .containsExactly(
                        "base: fleet/base:1.4.0 fleet/base:v1.4.0",
                        "hammer: fleet/tools:edge",
                        "hulls-production: hulls:1.4.0-slim-production hulls:v1.4.0-slim-production");
        assertThat(base.getPlugin(plugin().getKey())).isNotNull();
    }

    @Test
    void moduleWithoutTheGoalMakesNoImages() {
        module("library");
        MavenProject pushed = module("pushed");
        pushed.getBuild()
                .addPlugin(plugin(execution("push", "<configuration><dockerFile>x</dockerFile></configuration>")));
        FakeHome.write(directory.resolve("library/Dockerfile"), "FROM scratch\n");

        assertThat(others(module("app"))).isEmpty();
    }

    @Test
    void moduleNeedNotSayMoreThanTheGoal() {
        MavenProject base = module("base");
        base.getBuild().addPlugin(plugin(execution("build", null)));
        FakeHome.write(directory.resolve("base/Dockerfile"), "FROM scratch\n");
        built(module("hidden"), "<configuration><dockerFile>docker/Dockerfile</dockerFile></configuration>");

        assertThat(references(module("app"))).containsExactly("base: base:1.4.0", "hidden: hidden:1.4.0");
    }

    @Test
    void everyExecutionCounts() {
        module("base")
                .getBuild()
                .addPlugin(plugin(
                        execution(
                                "build",
                                "<configuration><images><image><name>one</name></image></images></configuration>"),
                        execution(
                                "build",
                                "<configuration><images><image><name>two</name></image></images></configuration>")));

        assertThat(references(module("app"))).containsExactly("one: one:1.4.0", "two: two:1.4.0");
    }

    @Test
    void configurationOutsideOfExecutionsIsForGoalsOfTheCommandLine() {
        Plugin plugin = plugin();
        plugin.setConfiguration(dom("<configuration><images><image><name>one</name></image></images></configuration>"));
        module("base").getBuild().addPlugin(plugin);

        assertThat(references(module("app"))).containsExactly("one: one:1.4.0");
    }

    @Test
    void propertiesCountAsTheyDoInThatModule() {
        MavenProject base = built(module("base"), """
                <configuration>
                  <images>
                    <image><name>fleet/base</name><tags><tag>semver</tag></tags></image>
                    <image><name>fleet/tools</name></image>
                    <image><name>fleet/old</name></image>
                  </images>
                  <imageSets><imageSet><name>hulls</name></imageSet></imageSets>
                </configuration>
                """);
        base.getProperties().setProperty("slipway.tagSuffix", "-slim");
        request.getUserProperties().setProperty("slipway.tags", "edge");
        request.getUserProperties().setProperty("slipway.images.tools.tags", "sharp");
        request.getUserProperties().setProperty("slipway.images.old.skip", "true");
        request.getUserProperties().setProperty("slipway.imageSets.hulls.targets", "production");

        assertThat(references(module("app")))
                .containsExactly(
                        "base: fleet/base:edge-slim",
                        "tools: fleet/tools:sharp-slim",
                        "hulls-production: hulls:edge-slim-production");
    }

    @Test
    void moduleWhoseNamesAreWrongIsPassedOver() {
        built(
                module("wrong"),
                "<configuration><images><image><name>Not A Name</name></image></images></configuration>");
        built(module("base"), "<configuration><images><image><name>base</name></image></images></configuration>");

        assertThat(references(module("app"))).containsExactly("base: base:1.4.0");
    }

    @Test
    void mavenDecidesWhichModuleComesFirst() {
        String one = "<configuration><images><image><name>one</name></image></images></configuration>";
        MavenProject needed = built(module("needed"), one);
        built(module("earlier"), one);
        MavenProject app = module("app");
        built(module("later"), one);
        MavenProject leftOut = built(module("left-out"), one);
        Dependency dependency = new Dependency();
        dependency.setGroupId(needed.getGroupId());
        dependency.setArtifactId(needed.getArtifactId());
        dependency.setVersion(needed.getVersion());
        dependency.setType("pom");
        app.getDependencies().add(dependency);

        assertThat(order(app, leftOut))
                .containsExactly("needed DEPENDED_ON", "earlier EARLIER", "later LATER", "left-out LEFT_OUT");

        // with -T
        request.setDegreeOfConcurrency(4);
        assertThat(order(app, leftOut))
                .containsExactly("needed DEPENDED_ON", "earlier LATER", "later LATER", "left-out LEFT_OUT");
    }

    private List<String> order(MavenProject project, MavenProject leftOut) {
        return others(project, leftOut).stream()
                .map(other -> other.module().artifactId() + " " + other.order())
                .toList();
    }

    private List<String> references(MavenProject project) {
        return others(project).stream()
                .map(other -> other.alias() + ": "
                        + String.join(" ", other.references().get()))
                .toList();
    }

    private List<OtherImage> others(MavenProject project, MavenProject... leftOut) {
        List<MavenProject> running = new ArrayList<>(all);
        running.removeAll(List.of(leftOut));
        MavenSession session = embedded();
        session.setAllProjects(all);
        session.setProjects(running);
        try {
            session.setProjectDependencyGraph(new DefaultProjectDependencyGraph(running));
        } catch (CycleDetectedException | DuplicateProjectException e) {
            throw new AssertionError(e);
        }
        return new ReactorReader(project, session, surroundings(), new BuildSession()).others();
    }

    @SuppressWarnings("deprecation") // there is no other way without a running Maven
    private MavenSession embedded() {
        return new MavenSession(null, new DefaultRepositorySystemSession(), request, new DefaultMavenExecutionResult());
    }

    private Surroundings surroundings() {
        return new Surroundings(Map.of(), directory, "Linux");
    }

    private MavenProject module(String name) {
        MavenProject project = new MavenProject();
        project.setFile(directory.resolve(name).resolve("pom.xml").toFile());
        project.setGroupId("com.acme");
        project.setArtifactId(name);
        project.setVersion("1.4.0");
        Build build = new Build();
        build.setDirectory(directory.resolve(name).resolve("target").toString());
        project.setBuild(build);
        all.add(project);
        return project;
    }

    private static MavenProject built(MavenProject module, String configuration) {
        module.getBuild().addPlugin(plugin(execution("build", configuration)));
        return module;
    }

    private static Plugin plugin(PluginExecution... executions) {
        Plugin plugin = new Plugin();
        plugin.setGroupId("dev.slipway");
        plugin.setArtifactId("slipway-maven-plugin");
        for (PluginExecution execution : executions) {
            execution.setId("execution-" + plugin.getExecutions().size());
            plugin.addExecution(execution);
        }
        return plugin;
    }

    private static PluginExecution execution(String goal, @Nullable String configuration) {
        PluginExecution execution = new PluginExecution();
        execution.addGoal(goal);
        if (configuration != null) {
            execution.setConfiguration(dom(configuration));
        }
        return execution;
    }

    private static Xpp3Dom dom(String xml) {
        try {
            return Xpp3DomBuilder.build(new StringReader(xml));
        } catch (IOException | XmlPullParserException e) {
            throw new AssertionError(e);
        }
    }
}

package dev.slipway.docs;

import dev.slipway.mojo.PlanMojo;
import dev.slipway.testing.TestRepository;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.classworlds.ClassWorld;
import org.codehaus.plexus.classworlds.realm.ClassRealm;
import org.codehaus.plexus.component.configurator.BasicComponentConfigurator;
import org.codehaus.plexus.component.configurator.ComponentConfigurationException;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluator;
import org.codehaus.plexus.configuration.DefaultPlexusConfiguration;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A project on disk that has what a configuration of the documentation names, and the goals that read it. */
final class SampleProject {

    private static final String VERSION = "1.0.0";

    private final TestRepository repository;
    private final Path folder;

    SampleProject(Path folder) {
        this.repository = TestRepository.init(folder);
        this.folder = folder;
    }

    /** Makes the files that a configuration names: Dockerfiles with its stages, contexts, patches, the lifecycle policy. */
    SampleProject withFilesFor(Element configuration) {
        List<Element> sets = elements(configuration, "imageSets");
        List<Element> images = elements(configuration, "images");
        images.forEach(image -> writeFilesFor(image, configuration));
        for (Element set : sets) {
            List<Element> own = elements(set, "images");
            (own.isEmpty() ? List.of(set) : own).forEach(image -> writeFilesFor(image, set, configuration));
        }
        if (sets.isEmpty() && images.isEmpty()) {
            writeFilesFor(configuration);
        }
        Xml.child(configuration, "ecr")
                .flatMap(ecr -> Xml.child(ecr, "lifecyclePolicy"))
                .ifPresent(policy -> repository.write(policy.getTextContent(), "{\"rules\": []}"));
        return this;
    }

    /** Adds a file. */
    SampleProject with(String path, String content) {
        repository.write(path, content);
        return this;
    }

    /** Adds the files that a part of a page shows. */
    SampleProject withFilesOf(Page page) {
        page.files().forEach(repository::write);
        return this;
    }

    /** The work tree. */
    TestRepository repository() {
        return repository;
    }

    private static List<Element> elements(Element parent, String name) {
        return Xml.child(parent, name).map(Xml::children).orElse(List.of());
    }

    /** @param layers the image, and what stands around it, the nearest first; the last one is the configuration */
    private void writeFilesFor(Element... layers) {
        String context = first("contextDir", ".", layers);
        String dockerfile = first("dockerFile", "Dockerfile", layers);
        repository.write(context + "/" + dockerfile, dockerfile(layers[layers.length - 1]));
        elements(layers[0], "contexts").stream()
                .map(Element::getTextContent)
                .filter(from -> !from.contains(":"))
                .forEach(from -> repository.write(from + "/file", ""));
        Stream.of(layers).flatMap(layer -> elements(layer, "patches").stream()).forEach(this::writePatch);
    }

    /** Something that fits wherever it is applied: a new file, called like the directory. */
    private void writePatch(Element patch) {
        String directory = Xml.child(patch, "directory").orElse(patch).getTextContent();
        String made = "b/b/b/made-by-" + directory.replace('/', '-');
        repository.write(directory + "/made.patch", "--- /dev/null\n+++ %s\n@@ -0,0 +1 @@\n+made\n".formatted(made));
    }

    private static String first(String name, String otherwise, Element... layers) {
        return Stream.of(layers)
                .map(layer -> Xml.text(layer, name))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(otherwise);
    }

    /** All stages that the configuration names, and a last one without a name. */
    private static String dockerfile(Element configuration) {
        NodeList targets = configuration.getElementsByTagName("target");
        String stages = IntStream.range(0, targets.getLength())
                .mapToObj(index -> "FROM scratch AS " + targets.item(index).getTextContent() + "\n")
                .distinct()
                .collect(Collectors.joining());
        return stages + "FROM scratch\nCOPY . /\n";
    }

    /**
     * Fills a goal as Maven does, with those parameters that it knows.
     *
     * @throws AssertionError if an element cannot be filled
     */
    void fill(AbstractMojo mojo, Set<String> parameters, Element configuration, Properties commandLine) {
        DefaultPlexusConfiguration known = new DefaultPlexusConfiguration("configuration");
        Xml.children(configuration).stream()
                .filter(element -> parameters.contains(element.getTagName()))
                .forEach(element -> known.addChild(converted(element)));
        known.addChild("project", "${project}");
        known.addChild("session", "${session}");
        try (ClassWorld world = new ClassWorld("plugin", mojo.getClass().getClassLoader())) {
            ClassRealm realm = world.getClassRealm("plugin");
            new BasicComponentConfigurator().configureComponent(mojo, known, new Facts(commandLine), realm);
        } catch (ComponentConfigurationException | IOException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    private static PlexusConfiguration converted(Element element) {
        DefaultPlexusConfiguration converted = new DefaultPlexusConfiguration(element.getTagName());
        List<Element> children = Xml.children(element);
        children.forEach(child -> converted.addChild(converted(child)));
        if (children.isEmpty()) {
            converted.setValue(element.getTextContent());
        }
        return converted;
    }

    /** What the goal plan prints, with the folder written as people would have it. */
    String plan(Element configuration, Properties commandLine) {
        repository.commit("All that is there");
        return said("plan", new PlanMojo(), configuration, commandLine);
    }

    /** What a goal prints, with the folder written as people would have it. */
    String said(String goal, AbstractMojo mojo, Element configuration, Properties commandLine) {
        fill(mojo, new PluginDescriptor().parameters(goal), configuration, commandLine);
        KeptLines log = new KeptLines();
        mojo.setLog(log);
        try {
            mojo.execute();
        } catch (MojoExecutionException | MojoFailureException e) {
            throw new AssertionError(shown(String.valueOf(e.getMessage())), e);
        }
        return shown(log.lines.stream().collect(Collectors.joining("\n")).strip());
    }

    /** What a goal says when it fails. */
    String failure(String goal, AbstractMojo mojo, String configuration) {
        fill(mojo, new PluginDescriptor().parameters(goal), Xml.parse(configuration), new Properties());
        try {
            mojo.execute();
        } catch (MojoExecutionException | MojoFailureException e) {
            return shown(String.valueOf(e.getMessage()));
        }
        throw new AssertionError("The goal " + goal + " has not failed");
    }

    /** A text with the paths and commits that pages show. */
    String shown(String text) {
        return text.replace(folder.toAbsolutePath().toString(), "/home/ada/fleet")
                .replace(File.separatorChar, '/')
                .replaceAll("sha-[0-9a-f]{7}", "sha-1a2b3c4");
    }

    private static final class KeptLines extends SystemStreamLog {

        private final List<String> lines = new ArrayList<>();

        @Override
        public void info(CharSequence content) {
            lines.add(content.toString());
        }
    }

    /** Answers for the two parameters that only Maven can fill. */
    private final class Facts implements ExpressionEvaluator {

        private final Properties commandLine;

        private Facts(Properties commandLine) {
            this.commandLine = commandLine;
        }

        @Override
        public Object evaluate(String expression) {
            return switch (expression) {
                case "${project}" -> project();
                case "${session}" -> session();
                default -> expression;
            };
        }

        private MavenProject project() {
            Model model = new Model();
            model.setGroupId("com.example");
            model.setArtifactId("fleet");
            model.setVersion(VERSION);
            Build build = new Build();
            build.setDirectory(folder.resolve("target").toString());
            model.setBuild(build);
            MavenProject project = new MavenProject(model);
            project.setFile(folder.resolve("pom.xml").toFile());
            return project;
        }

        @SuppressWarnings({"deprecation", "JavaUtilDate"}) // there is no other way to make a session by hand
        private MavenSession session() {
            MavenExecutionRequest request = new DefaultMavenExecutionRequest()
                    .setUserProperties(commandLine)
                    .setOffline(false)
                    .setStartTime(new Date());
            return new MavenSession(
                    null, new DefaultRepositorySystemSession(), request, new DefaultMavenExecutionResult());
        }

        @Override
        public File alignToBaseDirectory(File file) {
            return file;
        }
    }

    /** Makes files of one line until there are so many of so many bytes together. */
    SampleProject withFiles(String directory, int count, int bytesEach) {
        IntStream.range(0, count).forEach(number -> with(directory + "/file" + number + ".js", "x".repeat(bytesEach)));
        return this;
    }
}

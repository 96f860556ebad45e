package dev.slipway.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.jgit.api.errors.GitAPIException;

/**
 * Shows the plugin at work: {@code mvn deploy} of the example fleet into a stand-in for Amazon ECR.
 *
 * <p>The profile {@code quickstart} runs it inside the JVM of Maven, after it has installed the plugin.
 */
public final class Quickstart {
    /** What makes an integration test of the example, and is not part of it. */
    private static final List<String> TEST_FILES = List.of("invoker.properties", "prebuild.groovy", "verify.groovy");

    private final Path example;
    private final Path project;
    private final Path mavenHome;

    private Quickstart(Path example, Path project, Path mavenHome) {
        this.example = example;
        this.project = project;
        this.mavenHome = mavenHome;
    }

    /**
     * Runs the example.
     *
     * @param arguments the folder of the example, the folder to copy it to, the home of Maven, the local repository and
     *     the version of the plugin
     */
    public static void main(String[] arguments) throws IOException, InterruptedException, GitAPIException {
        Quickstart quickstart = new Quickstart(
                Path.of(arguments[0]),
                Path.of(arguments[1]),
                Path.of(arguments[2]).toRealPath());
        quickstart.copyExample(arguments[4]);
        quickstart.deploy(arguments[3]);
    }

    private void copyExample(String pluginVersion) throws IOException, GitAPIException {
        delete(project);
        try (Stream<Path> files = Files.walk(example)) {
            for (Path file : files.filter(file -> !isTestFile(file)).toList()) {
                Files.copy(file, project.resolve(example.relativize(file).toString()));
            }
        }
        Path pom = project.resolve("pom.xml");
        Files.writeString(pom, Files.readString(pom).replace("@project.version@", pluginVersion));
        // a root of its own: without it Maven would take the .mvn folder of the plugin's build
        Files.createDirectories(project.resolve(".mvn"));
        CommittedFolder.of(project.toFile());
    }

    private void deploy(String localRepository) throws IOException, InterruptedException {
        try (FakeEcr ecr = FakeEcr.start()) {
            LocalEngine.say("A stand-in for Amazon ECR listens at " + ecr.registryHost() + ".");
            LocalEngine.say("The example fleet lies in " + project + "; there: mvn deploy");
            ProcessBuilder maven = new ProcessBuilder(
                            mavenHome.resolve("bin").resolve(program()).toString(),
                            "-ntp",
                            "-Dmaven.repo.local=" + localRepository,
                            "deploy")
                    .directory(project.toFile())
                    .inheritIO();
            maven.environment().putAll(ecr.environment());
            int exit = maven.start().waitFor();
            if (exit != 0) {
                throw new MissingPrerequisite("mvn deploy of the example fleet in " + project + " failed (exit code "
                        + exit + "). Its output above says why.");
            }
        }
    }

    private static boolean isTestFile(Path file) {
        return TEST_FILES.contains(file.getFileName().toString());
    }

    private static String program() {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        return windows ? "mvn.cmd" : "mvn";
    }

    private static void delete(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                // git's objects are read-only, which Windows takes for undeletable
                file.toFile().setWritable(true);
                Files.delete(file);
            }
        }
        Files.createDirectories(folder.toAbsolutePath().getParent());
    }
}

package dev.slipway.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Starts Maven anew for each goal, in a project of the same images, with the plugin that was just packaged. */
final class FreshMaven {

    private static final String COMMAND = "bench.maven";
    private static final String PLUGIN = "bench.plugin";
    private static final String REPOSITORY = "bench.repository";
    private static final String ORIGIN = "bench.origin";

    private final Bench bench;

    private FreshMaven(Bench bench) {
        this.bench = bench;
    }

    /**
     * Writes the project; empty where nobody said where Maven is.
     *
     * @param release what has been built there
     */
    static Optional<FreshMaven> find(Bench bench, ReleaseImages release) throws IOException {
        if (System.getProperty(COMMAND) == null) {
            return Optional.empty();
        }
        FreshMaven maven = new FreshMaven(bench);
        Files.writeString(bench.folder().resolve("settings.xml"), settings());
        Files.writeString(bench.folder().resolve("pom.xml"), pom(release));
        maven.run("slipway:plan", "-q", "-Dbench.registry=127.0.0.1:1");
        return Optional.of(maven);
    }

    /** What any Maven takes that knows of no plugin. */
    Measured validate() {
        return bench.timed(() -> run("validate", "-o", "-Dbench.registry=127.0.0.1:1"));
    }

    /** What any Maven takes to read the project, find the plugin and load it. */
    Measured nothing() {
        return bench.timed(() -> run("slipway:push", "-o", "-Dslipway.skip=true", "-Dbench.registry=127.0.0.1:1"));
    }

    void push(String host) {
        run("slipway:push", "-o", "-Dbench.registry=" + host);
    }

    private void run(String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty(COMMAND), "bin", "mvn").toString(),
                "-B",
                "-s",
                "settings.xml",
                "-Dmaven.repo.local=" + System.getProperty(REPOSITORY)));
        command.addAll(List.of(words));
        ProcessBuilder maven = new ProcessBuilder(command);
        maven.directory(bench.folder().toFile()).redirectErrorStream(true);
        maven.environment().putAll(bench.environment());
        try {
            Process process = maven.start();
            String output = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the repository of the benchmark lacks comes from the one of the build. */
    private static String settings() {
        String repository = "<id>origin</id><url>" + Path.of(System.getProperty(ORIGIN)).toUri()
                + "</url><snapshots><enabled>true</enabled></snapshots>";
        return """
                <settings>
                  <profiles>
                    <profile>
                      <id>bench</id>
                      <repositories><repository>%1$s</repository></repositories>
                      <pluginRepositories><pluginRepository>%1$s</pluginRepository></pluginRepositories>
                    </profile>
                  </profiles>
                  <activeProfiles><activeProfile>bench</activeProfile></activeProfiles>
                </settings>
                """.formatted(repository);
    }

    private static String pom(ReleaseImages release) {
        String[] plugin = System.getProperty(PLUGIN).split(":");
        String images = release.aliases().stream()
                .map(alias -> "<image><name>%s</name><dockerFile>%s</dockerFile></image>"
                        .formatted(release.repository(alias), release.dockerfileName(alias)))
                .collect(Collectors.joining("\n"));
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>dev.slipway.bench</groupId>
                  <artifactId>release</artifactId>
                  <version>1.0.0</version>
                  <packaging>pom</packaging>
                  <build>
                    <plugins>
                      <plugin>
                        <groupId>%s</groupId>
                        <artifactId>%s</artifactId>
                        <version>%s</version>
                        <configuration>
                          <registries><registry>${bench.registry}</registry></registries>
                          <tags><tag>semver</tag><tag>semver-minor</tag><tag>latest</tag></tags>
                          <images>%s</images>
                        </configuration>
                      </plugin>
                    </plugins>
                  </build>
                </project>
                """.formatted(plugin[0], plugin[1], plugin[2], images);
    }
}

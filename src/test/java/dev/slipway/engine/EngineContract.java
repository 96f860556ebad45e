package dev.slipway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.command.InspectImageResponse;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageReference;
import dev.slipway.plan.RunSettings;
import dev.slipway.testing.EngineBench;
import dev.slipway.testing.EngineImages;
import dev.slipway.testing.EngineProcesses;
import dev.slipway.testing.RegistryProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a user may expect of every engine that builds inside of a Docker engine. */
@Tag("engine")
public abstract class EngineContract {

    private static final String CORRECT = "\n  Correct the Dockerfile or the files that it uses, then build again.";

    @TempDir
    private Path temporary;

    private Path folder;
    private EngineBench bench;

    /** The engine under test, with the daemon of this machine; closed by the contract. */
    protected abstract Engine open();

    /** The bench with the engine under test. */
    protected final EngineBench bench() {
        return bench;
    }

    /** The build context. */
    protected final Path folder() {
        return folder;
    }

    @BeforeEach
    void prepare() throws IOException {
        folder = Files.createDirectory(temporary.resolve("context"));
        bench = new EngineBench(folder, open());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private AbstractThrowableAssert<?, ?> failure() {
        return assertThatThrownBy(bench::build).isInstanceOf(BuildFailedException.class);
    }

    private InspectImageResponse inspected(ImageContent image) {
        return bench.docker().inspectImageCmd(image.id().value()).exec();
    }

    @Test
    void argumentsReachTheCommandsWithEveryCharacter() {
        String value = "a b&c=d+e%20\"f\" 'g' ü 🚢 $HOME \\";
        bench.dockerfile("FROM slipway-it/busybox:1\nARG VALUE\nRUN printf '%s' \"$VALUE\" > /value\n")
                .arg("VALUE", value);
        assertThat(bench.run(bench.build(), "cat", "/value")).isEqualTo(value);
    }

    @Test
    void fileOfTheSameSizeArrivesAnewWhereAllFilesHaveTheTimeOfTheImage() {
        bench.dockerfile("FROM slipway-it/busybox:1\nCOPY f /f\n").arg("SOURCE_DATE_EPOCH", "1767225600");
        for (String content : List.of("one", "two", "six", "ten")) {
            bench.file("f", content);
            assertThat(bench.run(bench.build(), "cat", "/f")).isEqualTo(content);
            assertThat(bench.run(bench.build(), "stat", "-c", "%Y", "/f").strip())
                    .isEqualTo("1767225600");
        }
    }

    @Test
    void layerOfAFileInTheRootFolderIsTheSameFromTwoCheckouts() throws IOException {
        bench.arg("SOURCE_DATE_EPOCH", "1767225600").noCache(true);
        List<List<String>> layers = new ArrayList<>();
        for (String modified : List.of("2024-02-29T10:00:00.25Z", "2026-10-10T10:00:00Z")) {
            bench.dockerfile("FROM slipway-it/busybox:1\nCOPY f /f\n").file("f", "hello");
            Files.setLastModifiedTime(folder.resolve("f"), FileTime.from(Instant.parse(modified)));
            layers.add(
                    Objects.requireNonNull(inspected(bench.build()).getRootFS()).getLayers());
        }
        assertThat(layers.get(1)).isEqualTo(layers.get(0)).isNotEmpty();
    }

    @Test
    void dateReachesCommandsThatDeclareItAndIsNoCauseOfAWarningElsewhere() {
        bench.arg("SOURCE_DATE_EPOCH", "1767225600").dockerfile("FROM slipway-it/busybox:1\nRUN true\n");
        bench.build();
        assertThat(String.join("\n", bench.log().output())).doesNotContainIgnoringCase("not consumed");
        bench.dockerfile("FROM slipway-it/busybox:1\nARG SOURCE_DATE_EPOCH\nRUN echo $SOURCE_DATE_EPOCH > /date\n");
        assertThat(bench.run(bench.build(), "cat", "/date").strip()).isEqualTo("1767225600");
    }

    @Test
    void labelsAreOnTheImageWithEveryCharacter() {
        String value = "a b&c=d+e%20\"f\" 'g' ü 🚢 $HOME \\ \n second line";
        bench.dockerfile("FROM slipway-it/busybox:1\nLABEL own=dockerfile\n").label("com.example.key", value);
        InspectImageResponse image = inspected(bench.build());
        assertThat(Objects.requireNonNull(image.getConfig()).getLabels())
                .containsEntry("own", "dockerfile")
                .containsEntry("com.example.key", value);
    }

    @Test
    void targetIsTheStageThatIsBuilt() {
        bench.dockerfile("""
                FROM slipway-it/busybox:1 AS one
                RUN echo one > /stage
                FROM slipway-it/busybox:1 AS two
                RUN exit 1
                """).target("one");
        assertThat(bench.run(bench.build(), "cat", "/stage")).isEqualTo("one\n");
    }

    @Test
    void networkOfCommandsIsTheOneAskedFor() {
        bench.dockerfile("FROM slipway-it/busybox:1\nRUN ls /sys/class/net > /net\n")
                .noCache(true)
                .options(options -> options.withRun(RunSettings.onNetwork("none")));
        assertThat(bench.run(bench.build(), "cat", "/net")).contains("lo").doesNotContain("eth0");
    }

    @Test
    void unchangedImageComesFromTheCacheUnlessToldOtherwise() {
        bench.dockerfile("FROM slipway-it/busybox:1\nRUN cat /proc/sys/kernel/random/uuid > /uuid\n");
        String first = bench.run(bench.noCache(true).build(), "cat", "/uuid");
        String second = bench.run(bench.noCache(true).build(), "cat", "/uuid");
        assertThat(second).isNotEqualTo(first);
        assertThat(bench.run(bench.noCache(false).build(), "cat", "/uuid")).isEqualTo(second);
    }

    @Test
    void imageIsDescribedAsTheEngineKeepsIt() {
        bench.dockerfile("FROM slipway-it/busybox:1 AS x\nFROM slipway-it/busybox:1\nCOPY --from=x /bin/busybox /b\n");
        ImageContent image = bench.build();
        assertThat(image.id().value()).isEqualTo(inspected(image).getId());
        assertThat(image.size()).isEqualTo(inspected(image).getSize());
        assertThat(image.platforms()).extracting(Object::toString).containsExactly("linux/amd64");
        assertThat(image.bases()).containsExactly("slipway-it/busybox:1");
    }

    @Test
    void imageHasNoNameUntilItIsTagged() {
        bench.dockerfile("FROM slipway-it/busybox:1\nRUN true\n");
        ImageContent image = bench.build();
        assertThat(inspected(image).getRepoTags()).isNullOrEmpty();
        ImageReference reference = ImageReference.parse("slipway-contract/named:1");
        bench.engine().images().tag(image.id(), reference);
        assertThat(bench.engine().images().find("slipway-contract/named:1")).contains(image.id());
        bench.engine().images().untag(reference);
        assertThat(bench.engine().images().find("slipway-contract/named:1")).isEmpty();
    }

    @Test
    void imageBuiltBeforeIsABaseByItsReference() {
        ImageReference base = ImageReference.parse("slipway-contract/base:1.0-SNAPSHOT");
        bench.dockerfile("FROM slipway-it/busybox:1\nRUN echo base > /base\n");
        bench.engine().images().tag(bench.build().id(), base);
        bench.dockerfile("FROM slipway-contract/base:1.0-SNAPSHOT\nRUN cp /base /app\n");
        assertThat(bench.run(bench.build(), "cat", "/app")).isEqualTo("base\n");
        bench.engine().images().untag(base);
    }

    @Test
    void filesArriveAsTheyAreAndIgnoredOnesDoNot() throws IOException {
        bench.file("app/run.sh", "#!/bin/sh\n")
                .file("app/ü 🚢 name.txt", "odd")
                .file("app/secret.key", "no")
                .file("app/keep.key", "yes")
                .file(".dockerignore", "# keys\n**/*.key\n!app/keep.key\n")
                .dockerfile("FROM slipway-it/busybox:1\nCOPY app /app\n");
        Files.setPosixFilePermissions(folder.resolve("app/run.sh"), PosixFilePermissions.fromString("rwxr-x--x"));
        Files.createSymbolicLink(folder.resolve("app/link"), Path.of("run.sh"));
        Files.createDirectory(folder.resolve("app/empty"));
        ImageContent image = bench.build();
        String reference = image.id().value();
        try (EngineImages images = new EngineImages()) {
            assertThat(images.tree(reference, "/app"))
                    .containsEntry("run.sh", "751 #!/bin/sh\n")
                    .containsEntry("ü 🚢 name.txt", "644 odd")
                    .containsEntry("keep.key", "644 yes")
                    .containsEntry("link", "-> run.sh")
                    .containsKey("empty/")
                    .hasSize(5);
        }
    }

    @Test
    void dockerfileMayLieOutsideOfTheContextWithItsOwnIgnoreFile() throws IOException {
        Path docker = Files.createDirectory(temporary.resolve("docker files"));
        Files.writeString(docker.resolve("Dockerfile.agent.dockerignore"), "b\n");
        bench.file("a", "1").file("b", "2").file(".dockerignore", "a\n");
        bench.dockerfile(docker.resolve("Dockerfile.agent"), "FROM slipway-it/busybox:1\nCOPY . /x\n");
        assertThat(bench.run(bench.build(), "ls", "/x")).isEqualTo("a\n");
    }

    @Test
    void changedFileIsSeenByTheNextBuild() {
        bench.dockerfile("FROM slipway-it/busybox:1\nCOPY a /a\n").file("a", "old");
        assertThat(bench.run(bench.build(), "cat", "/a")).isEqualTo("old");
        bench.file("a", "new");
        assertThat(bench.run(bench.build(), "cat", "/a")).isEqualTo("new");
    }

    @Test
    void commandThatFailsIsShownWithItsLineItsLastOutputAndItsExitCode() {
        bench.dockerfile(folder.resolve("Dockerfile.agent"), """
                FROM slipway-it/busybox:1

                # the tool
                ENV A=b

                RUN echo earlier step





                RUN echo first; echo second; exit 3
                """);
        failure().hasMessage("""
                Cannot build agent: Dockerfile.agent:12: the command ended with exit code 3.
                  12 | RUN echo first; echo second; exit 3
                  Its last output:
                  > first
                  > second""" + CORRECT);
    }

    @Test
    void onlyTheLastTwentyLinesAreRepeated() {
        bench.dockerfile("FROM slipway-it/busybox:1\nRUN seq 1 50; exit 9\n");
        failure()
                .hasMessageContaining("\n  Its last output:\n  > 31\n  > 32\n")
                .hasMessageContaining("\n  > 50\n  Correct");
    }

    @Test
    void unknownInstructionIsSaidWithItsPlace() {
        bench.dockerfile("FROM slipway-it/busybox:1\n\nRUM echo\n");
        failure()
                .hasMessageStartingWith("Cannot build agent: Dockerfile:3: unknown instruction: RUM")
                .hasMessageEndingWith(".\n  3 | RUM echo" + CORRECT);
    }

    @Test
    void missingFileIsSaidWithItsPlace() {
        bench.dockerfile("FROM slipway-it/busybox:1\nCOPY here /\nCOPY nowhere.txt /x\n")
                .file("here", "1");
        failure()
                .hasMessageStartingWith("Cannot build agent: Dockerfile:3: ")
                .hasMessageContaining("nowhere.txt")
                .hasMessageEndingWith(".\n  3 | COPY nowhere.txt /x" + CORRECT);
    }

    @Test
    @Timeout(60)
    void baseThatCannotBePulledIsNamedWithItsPlace() {
        bench.dockerfile("# base\nFROM 127.0.0.1:1/team/base:1 AS build\nRUN true\n");
        failure()
                .hasMessageStartingWith("Cannot build agent: Dockerfile:2: the base image '127.0.0.1:1/team/base:1'"
                        + " cannot be pulled: ")
                .hasMessageContaining("connection refused");
    }

    @Test
    void privateBaseIsPulledWithTheKeychainsLogin() {
        try (RegistryProcess registry =
                        RegistryProcess.options().login("bob", "sesame").start();
                EngineImages images = new EngineImages()) {
            String base = registry.host() + "/team/base:1";
            images.push(EngineBench.BASE, base, "bob", "sesame");
            bench.dockerfile("FROM " + base + "\nRUN echo pulled > /pulled\n");
            failure().hasMessageContaining("the base image '" + base + "' cannot be pulled: ");
            bench.login(registry.host(), "bob", "sesame");
            assertThat(bench.run(bench.build(), "cat", "/pulled")).isEqualTo("pulled\n");
            images.remove(registry.host() + "/team/base");
        }
    }

    @Test
    @Timeout(60)
    void buildThatTakesTooLongEndsAtTheEngineToo() throws Exception {
        bench.dockerfile("FROM slipway-it/busybox:1\nRUN echo begun && sleep 301\n")
                .noCache(true)
                .timeout(Duration.ofSeconds(3));
        assertThatThrownBy(bench::build)
                .isInstanceOf(BuildTimeoutException.class)
                .hasMessageContaining("stopped after PT3S");
        assertThat(EngineProcesses.endSoon("sleep 301")).isTrue();
    }

    @Test
    void fourBuildsAtOnceDoNotMixUp() throws Exception {
        bench.dockerfile("FROM slipway-it/busybox:1\nARG N\nRUN echo $N > /n; sleep 1\n")
                .noCache(true);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<ImageContent>> builds = IntStream.range(0, 4)
                .<Callable<ImageContent>>mapToObj(n ->
                        () -> bench.buildWhole(Map.of("N", String.valueOf(n))).content())
                .toList();
        List<Future<ImageContent>> images = threads.invokeAll(builds);
        for (int n = 0; n < 4; n++) {
            assertThat(bench.run(images.get(n).get(), "cat", "/n")).isEqualTo(n + "\n");
        }
        threads.shutdown();
    }
}

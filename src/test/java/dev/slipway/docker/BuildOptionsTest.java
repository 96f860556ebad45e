package dev.slipway.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.command.InspectImageResponse;
import dev.slipway.engine.BuildFailedException;
import dev.slipway.failure.SlipwayException;
import dev.slipway.image.ImageContent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recipe asks for is in the image that a real engine makes. */
@Tag("docker")
class BuildOptionsTest {

    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void open() {
        bench = new Workbench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Map<String, String> labels(ImageContent image) {
        InspectImageResponse inspected =
                bench.engine().inspectImageCmd(image.id().value()).exec();
        return Objects.requireNonNull(
                Objects.requireNonNull(inspected.getConfig()).getLabels());
    }

    @Test
    void argumentsReachTheCommandsWithEveryCharacter() {
        String value = "a b&c=d+e%20\"f\" 'g' ü 🚢 $HOME \\";
        bench.dockerfile("FROM slipway-it/busybox:1\nARG VALUE\nRUN printf '%s' \"$VALUE\" > /value\n")
                .arg("VALUE", value);
        assertThat(bench.run(bench.build(), "cat", "/value")).isEqualTo(value);
    }

    @Test
    void labelsAreOnTheImageWithEveryCharacter() {
        String value = "a b&c=d+e%20\"f\" 'g' ü 🚢 $HOME \\ \n second line";
        bench.dockerfile("FROM slipway-it/busybox:1\nLABEL own=dockerfile\n").label("com.example.key", value);
        assertThat(labels(bench.build())).containsEntry("own", "dockerfile").containsEntry("com.example.key", value);
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
    void unknownTargetIsASentence() {
        bench.dockerfile("FROM slipway-it/busybox:1 AS one\n").target("tow");
        assertThatThrownBy(bench::build).isInstanceOf(SlipwayException.class).hasMessageContaining("tow");
    }

    @Test
    void networkOfCommandsIsTheOneAskedFor() {
        bench.dockerfile("FROM slipway-it/busybox:1\nRUN ls /sys/class/net > /net\n")
                .noCache()
                .network("none");
        assertThat(bench.run(bench.build(), "cat", "/net")).contains("lo").doesNotContain("eth0");
    }

    @Test
    void unchangedImageComesFromTheCacheUnlessToldOtherwise() {
        bench.dockerfile("FROM slipway-it/busybox:1\nRUN cat /proc/sys/kernel/random/uuid > /uuid\n");
        ImageContent first = bench.noCache().build();
        assertThat(bench.noCache().build().id()).isNotEqualTo(first.id());
        ImageContent cached = bench.withCache().build();
        assertThat(bench.withCache().build()).isEqualTo(cached);
    }

    @Test
    void imageIsDescribedAsTheEngineKeepsIt() {
        bench.dockerfile("FROM slipway-it/busybox:1 AS x\nFROM slipway-it/busybox:1\nCOPY --from=x /bin/busybox /b\n");
        ImageContent image = bench.build();
        InspectImageResponse inspected =
                bench.engine().inspectImageCmd(image.id().value()).exec();
        assertThat(image.id().value()).isEqualTo(inspected.getId());
        assertThat(image.size()).isEqualTo(inspected.getSize());
        assertThat(image.platforms()).extracting(Object::toString).containsExactly("linux/amd64");
        assertThat(image.bases()).containsExactly("slipway-it/busybox:1");
    }

    @Test
    void fourBuildsAtOnceOverOneConnectionDoNotMixUp() throws Exception {
        bench.dockerfile("FROM slipway-it/busybox:1\nARG N\nRUN echo $N > /n; sleep 1\n")
                .noCache();
        DockerEngine engine = new DockerEngine(bench.connection());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<ImageContent>> builds = IntStream.range(0, 4)
                .<Callable<ImageContent>>mapToObj(n ->
                        () -> engine.build(bench.request(Map.of("N", String.valueOf(n))), bench.context(), bench.log())
                                .content())
                .toList();
        List<Future<ImageContent>> images = threads.invokeAll(builds);
        for (int n = 0; n < 4; n++) {
            assertThat(bench.run(images.get(n).get(), "cat", "/n")).isEqualTo(n + "\n");
        }
        threads.shutdown();
    }

    @Test
    void failedBuildLeavesNoContainerBehind() {
        bench.dockerfile("FROM slipway-it/busybox:1\nRUN echo kept\nRUN echo leftover-marker; exit 1\n");
        assertThatThrownBy(bench::build).isInstanceOf(BuildFailedException.class);
        assertThat(bench.containers("leftover-marker")).isEmpty();
        assertThat(bench.made()).isEmpty();
    }
}

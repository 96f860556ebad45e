package dev.slipway.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Container;
import dev.slipway.image.ImageContent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees of a build on a real engine while it runs. */
@Tag("docker")
class BuildOutputTest {

    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void open() {
        bench = new Workbench(folder).noCache();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void linesComeWhileTheCommandThatPrintsThemStillRuns() throws Exception {
        bench.dockerfile("""
                FROM slipway-it/busybox:1
                RUN echo early-bird; while [ ! -e /go ]; do sleep 0.1; done; echo late-bird
                """);
        CompletableFuture<ImageContent> build = CompletableFuture.supplyAsync(bench::build);
        assertThat(bench.log().awaitOutput("early-bird", Duration.ofSeconds(60)))
                .isTrue();
        assertThat(build).isNotDone();
        assertThat(bench.log().output()).doesNotContain("late-bird");
        letGo();
        build.get(60, TimeUnit.SECONDS);
        assertThat(bench.log().output()).containsSubsequence("early-bird", "late-bird");
    }

    private void letGo() throws InterruptedException {
        Container container = bench.containers("early-bird").get(0);
        String exec = bench.engine()
                .execCreateCmd(container.getId())
                .withCmd("touch", "/go")
                .exec()
                .getId();
        bench.engine()
                .execStartCmd(exec)
                .exec(new com.github.dockerjava.api.async.ResultCallback.Adapter<>())
                .awaitCompletion();
    }

    @Test
    void everyLineComesOnceAndInOrder() {
        bench.dockerfile("FROM slipway-it/busybox:1\nRUN seq 1 5000 | sed 's|^|line |'\n")
                .build();
        List<String> expected = IntStream.rangeClosed(1, 5000)
                .mapToObj(number -> "line " + number)
                .toList();
        assertThat(bench.log().output().stream()
                        .filter(line -> line.startsWith("line "))
                        .toList())
                .isEqualTo(expected);
    }

    @Test
    void stepsAreAnnouncedEachOnALineOfItsOwn() {
        bench.dockerfile("FROM slipway-it/busybox:1\nRUN printf 'no line end'\nENV A=b\n")
                .build();
        assertThat(bench.log().output())
                .containsSubsequence("Step 2/4 : RUN printf 'no line end'", "no line end", "Step 3/4 : ENV A=b");
    }

    @Test
    void progressThatOverwritesItselfIsShownAsATerminalLeavesIt() {
        bench.dockerfile("""
                FROM slipway-it/busybox:1
                RUN printf '10%%\\r50%%\\r100%%\\ndone\\r\\n'; printf 'warned\\n' >&2
                """).build();
        assertThat(bench.log().output()).contains("100%", "done", "warned").noneMatch(line -> line.contains("50%\r"));
    }

    @Test
    void longLinesArriveWhole() {
        bench.dockerfile("FROM slipway-it/busybox:1\nRUN for i in $(seq 1 9000); do printf 'one-word '; done\n")
                .build();
        assertThat(bench.log().output()).contains("one-word ".repeat(9000));
    }

    @Test
    void foreignLettersArriveAsTheyAre() {
        bench.dockerfile("FROM slipway-it/busybox:1\nRUN echo 'Grüße-世界-🚢'\n").build();
        assertThat(bench.log().output()).contains("Grüße-世界-🚢");
    }
}

package dev.slipway.buildkit;

import static dev.slipway.buildkit.Told.begun;
import static dev.slipway.buildkit.Told.ended;
import static dev.slipway.buildkit.Told.log;
import static dev.slipway.buildkit.Told.message;
import static dev.slipway.buildkit.Told.output;
import static dev.slipway.buildkit.Told.status;
import static dev.slipway.buildkit.Told.time;
import static dev.slipway.buildkit.Told.vertex;
import static dev.slipway.buildkit.Told.warning;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.slipway.buildkit.wire.control.StatusResponse;
import dev.slipway.image.TimedStep;
import dev.slipway.testing.RecordingSteps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BuildTraceTest {

    private static final String FROM = "[1/3] FROM docker.io/library/debian:12";
    private static final String RUN = "[2/3] RUN make";

    private final List<String> told = new ArrayList<>();
    private final List<String> printed = new ArrayList<>();
    private final BuildTrace trace = new BuildTrace(new RecordingSteps(told::add, printed::add));

    @Test
    void stepsAreToldAsTheyBeginAndEnd() {
        trace.accept(message(vertex("a", FROM), vertex("b", RUN)));
        trace.accept(message(ended("a", FROM, 0, 40).setCached(true)));
        trace.accept(message(begun("b", RUN, 50)));
        trace.accept(message(begun("b", RUN, 50)));
        trace.accept(message(ended("b", RUN, 50, 2350)));
        trace.accept(message(ended("b", RUN, 50, 2350)));
        trace.close();
        trace.accept(message(begun("c", "[3/3] RUN late", 3000)));

        assertThat(told).containsExactly("began " + FROM, "CACHED " + FROM, "began " + RUN, "DONE " + RUN, "closed");
        assertThat(trace.steps())
                .containsExactly(
                        new TimedStep(FROM, true, Duration.ZERO, Duration.ofMillis(40)),
                        new TimedStep(RUN, false, Duration.ofMillis(50), Duration.ofMillis(2300)));
        assertThat(trace.failure()).isEmpty();
    }

    @Test
    void timeOfAStepThatEndsTwiceIsThatOfBothGoes() {
        trace.accept(message(ended("b", RUN, 100, 200), begun("b", RUN, 500)));
        trace.accept(message(ended("b", RUN, 500, 2500)));

        assertThat(told).containsExactly("began " + RUN, "DONE " + RUN, "began " + RUN, "DONE " + RUN);
        assertThat(trace.steps()).containsExactly(new TimedStep(RUN, false, Duration.ZERO, Duration.ofMillis(2100)));
    }

    @Test
    void stepThatFailsLaterThanItEndedHasFailed() {
        trace.accept(message(ended("b", RUN, 100, 200)));
        trace.accept(message(ended("b", RUN, 100, 200).setError("no space")));

        assertThat(told).endsWith("DONE " + RUN, "FAILED " + RUN + ": no space");
        assertThat(trace.failure()).map(FailedStep::error).contains("no space");
    }

    @Test
    void lastOutputComesBeforeTheEndThatComesWithIt() {
        trace.accept(message(begun("b", RUN, 0)));
        trace.accept(message(ended("b", RUN, 0, 10).setError("exit code: 2")).toBuilder()
                .addLogs(log("b", 2, 9, ByteString.copyFromUtf8("make: *** [all] Error 2")))
                .build());

        assertThat(printed).containsExactly("make: *** [all] Error 2");
        assertThat(told).containsExactly("began " + RUN, "FAILED " + RUN + ": exit code: 2");
        FailedStep failed = trace.failure().orElseThrow();
        assertThat(failed).isEqualTo(new FailedStep("b", RUN, "exit code: 2", List.of("make: *** [all] Error 2")));
    }

    @Test
    void stepsThatWereStoppedBecauseAnotherFailedHaveNotFailed() {
        trace.accept(message(begun("a", FROM, 0), begun("b", RUN, 0), begun("c", "[3/3] RUN sleep", 0)));
        trace.accept(message(
                ended("a", FROM, 0, 90).setError("failed to solve: context canceled"),
                ended("b", RUN, 0, 90).setError("exit code: 2")));
        trace.close();

        assertThat(told)
                .contains("CANCELED " + FROM, "FAILED " + RUN + ": exit code: 2", "CANCELED [3/3] RUN sleep")
                .endsWith("closed");
        assertThat(trace.failure()).map(FailedStep::name).contains(RUN);
    }

    @Test
    void onlyTheLastLinesAreKept() {
        trace.accept(message(begun("b", RUN, 0)));
        IntStream.range(0, 100_000).forEach(line -> trace.accept(output("b", 1, line, "line " + line + "\n\n")));

        assertThat(printed).hasSize(200_000);
        assertThat(trace.lastLines("b")).hasSize(20).startsWith("line 99980").endsWith("line 99999");
        assertThat(trace.lastLines("unknown")).isEmpty();
    }

    @Test
    void linesOfBothStreamsStayWhole() {
        trace.accept(message(begun("b", RUN, 0)));
        trace.accept(output("b", 1, 1, "compiling "));
        trace.accept(output("b", 2, 2, "warning: "));
        trace.accept(output("b", 1, 3, "main.c\nlinking"));
        trace.accept(output("b", 2, 4, "unused\n"));
        trace.accept(message(ended("b", RUN, 0, 10)));

        assertThat(printed).containsExactly("compiling main.c", "warning: unused", "linking");
    }

    @Test
    void transfersComeWithTheirBytes() {
        trace.accept(StatusResponse.newBuilder()
                .addVertexes(begun("a", "[internal] load build context", 0))
                .addStatuses(status("a", "transferring context:", 5, 0))
                .addStatuses(status("a", "transferring context:", 9, 0).setCompleted(time(400)))
                .build());

        assertThat(told)
                .containsExactly(
                        "began [internal] load build context",
                        "transferred transferring context: 5",
                        "transferred transferring context: 9 done");
    }

    @Test
    void adviceIsToldOnceWithItsPlace() {
        trace.accept(warning(0, "not meant for people", 1));
        trace.accept(warning(1, "JSONArgsRecommended: JSON arguments recommended for CMD (line 12)", 12));
        trace.accept(warning(1, "JSONArgsRecommended: JSON arguments recommended for CMD (line 12)", 12));

        assertThat(told)
                .containsExactly("warning Dockerfile.agent:12: JSONArgsRecommended: JSON arguments recommended for CMD"
                        + " (https://docs.docker.com/go/rule/)");
        assertThat(trace.warnings()).hasSize(1);
    }

    @Test
    void outputOfAStepThatWasNeverAnnouncedIsToldAllTheSame() {
        trace.accept(output("x", 1, 5, ByteString.copyFromUtf8("hello\n")));
        trace.close();

        assertThat(printed).containsExactly("hello");
    }
}

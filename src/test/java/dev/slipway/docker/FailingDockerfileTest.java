package dev.slipway.docker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.BuildFailedException;
import dev.slipway.failure.SlipwayException;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user reads when a real engine cannot build a Dockerfile. */
@Tag("docker")
class FailingDockerfileTest {

    private static final String CORRECT = "\n  Correct the Dockerfile or the files that it uses, then build again.";

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

    private AbstractThrowableAssert<?, ?> failure() {
        return assertThatThrownBy(bench::build).isInstanceOf(BuildFailedException.class);
    }

    @Test
    void commandIsShownWithItsLineItsLastOutputAndItsExitCode() {
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
    void wordsOnStandardErrorComeWithoutTheEnginesColours() {
        bench.dockerfile("FROM slipway-it/busybox:1\nRUN no-such-program --now\n");
        failure().hasMessage("""
                Cannot build agent: Dockerfile:2: the command ended with exit code 127.
                  2 | RUN no-such-program --now
                  Its last output:
                  > /bin/sh: no-such-program: not found""" + CORRECT);
    }

    @Test
    void outputWithoutALineEndIsShownTooAndNotGluedToTheEnginesWords() {
        bench.dockerfile("FROM slipway-it/busybox:1\nRUN printf 'half a line'; exit 1\n");
        failure().hasMessage("""
                Cannot build agent: Dockerfile:2: the command ended with exit code 1.
                  2 | RUN printf 'half a line'; exit 1
                  Its last output:
                  > half a line""" + CORRECT);
    }

    @Test
    void onlyTheLastTwentyLinesAreRepeated() {
        bench.dockerfile("FROM slipway-it/busybox:1\nRUN seq 1 50; exit 9\n");
        failure()
                .hasMessageContaining("\n  Its last output:\n  > 31\n  > 32\n")
                .hasMessageContaining("\n  > 50\n  Correct");
    }

    @Test
    void outputThatLooksLikeAStepDoesNotMoveThePlace() {
        bench.dockerfile("""
                FROM slipway-it/busybox:1
                RUN echo 'Step 1/9 : FROM other'; echo 'Successfully built 0123456789ab'; exit 3
                ENV A=b
                """);
        failure().hasMessageStartingWith("Cannot build agent: Dockerfile:2: the command ended with exit code 3.");
    }

    @Test
    void missingFileIsSaidWithItsPlace() {
        bench.dockerfile("FROM slipway-it/busybox:1\nCOPY here /\nCOPY nowhere.txt /x\n")
                .file("here", "1");
        failure()
                .hasMessageStartingWith("Cannot build agent: Dockerfile:3: COPY failed: ")
                .hasMessageContaining("nowhere.txt")
                .hasMessageEndingWith(".\n  3 | COPY nowhere.txt /x" + CORRECT);
    }

    @Test
    void unknownInstructionIsSaidWithItsPlace() {
        bench.dockerfile("FROM slipway-it/busybox:1\n\nRUM echo\n");
        failure().hasMessage("Cannot build agent: Dockerfile:3: unknown instruction: RUM.\n  3 | RUM echo" + CORRECT);
    }

    @Test
    void wrongFlagIsSaidWithItsPlace() {
        bench.dockerfile("FROM slipway-it/busybox:1\nCOPY --colour=red a b\n");
        failure().hasMessageStartingWith("Cannot build agent: Dockerfile:2: ").hasMessageContaining("colour");
    }

    @Test
    void placeIsRightAfterArgumentsBeforeTheFirstFrom() {
        bench.dockerfile("ARG A=1\nARG BASE=slipway-it/busybox:1\n\nFROM ${BASE}\nRUN exit 4\n");
        failure().hasMessageStartingWith("Cannot build agent: Dockerfile:5: the command ended with exit code 4.");
    }

    @Test
    void placeIsRightInAStageThatIsTheTarget() {
        bench.dockerfile("""
                FROM slipway-it/busybox:1 AS first
                RUN true

                FROM slipway-it/busybox:1 AS second
                RUN exit 5

                FROM slipway-it/busybox:1
                RUN exit 6
                """).target("second");
        failure().hasMessageStartingWith("Cannot build agent: Dockerfile:5: the command ended with exit code 5.");
    }

    @Test
    void placeIsTheFirstLineOfAContinuedInstruction() {
        bench.dockerfile("FROM slipway-it/busybox:1\nRUN true && \\\n    # why\n    exit 7\n");
        failure()
                .hasMessageStartingWith(
                        "Cannot build agent: Dockerfile:2: the command ended with exit code 7.\n  2 | RUN true && \\");
    }

    @Test
    void commandInATriggerOfTheBaseIsNotAPullFailure() {
        String base = bench.dockerfile("FROM slipway-it/busybox:1\nONBUILD RUN echo trigger; exit 8\n")
                .build()
                .id()
                .value();
        bench.dockerfile("# app\nFROM " + base + "\nRUN true\n");
        failure()
                .hasMessage("Cannot build agent: Dockerfile:2: the command ended with exit code 8.\n  2 | FROM " + base
                        + "\n  Its last output:\n  > trigger" + CORRECT);
    }

    @Test
    void copyInATriggerOfTheBaseIsNotAPullFailure() {
        String base = bench.dockerfile("FROM slipway-it/busybox:1\nONBUILD COPY nowhere.txt /\n")
                .build()
                .id()
                .value();
        bench.dockerfile("FROM " + base + "\n");
        failure().hasMessageStartingWith("Cannot build agent: Dockerfile:1: COPY failed: ");
    }

    @Test
    void unknownStageOfCopyIsSaidWithItsPlace() {
        bench.dockerfile("FROM slipway-it/busybox:1\nCOPY --from=7 /a /b\n");
        assertThatThrownBy(bench::build)
                .isInstanceOf(SlipwayException.class)
                .hasMessageStartingWith("Cannot build agent: Dockerfile:2: ")
                .hasMessageContaining("2 | COPY --from=7 /a /b");
    }

    @Test
    void platformThatTheEngineCannotMakeIsASentence() {
        bench.dockerfile("FROM slipway-it/busybox:1\nRUN true\n").platform("linux/s390x");
        assertThatThrownBy(bench::build)
                .isInstanceOf(SlipwayException.class)
                .hasMessageStartingWith("Cannot build agent")
                .hasMessageContaining("linux/s390x");
    }
}

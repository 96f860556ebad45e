package dev.slipway.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileTest {

    @Test
    void instructionsKeepTheLinesWhereTheyBeginAndEnd() {
        Dockerfile dockerfile =
                Dockerfile.parse("\n\nFROM debian:12\n\n\nRUN a \\\n  && b \\\n\n  && c\n\n# end\nCMD x");

        assertThat(dockerfile.instructions())
                .extracting(i -> i.firstLine() + "-" + i.lastLine() + " " + i.keyword() + " " + i.arguments())
                .containsExactly("3-3 FROM debian:12", "6-9 RUN a   && b   && c", "12-12 CMD x");
        assertThat(dockerfile.sourceLine(7)).isEqualTo("  && b \\");
        assertThat(dockerfile.sourceLine(0)).isEmpty();
        assertThat(dockerfile.sourceLine(13)).isEmpty();
        assertThat(dockerfile.place(7)).isEqualTo("Dockerfile:7");
    }

    @Test
    void continuedLinesAreJoinedAsDockerDoesIt() {
        assertThat(run("RUN echo hello\\\n  world\\\n  light\\\nning")).isEqualTo("echo hello  world  lightning");
        assertThat(run("RUN echo hello  \\  \nworld")).isEqualTo("echo hello  world");
        assertThat(run("RUN echo hi \\\n \\\n world \\\n\\\n good\\\n\\\nnight"))
                .isEqualTo("echo hi   world  goodnight");
        assertThat(run("RUN trailing\\\\backslash\\\\\nRUN other")).isEqualTo("trailing\\\\backslash\\\\");
        assertThat(run("RUN something \\")).isEqualTo("something");
        assertThat(run("\\\nRUN late")).isEqualTo("late");
    }

    @Test
    void commentsAndBlankLinesInsideOfAContinuationAreLeftOut() {
        assertThat(run("RUN echo hello \\\n# a comment\n\n   # an indented comment \\\n\n  more"))
                .isEqualTo("echo hello   more");
        assertThat(run("RUN echo hello # no comment")).isEqualTo("echo hello # no comment");
    }

    @Test
    void commentEndsNoLineOfItsOwnWithABackslash() {
        assertThat(run("# RUN commented \\\nRUN real")).isEqualTo("real");
    }

    @Test
    void windowsLineEndsAndAByteOrderMarkMakeNoDifference() {
        Dockerfile dockerfile = Dockerfile.parse("\uFEFF# escape=`\r\nFROM a`\r\n AS b\r\nRUN x\r\n");

        assertThat(dockerfile.directives().escape()).isEqualTo('`');
        assertThat(dockerfile.stageNames()).containsExactly("b");
        assertThat(dockerfile.sourceLine(4)).isEqualTo("RUN x");
    }

    @Test
    void keywordsAreReadInAnyCaseAndUnknownOnesAreLeftToTheEngine() {
        assertThat(Dockerfile.parse("from a\nRuN b\nFROBNICATE c").instructions())
                .extracting(Instruction::keyword)
                .containsExactly("FROM", "RUN", "FROBNICATE");
    }

    @Test
    void flagsAreTakenOffTheArguments() {
        Instruction copy = second("COPY --from=build --chown=\"a b\" --link  /x \\\n --y /z");

        assertThat(copy.flags())
                .containsExactly(new Flag("from", "build"), new Flag("chown", "a b"), new Flag("link", null));
        assertThat(copy.arguments()).isEqualTo("/x  --y /z");
        assertThat(second("CMD --doit=true -- --flag").arguments()).isEqualTo("--flag");
        assertThat(second("RUN --mount=type=cache,target=/a --mount=type=ssh make")
                        .flagValues("mount"))
                .containsExactly("type=cache,target=/a", "type=ssh");
        assertThat(copy.flag("link")).isEmpty();
        assertThat(copy.flag("from")).contains("build");
    }

    @Test
    void onbuildHoldsAnInstruction() {
        Instruction trigger =
                Objects.requireNonNull(second("ONBUILD copy --from=x a \\\n b").trigger());

        assertThat(trigger.keyword()).isEqualTo("COPY");
        assertThat(trigger.flag("from")).contains("x");
        assertThat(trigger.arguments()).isEqualTo("a  b");
        assertThat(trigger.lastLine()).isEqualTo(3);
    }

    @Test
    void stagesHoldWhatFollowsTheirFrom() {
        Dockerfile dockerfile =
                Dockerfile.parse("ARG V=1\nFROM a:$V as Build\nRUN x\nRUN y\nFROM --platform=linux/arm64 b\nCMD z");

        assertThat(dockerfile.stages()).hasSize(2);
        assertThat(dockerfile.stages().get(0).name()).isEqualTo("Build");
        assertThat(dockerfile.stages().get(0).base()).isEqualTo("a:$V");
        assertThat(dockerfile.stages().get(0).instructions()).hasSize(2);
        assertThat(dockerfile.stages().get(1).name()).isNull();
        assertThat(dockerfile.stages().get(1).from().firstLine()).isEqualTo(5);
        assertThat(dockerfile.globalArguments()).hasSize(1);
        assertThat(dockerfile.stageNames()).containsExactly("Build");
        assertThat(dockerfile.hasStage("bUILD")).isTrue();
        assertThat(dockerfile.hasStage("0")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n \n", "# only a comment", "RUN x", "ARG A=1", "// FROM a"})
    void withoutAnyFromThereIsNothingToBuild(String text) {
        assertThatThrownBy(() -> Dockerfile.parse("Dockerfile.agent", text))
                .isInstanceOf(DockerfileException.class)
                .hasMessage("Cannot read Dockerfile.agent: it has no FROM instruction."
                        + " Begin it with FROM and a base image.");
    }

    @Test
    void fromWithoutAnImageIsShownWithItsLine() {
        assertThatThrownBy(() -> Dockerfile.parse("Dockerfile.agent", "FROM a\n\nFROM  --platform=linux/amd64\n"))
                .hasMessage("Cannot read Dockerfile.agent:3: no image follows FROM"
                        + " in «FROM  --platform=linux/amd64». Name the base image, such as FROM debian:12.")
                .extracting(e -> ((DockerfileException) e).place())
                .isEqualTo("Dockerfile.agent:3");
    }

    @Test
    void stepCountsAsTheClassicBuilderPrints() {
        Dockerfile dockerfile = Dockerfile.parse("""
                # comment
                ARG A=1
                ARG BASE=slipway-base:1
                FROM ${BASE} AS One
                RUN : a \\
                  # inner

                  && : b
                ENV X=1
                FROM $BASE
                ARG TARGETARCH
                COPY --from=0 /bin/sh /x
                RUN exit 3
                FROM one as three
                ONBUILD RUN : nope
                """);

        // what Docker 20.10 printed for this file on a base with two ONBUILD triggers
        List<String> printed = List.of(
                "ARG A=1",
                "ARG BASE=slipway-base:1",
                "FROM ${BASE} AS One",
                "RUN : a   && : b",
                "ENV X=1",
                "FROM $BASE",
                "ARG TARGETARCH",
                "COPY --from=0 /bin/sh /x",
                "RUN exit 3",
                "FROM one as three",
                "ONBUILD RUN : nope");
        for (int n = 1; n <= printed.size(); n++) {
            Instruction step = dockerfile.step(n, Optional.empty()).orElseThrow();
            assertThat(printed.get(n - 1)).startsWith(step.keyword() + " ").endsWith(step.arguments());
        }
        assertThat(dockerfile.step(9, Optional.empty()).orElseThrow().firstLine())
                .isEqualTo(13);
    }

    @Test
    void stepsBeyondTheTargetAreLabelsOfTheEngine() {
        Dockerfile dockerfile = Dockerfile.parse("ARG A\nFROM a AS one\nRUN x\nFROM b AS two\nRUN y");

        assertThat(dockerfile.step(3, Optional.of("ONE")).orElseThrow().arguments())
                .isEqualTo("x");
        assertThat(dockerfile.step(4, Optional.of("ONE"))).isEmpty();
        assertThat(dockerfile.step(5, Optional.of("two")).orElseThrow().arguments())
                .isEqualTo("y");
        assertThat(dockerfile.step(6, Optional.empty())).isEmpty();
        assertThat(dockerfile.step(0, Optional.empty())).isEmpty();
        assertThat(dockerfile.step(1, Optional.of("three"))).isEmpty();
    }

    private static String run(String text) {
        return second(text).arguments();
    }

    private static Instruction second(String text) {
        return Dockerfile.parse("FROM a\n" + text).instructions().get(1);
    }
}

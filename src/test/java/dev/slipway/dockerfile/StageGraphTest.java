package dev.slipway.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StageGraphTest {

    private static final @Nullable String NO_TARGET = null;

    private static final String STAGES = """
            FROM maven:3 AS build
            FROM node:20 AS web
            FROM build AS tests
            FROM scratch AS empty
            FROM debian:12 AS app
            COPY --from=Build /a /a
            COPY --from=1 /b /b
            COPY --from=busybox:1 /c /c
            RUN --mount=type=bind,from=alpine:3,target=/x --mount=type=cache,target=/y true
            FROM ubuntu:24.04 AS unused
            """;

    @Test
    void targetNeedsTheImagesOfTheStagesThatItReaches() {
        assertThat(bases(STAGES, "app"))
                .containsExactly("1 maven:3", "2 node:20", "5 debian:12", "8 busybox:1", "9 alpine:3");
        assertThat(bases(STAGES, "TESTS")).containsExactly("1 maven:3");
        assertThat(bases(STAGES, "empty")).isEmpty();
        assertThat(bases(STAGES, NO_TARGET)).containsExactly("10 ubuntu:24.04");
        assertThat(Dockerfile.parse(STAGES).neededStages(settings("app")))
                .extracting(Stage::index)
                .containsExactly(0, 1, 4);
    }

    @Test
    void classicBuilderNeedsEveryStageUpToTheTarget() {
        Dockerfile dockerfile = Dockerfile.parse(STAGES);

        assertThat(dockerfile.externalBases(settings("empty").with(Builder.CLASSIC)))
                .extracting(BaseImage::reference)
                .containsExactly("maven:3", "node:20");
        assertThat(dockerfile.externalBases(settings(null).with(Builder.CLASSIC)))
                .hasSize(6);
    }

    @Test
    void argumentsBeforeTheFirstFromGiveTheBase() {
        String text = "ARG HOST=docker.io V=12\nARG FULL=\"$HOST/debian:${V}\"\nFROM ${FULL}-slim";

        assertThat(bases(text, NO_TARGET)).containsExactly("3 docker.io/debian:12-slim");
        assertThat(bases(text, Map.of("V", "13"))).containsExactly("3 docker.io/debian:13-slim");
        assertThat(bases(text, Map.of("FULL", "mine"))).containsExactly("3 mine-slim");
        assertThat(bases("ARG V\nFROM a:${V:-1}", Map.of())).containsExactly("2 a:1");
        assertThat(bases("ARG V\nFROM a:${V:-1}", Map.of("V", "2"))).containsExactly("2 a:2");
        assertThat(bases("ARG V=v1.2.3\nFROM a:${V#v}", Map.of())).containsExactly("2 a:1.2.3");
        assertThat(bases("FROM \"a\"", Map.of())).containsExactly("1 a");
    }

    @Test
    void argumentOfAStageOrOneThatIsNotDeclaredDoesNotReachFrom() {
        assertThat(bases("FROM a\nARG V=1\nFROM b:${V:-none}", NO_TARGET)).containsExactly("3 b:none");
        assertThat(bases("FROM b:${V:-none}", Map.of("V", "1"))).containsExactly("1 b:none");
    }

    @Test
    void variableMayNameAStage() {
        String text = "ARG BASE=dev\nFROM a AS dev\nFROM b AS prod\nFROM $BASE";

        assertThat(bases(text, NO_TARGET)).containsExactly("2 a");
        assertThat(bases(text, Map.of("BASE", "prod"))).containsExactly("3 b");
        assertThat(bases(text, Map.of("BASE", "c:1"))).containsExactly("4 c:1");
    }

    @Test
    void stageThatIsCalledLikeItsImageStillNeedsTheImage() {
        assertThat(bases("FROM node AS node\nFROM node\nCOPY --from=node /a /a", NO_TARGET))
                .containsExactly("1 node");
    }

    @Test
    void stageThatComesLaterIsNoBase() {
        assertThat(bases("FROM late AS first\nFROM a AS late\nFROM first", NO_TARGET))
                .containsExactly("1 late");
    }

    @Test
    void triggersOfAStageCountWhereItIsTheBase() {
        String text =
                "FROM a AS tool\nFROM b AS base\nONBUILD COPY --from=tool /x /x\nONBUILD COPY --from=c:1 /y /y\nFROM base";

        assertThat(bases(text, NO_TARGET)).containsExactly("1 a", "2 b", "4 c:1");
        assertThat(bases(text, "base")).containsExactly("2 b");
    }

    @Test
    void numberBeyondTheStagesIsLeftToTheEngine() {
        assertThat(bases("FROM a\nCOPY --from=7 /x /x", NO_TARGET)).containsExactly("1 a");
    }

    @Test
    void variableInCopyFromStaysUnresolvedAsDockerDoesNotReplaceIt() {
        List<BaseImage> bases =
                Dockerfile.parse("ARG V=1\nFROM a\nCOPY --from=b:$V /x /x").externalBases(Optional.empty(), Map.of());

        assertThat(bases).extracting(BaseImage::reference).containsExactly("a", "b:$V");
        assertThat(bases).extracting(BaseImage::isResolved).containsExactly(true, false);
    }

    @Test
    void quotedMountFieldsAreRead() {
        assertThat(bases("FROM a\nRUN --mount='type=bind,\"FROM=b:1\",target=/x' true", NO_TARGET))
                .containsExactly("1 a", "2 b:1");
    }

    @Test
    void platformArgumentsAreThoseOfTheBuild() {
        Dockerfile dockerfile = Dockerfile.parse(
                "ARG TARGETARCH\nFROM --platform=$BUILDPLATFORM a:$TARGETARCH${TARGETVARIANT:+-$TARGETVARIANT}");

        assertThat(dockerfile.externalBases(on("linux/arm/v7", "linux/amd64")).get(0))
                .extracting(BaseImage::reference, BaseImage::platform, BaseImage::isResolved)
                .containsExactly("a:arm-v7", "linux/amd64", true);
        assertThat(dockerfile.externalBases(on("linux/arm64/v8", "linux/arm")).get(0))
                .extracting(BaseImage::reference, BaseImage::platform)
                .containsExactly("a:arm64", "linux/arm/v7");
    }

    @Test
    void platformArgumentsStayAsWrittenWhileThePlatformIsUnknown() {
        String text = "FROM --platform=$BUILDPLATFORM a:$TARGETARCH";
        BaseImage base =
                Dockerfile.parse(text).externalBases(Optional.empty(), Map.of()).get(0);

        assertThat(base.reference()).isEqualTo("a:$TARGETARCH");
        assertThat(base.isResolved()).isFalse();
        assertThat(base.platform()).isNull();
        assertThat(bases(text, Map.of("TARGETARCH", "s390x"))).containsExactly("1 a:s390x");
    }

    @Test
    void classicBuilderHasNoPlatformArguments() {
        Dockerfile dockerfile = Dockerfile.parse("Dockerfile.agent", "FROM --platform=$BUILDPLATFORM a");

        assertThatThrownBy(() -> dockerfile.externalBases(
                        on("linux/amd64", "linux/amd64").with(Builder.CLASSIC)))
                .hasMessage(
                        "Cannot read Dockerfile.agent:1: the platform is empty in «FROM --platform=$BUILDPLATFORM a»."
                                + " Give its variable a value in <args>: the engine's classic builder has no platform arguments.");
    }

    @Test
    void emptyBaseIsShownWithItsLine() {
        assertThatThrownBy(() -> bases("ARG BASE\nFROM a\nFROM ${BASE}", "x"))
                .hasMessageContaining("there is no stage 'x'; no stage has a name");
        assertThatThrownBy(() -> bases("ARG BASE\nFROM a\nFROM ${BASE}", NO_TARGET))
                .isInstanceOf(DockerfileException.class)
                .hasMessage("Cannot read Dockerfile:3: the base image is empty in «FROM ${BASE}»."
                        + " Give its variables a value with ARG before the first FROM, or in <args>.");
    }

    @Test
    void missingVariableIsShownWithItsMessage() {
        assertThatThrownBy(() -> bases("FROM ${BASE:?name-it}", NO_TARGET))
                .hasMessage("Cannot read Dockerfile:1: BASE has no value (name-it)"
                        + " in «FROM ${BASE:?name-it}». Correct it there, or give the variable a value in <args>.");
    }

    @Test
    void unknownTargetIsAnsweredWithTheStagesThereAre() {
        assertThatThrownBy(() -> bases(STAGES, "prod"))
                .hasMessage("Cannot read Dockerfile: there is no stage 'prod';"
                        + " it has build, web, tests, empty, app, unused."
                        + " Set <target> to one of its stages, or leave it out for the last one.");
    }

    private static BuildSettings settings(@Nullable String target) {
        return BuildSettings.of(Optional.ofNullable(target), Map.of());
    }

    private static BuildSettings on(String target, String build) {
        return settings(null).withPlatforms(Platform.parse(target), Platform.parse(build));
    }

    private static List<String> bases(String text, @Nullable String target) {
        return bases(text, settings(target));
    }

    private static List<String> bases(String text, Map<String, String> args) {
        return bases(text, BuildSettings.of(Optional.empty(), args));
    }

    private static List<String> bases(String text, BuildSettings settings) {
        return Dockerfile.parse(text).externalBases(settings).stream()
                .map(base -> base.line() + " " + base.reference())
                .toList();
    }
}

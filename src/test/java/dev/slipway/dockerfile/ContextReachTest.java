package dev.slipway.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a build takes of its context; in these Dockerfiles {@code ;} stands for the end of a line. */
class ContextReachTest {

    private static final BuildSettings BUILDKIT = BuildSettings.of(Optional.empty(), Map.of());
    private static final BuildSettings CLASSIC = BUILDKIT.with(Builder.CLASSIC);
    private static final Map<String, BaseConfig> PLAIN_BASE = Map.of("base", new BaseConfig(Map.of(), List.of()));

    private static BuildSettings args(Map<String, String> args) {
        return BuildSettings.of(Optional.empty(), args);
    }

    private static BuildSettings target(String stage) {
        return BuildSettings.of(Optional.of(stage), Map.of());
    }

    private static String reached(String text, BuildSettings settings, Map<String, BaseConfig> bases) {
        ContextReach reach = Dockerfile.parse(text.replace(';', '\n')).contextReach(settings, bases);
        return reach.whyEverything().map(reason -> "ALL: " + reason).orElse(String.join(" ", reach.paths()));
    }

    private static String reached(String text, BuildSettings settings) {
        return reached(text, settings, PLAIN_BASE);
    }

    private static String reached(String text) {
        return reached(text, BUILDKIT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "COPY a /x | a",
                "COPY a b/c d /x/ | a b/c d",
                "COPY --chown=1:1 --chmod=644 --link a /x | a",
                "COPY --link=false --exclude=*.md --parents ./a/./b /x | a/b",
                "COPY ./a /b ../../c d/../e f/ g//h i/. /x/ | a b c e f g/h i",
                "COPY *.txt a?c d[0-9]e f[k].lock /x/ | *.txt a?c d[0-9]e f[k].lock",
                "copy a /x | a",
                "ADD a b.tar.gz /x/ | a b.tar.gz",
                "COPY [\"a b\", \"/\"] | a b",
                "COPY [ \"a b\" , \"c\\u00e9\\/d\", \"/\" ] | a b c\u00e9/d",
                "COPY --chown=1 [\"a\",\"b\",\"/\"] | a b",
                "COPY [ab].txt /x | [ab].txt",
                "COPY [\"a\" /x | ALL: Dockerfile:2 takes all of it",
                "COPY [\"a\", \"/\"] x | ALL: Dockerfile:2 goes on behind its list",
                "COPY [] | ``",
                "COPY a | ``",
                "COPY a\\ b /x | a b",
                "COPY \"a\" 'b' /x/ | a b",
                "COPY a \\;  b \\;# not this;  /x | a b",
                "COPY --from=scratch a /x | ``",
                "COPY --from=image:1 / /x | ``",
                "COPY --from=0 / /x | ``",
                "COPY --from= a /x | a",
                "COPY <<EOF /x;a b c;EOF; | ``",
                "COPY <<one <<-'two' three /x;1;one;2;two; | three",
                "RUN make | ``",
                "WORKDIR /a;USER b;CMD c;LABEL d=e;VOLUME /f;EXPOSE 1;SHELL [\"g\"];STOPSIGNAL 9;ENTRYPOINT h | ``",
                "HEALTHCHECK CMD a;MAINTAINER b;ONBUILD COPY c /;ONBUILD FOO | ``",
            })
    void sourcesOfCopyAreCleanPaths(String body, String expected) {
        assertThat(reached("FROM scratch;" + body)).isEqualTo(expected);
        assertThat(reached("FROM scratch;" + body, CLASSIC)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "COPY . /x",
                "COPY / /x",
                "COPY ./ /x",
                "COPY .. /x",
                "COPY a/.. /x",
                "COPY a . /x",
                "COPY \"\" /x",
                "COPY [\"\", \"/x\"]",
                "COPY $EMPTY /x",
                "ADD . /x",
                "COPY [^a]b /x",
                "COPY 'a\\*' /x",
                "RUN --mount=target=/x true",
                "RUN --mount=type=bind,source=.,target=/x true",
                "RUN --mount=type=BIND,target=/x true",
                "RUN --mount=type=cache,target=/y --mount=target=/x true",
                "RUN --mount=source=a,source=/,target=/x true",
            })
    void wholeContextIsSaidWithItsPlace(String line) {
        assertThat(reached("FROM scratch;ENV EMPTY=;" + line)).isEqualTo("ALL: Dockerfile:3 takes all of it");
    }

    /** Go's matcher lets some of these match slashes, and a backslash is a letter of a name for some builders. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "COPY a/[^b]/c /x | a",
                "COPY a/[b-]/c /x | a",
                "COPY a/[+-9]c /x | a",
                "COPY a/[[:alpha:]] /x | a",
                "COPY a/b]c /x | a",
                "COPY a/'b\\c' /x | a",
                "COPY */b?/**/c /x | */b?/**/c",
            })
    void folderStandsForAPatternThatBuildersReadDifferently(String line, String expected) {
        assertThat(reached("FROM scratch;" + line)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ADD https://example.com/a.txt http://example.com/b b /x/ | b | b",
                "ADD https://github.com/a/b.git#main:sub /x | `` | ``",
                "ADD git://example.com/a.git b /x | b | b git:/example.com/a.git",
                "ADD ssh://git@example.com/a.git b /x | b | b ssh:/git@example.com/a.git",
                "ADD git@github.com:a/b.git /x | `` | git@github.com:a/b.git",
                "ADD github.com/a/b /x | github.com/a/b | github.com/a/b",
                "ADD httpsfile ftp://a a:b /x | a:b ftp:/a httpsfile | a:b ftp:/a httpsfile",
                "ADD $URL a /x/ | a | a",
                "ADD --checksum=sha256:0 --keep-git-dir=true --unpack a /x | a | a",
            })
    void addTakesNoRemoteSourceFromTheContext(String line, String buildKit, String classic) {
        String text = "FROM scratch;ENV URL=https://example.com/a;" + line;

        assertThat(reached(text)).isEqualTo(buildKit);
        assertThat(reached(text, CLASSIC)).isEqualTo(classic);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "RUN --mount=type=bind,source=a,target=/x true | a",
                "RUN --mount=type=bind,src=/a/b,target=/x true | a/b",
                "RUN --mount=SRC=a,target=/x --mount=source=b,target=/y,rw true | a b",
                "RUN --mount='type=bind,\"source=a,b\",target=/x' true | a,b",
                "RUN --mount=type=bind,source=$V,target=/x true | v",
                "RUN --mount=from=scratch,source=a,target=/x true | ``",
                "RUN --mount=type=bind,from=image:1,target=/x true | ``",
                "RUN --mount=type=bind,from=,source=a,target=/x true | a",
                "RUN --mount=type=cache,source=a,target=/x --mount=type=tmpfs,target=/y true | ``",
                "RUN --mount=type=secret,id=a --mount=type=ssh --network=none --security=sandbox true | ``",
            })
    void bindMountsWithoutAnotherSourceCount(String line, String expected) {
        assertThat(reached("FROM scratch;ENV V=v;" + line)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ENV X=a;COPY $X ${X}/b \"$X\"c /x/ | a a/b ac",
                "ENV X a b;COPY $X /x | a b",
                "ENV X=\"a b\" Y='c';COPY $X $Y /x/ | a b c",
                "ENV X=a;ENV X=b Y=$X;COPY $X $Y /x/ | a b",
                "ARG X=a;COPY $X /x | a",
                "ARG X=a Y=$X/b;COPY $Y /x | a/b",
                "ARG X;COPY ${X:-y} /x | y",
                "COPY ${X:-y} ${X-z} /x/ | y z",
                "COPY a${X} /x | a",
                "ENV X=a;COPY ${X:+b} ${X#a}c /x/ | b c",
                "ENV X=*.jar;COPY target/$X /x | target/*.jar",
                "ENV X=a;ENV X=b;COPY $X /x | b",
                "COPY \\$X '$X' /x/ | $X",
                "ARG G;COPY $G /x | g",
                "ARG G=own;COPY $G /x | own",
                "COPY ${G:-not-declared} /x | not-declared",
                "ARG X=a;ENV X=a;COPY $X /x | a",
                "ARG X=a;ENV X=b;COPY $X /x | ALL: Dockerfile:5 takes $X, whose value is not known",
                "COPY ${X:?must-be-given} /x | ALL: Dockerfile:3 cannot be read: X has no value (must-be-given)",
                "COPY ${X /x | ALL: Dockerfile:3 cannot be read: '}' is missing after '${X'",
                "ENV X=a Y;COPY b /x | ALL: Dockerfile:3 cannot be read: 'Y' has no value",
                "COPY $PATH /x | ALL: Dockerfile:3 takes $PATH, whose value is not known",
                "COPY a$HTTP_PROXY /x | ALL: Dockerfile:3 takes a$HTTP_PROXY, whose value is not known",
                "ARG TARGETARCH;COPY $TARGETARCH /x | ALL: Dockerfile:4 takes $TARGETARCH, whose value is not known",
            })
    void variablesAreThoseOfTheStage(String body, String expected) {
        assertThat(reached("ARG G=g;FROM base;" + body)).isEqualTo(expected);
        assertThat(reached("ARG G=g;FROM scratch;" + body, CLASSIC)).isEqualTo(expected);
    }

    @Test
    void givenArgumentsCountWhereTheyAreDeclared() {
        Map<String, String> given = Map.of("X", "given", "G", "globally");

        assertThat(reached("FROM base;ARG X=a;COPY $X /x", args(given))).isEqualTo("given");
        assertThat(reached("ARG G=g;FROM base;ARG G;COPY $G /x", args(given))).isEqualTo("globally");
        assertThat(reached("FROM base;COPY ${X:-y} /x", args(given))).isEqualTo("y");
    }

    @Test
    void platformIsKnownToBuildKitOnlyAndOnceItIsChosen() {
        BuildSettings chosen = BUILDKIT.withPlatforms(Platform.parse("linux/arm64"), Platform.parse("linux/amd64"));

        assertThat(reached("FROM base;ARG TARGETARCH;COPY bin/$TARGETARCH /x", chosen))
                .isEqualTo("bin/arm64");
        assertThat(reached("FROM base;ARG TARGETARCH=x;COPY $TARGETARCH /x", chosen))
                .startsWith("ALL: ");
        assertThat(reached("FROM base;ARG TARGETARCH=x;COPY $TARGETARCH /x", CLASSIC))
                .startsWith("ALL: ");
    }

    @Test
    void variablesOfTheBaseCountWhereTheyAreKnown() {
        Map<String, BaseConfig> bases =
                Map.of("jdk:17", new BaseConfig(Map.of("HOME_DIR", "opt", "X", "of-the-base"), List.of()));

        assertThat(reached("FROM jdk:17;COPY $HOME_DIR/a${NONE} /x", CLASSIC, bases))
                .isEqualTo("opt/a");
        assertThat(reached("FROM jdk:17;ENV HOME_DIR=own;COPY $HOME_DIR /x", CLASSIC, bases))
                .isEqualTo("own");
        assertThat(reached("FROM jdk:17;ARG X=a;COPY $X /x", BUILDKIT, bases)).isEqualTo("a");
        assertThat(reached("FROM jdk:17;ARG X=a;COPY $X /x", CLASSIC, bases))
                .isEqualTo("ALL: Dockerfile:3 takes $X, whose value is not known");
    }

    @Test
    void baseOfWhichNothingIsKnownMaySetWhatTheDockerfileDoesNot() {
        assertThat(reached("FROM other;COPY ${X:-y} /x"))
                .isEqualTo("ALL: Dockerfile:2 takes ${X:-y}, whose value is not known");
        assertThat(reached("FROM other;ARG X;COPY ${X:-y} /x")).startsWith("ALL: ");
        assertThat(reached("FROM other;ENV X=a;COPY $X /x")).isEqualTo("a");
        assertThat(reached("FROM other AS first;FROM first;COPY $X /x")).startsWith("ALL: ");
        assertThat(reached("FROM other;ARG X=a;COPY $X /x")).isEqualTo("a");
        assertThat(reached("FROM other;ARG X=a;COPY $X /x", CLASSIC)).startsWith("ALL: ");
        assertThat(reached("FROM other AS first;ARG X=a;FROM first;COPY $X /x")).startsWith("ALL: ");
        assertThat(reached("FROM other AS first;ENV X=a;FROM first;ARG X=b;COPY $X /x"))
                .startsWith("ALL: ");
        assertThat(Dockerfile.parse("FROM other\nCOPY a /x\n")
                        .contextReach(BUILDKIT)
                        .paths())
                .containsExactly("a");
    }

    @Test
    void stageInheritsTheVariablesOfTheStageThatItBeginsWith() {
        String text = "FROM base AS one;ENV E=e;ARG A=a;FROM one AS two;FROM two;COPY $E /x;";

        assertThat(reached(text)).isEqualTo("e");
        assertThat(reached(text + "COPY $A /x")).isEqualTo("a e");
        assertThat(reached(text, CLASSIC)).isEqualTo("e");
        assertThat(reached(text + "COPY $A /x", CLASSIC)).startsWith("ALL: ");
        assertThat(reached("FROM base;ENV E=e;ARG A=a;FROM base;COPY x$E$A /x")).isEqualTo("x");
    }

    @Test
    void onlyNeededStagesCountAndForTheClassicBuilderAllUpToTheTarget() {
        String text = "FROM base AS a;COPY a /;FROM base AS b;COPY b /;FROM base AS c;COPY --from=a / /;COPY c /;"
                + "FROM base AS d;COPY . /";

        assertThat(reached(text, target("c"))).isEqualTo("a c");
        assertThat(reached(text, target("c").with(Builder.CLASSIC))).isEqualTo("a b c");
        assertThat(reached(text, target("b"))).isEqualTo("b");
        assertThat(reached(text)).isEqualTo("ALL: Dockerfile:9 takes all of it");
        assertThatThrownBy(() -> reached(text, target("nowhere"))).isInstanceOf(DockerfileException.class);
    }

    @Test
    void triggersRunInTheStageThatBeginsWithTheirs() {
        String text = "FROM base AS one;ONBUILD ENV X=x;ONBUILD COPY $X /;ONBUILD ADD t /;COPY a /;";

        assertThat(reached(text)).isEqualTo("a");
        assertThat(reached(text + "FROM one AS two;COPY $X/b /")).isEqualTo("a t x x/b");
        assertThat(reached(text + "FROM one AS two;FROM two;COPY c /")).isEqualTo("a c t x");
        assertThat(reached("FROM base AS one;ONBUILD COPY . /;FROM one"))
                .isEqualTo("ALL: Dockerfile:2 takes all of it");
    }

    @Test
    void triggersOfAnImageCountWhereTheyAreKnown() {
        BaseConfig config = new BaseConfig(
                Map.of("DIR", "d"), List.of("ARG SUB=s", "COPY $DIR/$SUB /app", "RUN make", "ADD --chown=1 t /"));

        assertThat(reached("FROM base;COPY a /", CLASSIC, Map.of("base", config)))
                .isEqualTo("a d/s t");
        assertThat(reached("FROM a AS b;FROM b", CLASSIC, Map.of("a", new BaseConfig(Map.of(), List.of("COPY . /")))))
                .isEqualTo("ALL: Dockerfile:1 takes all of it");
        assertThat(reached("FROM a", CLASSIC, Map.of("a", new BaseConfig(Map.of(), List.of("COPY <<EOF /")))))
                .isEqualTo("ALL: Dockerfile:1 has a base whose ONBUILD cannot be read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INCLUDE other | is an instruction that is not known (INCLUDE)",
                "COPY --colour=red a /x | has a flag that is not known (--colour)",
                "COPY --FROM=image a /x | has a flag that is not known (--FROM)",
                "ADD --from=image a /x | has a flag that is not known (--from)",
                "RUN --volume=a true | has a flag that is not known (--volume)",
                "RUN --mount=type=volume,target=/x true | has a mount that is not known (volume)",
            })
    void whatIsNotKnownMayTakeAnything(String line, String why) {
        assertThat(reached("FROM base;" + line)).isEqualTo("ALL: Dockerfile:2 " + why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker/dockerfile:1",
                "docker/dockerfile",
                "docker.io/docker/dockerfile:1.7-labs",
                "docker/dockerfile-upstream:master",
                "docker/dockerfile@sha256:0",
            })
    void frontendsOfDockerAreUnderstood(String frontend) {
        assertThat(reached("# syntax=" + frontend + ";FROM base;COPY a /")).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com/docker/dockerfile:1", "docker/dockerfile-other", "me/mine"})
    void anotherFrontendMayTakeAnything(String frontend) {
        String text = "# syntax=" + frontend + ";FROM base;COPY a /";

        assertThat(reached(text)).isEqualTo("ALL: Dockerfile is read by " + frontend);
        assertThat(reached(text, CLASSIC)).isEqualTo("a");
        assertThat(reached("FROM base;COPY a /", args(Map.of("BUILDKIT_SYNTAX", frontend))))
                .isEqualTo("ALL: Dockerfile is read by " + frontend);
    }

    @Test
    void otherEscapeCharacterIsHeeded() {
        assertThat(reached("# escape=`;FROM base;COPY a `;  b /x")).isEqualTo("a b");
        assertThat(reached("# escape=`;FROM base;ENV X=a;COPY `$X /x")).isEqualTo("$X");
    }

    @Test
    void argumentsAreInNoReason() {
        assertThat(reached("FROM base;ARG X;COPY $X a /x", args(Map.of("X", "../s3cret/.."))))
                .isEqualTo("ALL: Dockerfile:3 takes all of it");
    }
}

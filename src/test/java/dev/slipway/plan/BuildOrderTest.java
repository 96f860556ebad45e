package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.TestModule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildOrderTest {

    @TempDir
    private Path directory;

    private TestModule module;

    @BeforeEach
    void emptyModule() {
        module = new TestModule(directory).withoutOciLabels();
        module.file("Dockerfile", "FROM scratch\n");
    }

    private void image(String name, String dockerfile) {
        module.file("Dockerfile." + name, dockerfile);
        module.image(name).with("dockerFile", "Dockerfile." + name);
    }

    private List<String> order() {
        return module.plan().images().stream()
                .map(image -> image.alias() + image.needs())
                .toList();
    }

    @Test
    void imagesThatNeedNothingStayInTheOrderOfThePom() {
        image("c", "FROM scratch\n");
        image("a", "FROM debian:12\n");
        image("b", "FROM scratch\n");

        assertThat(order()).containsExactly("c[]", "a[]", "b[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM base:1.4.0",
                "FROM docker.io/library/base:1.4.0",
                "FROM scratch\nCOPY --from=base:1.4.0 / /",
                "FROM scratch\nRUN --mount=type=bind,from=base:1.4.0,target=/x ls",
                "ARG BASE=base:1.4.0\nFROM $BASE",
                "ARG V=1.4.0\nFROM base:${V} AS one\nFROM one",
                "FROM base:1.4.0 AS unused\nFROM scratch",
            })
    void imageComesAfterTheOneThatItsDockerfileNames(String dockerfile) {
        image("app", dockerfile + "\n");
        image("base", "FROM scratch\n");

        assertThat(order()).containsExactly("base[]", "app[base]");
    }

    @Test
    void argumentsOfThePomCount() {
        image("app", "ARG BASE\nFROM ${BASE}\n");
        image("base", "FROM scratch\n");
        module.shared().arg("BASE", "base:1.4.0");

        assertThat(order()).containsExactly("base[]", "app[base]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"FROM base:1.3.0", "FROM ghcr.io/base:1.4.0", "FROM base", "FROM base:1.4.0@sha256:00", "FROM $B"
            })
    void otherImagesAreNotTakenForThoseOfTheModule(String dockerfile) {
        image("app", "ARG B=x\n" + dockerfile + "\n");
        image("base", "FROM scratch\n");

        assertThat(order()).containsExactly("app[]", "base[]");
    }

    @Test
    void stageOfTheSameNameIsNoImage() {
        image("app", "FROM scratch AS base\nFROM base\n");
        image("base", "FROM scratch\n");

        assertThat(order()).containsExactly("app[]", "base[]");
    }

    @Test
    void contextsMakeEdgesAndHideNames() {
        image("app", "FROM runtime\n");
        image("other", "FROM base:1.4.0\n");
        image("base", "FROM scratch\n");
        module.plan();
        TestModule second = new TestModule(directory).withoutOciLabels();
        second.image("app").features(contexts(Map.of("runtime", "image:base"))).with("dockerFile", "Dockerfile.app");
        second.image("other")
                .features(contexts(Map.of("base:1.4.0", "docker-image://debian:12")))
                .with("dockerFile", "Dockerfile.other");
        second.image("base").with("dockerFile", "Dockerfile.base");
        module = second;

        assertThat(order()).containsExactly("base[]", "app[base]", "other[]");
    }

    private static Settings.Features contexts(Map<String, String> contexts) {
        return new Settings.Features(
                null,
                null,
                null,
                new Settings.Inputs(null, null, contexts),
                null,
                null,
                new Settings.Attestations(null, null));
    }

    @Test
    void ringIsPrinted() {
        image("a", "FROM c:1.4.0\n");
        image("b", "FROM a:1.4.0\n");
        image("c", "FROM scratch\nCOPY --from=b:1.4.0 / /\n");

        assertThat(module.problems())
                .containsExactly("<images>: images need each other: a → c → b → a. Let one of them begin with"
                        + " something else.");
    }

    @Test
    void imageThatNeedsItselfIsARing() {
        image("a", "FROM a:1.4.0\n");

        assertThat(module.problems())
                .containsExactly("<images>: images need each other: a → a. Let one of them begin with something else.");
    }

    @Test
    void ringThroughAStageThatTheTargetDoesNotNeedIsNone() {
        image("a", "FROM b:1.4.0 AS unused\nFROM scratch\n");
        image("b", "FROM a:1.4.0\n");

        assertThat(order()).containsExactly("a[]", "b[a]");
    }
}

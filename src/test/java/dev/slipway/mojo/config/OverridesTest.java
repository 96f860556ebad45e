package dev.slipway.mojo.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.plan.Settings;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OverridesTest {

    private final Properties commandLine = new Properties();
    private final Properties pom = new Properties();
    private final Overrides overrides = Overrides.of(commandLine, pom);
    private final Overrides ofAgent = overrides.ofImage("agent");

    @Test
    void commandLineGoesBeforeTheConfigurationAndThatBeforePropertiesOfThePom() {
        pom.setProperty("slipway.target", "property");
        assertThat(overrides.text("target", null)).isEqualTo("property");
        assertThat(overrides.text("target", "configured")).isEqualTo("configured");

        commandLine.setProperty("slipway.target", "line");
        assertThat(overrides.text("target", "configured")).isEqualTo("line");
        assertThat(overrides.text("other", null)).isNull();
    }

    @Test
    void imagesOwnPropertyGoesBeforeTheOneForAllImages() {
        commandLine.setProperty("slipway.target", "all");
        commandLine.setProperty("slipway.images.agent.target", "own");

        assertThat(ofAgent.text("target", "configured")).isEqualTo("own");
        assertThat(overrides.ofImage("scout").text("target", "configured")).isEqualTo("all");
    }

    @Test
    void commandLineForAllImagesReachesAnImageThatSaysNothingThroughItsDefaults() {
        commandLine.setProperty("slipway.tags", "latest");

        assertThat(ofAgent.list("tags", null)).isNull();
        assertThat(ofAgent.list("tags", List.of("semver"))).containsExactly("latest");
        assertThat(overrides.list("tags", null)).containsExactly("latest");
    }

    @Test
    void propertyOfThePomForAllImagesNeverReplacesWhatIsConfiguredForAll() {
        pom.setProperty("slipway.target", "property");
        pom.setProperty("slipway.args.A", "property");

        assertThat(ofAgent.text("target", null)).isNull();
        assertThat(ofAgent.map("args", Map.of())).isEmpty();
    }

    @Test
    void imagesOwnPropertyOfThePomFillsInAndTheCommandLineForAllReplacesIt() {
        pom.setProperty("slipway.images.agent.target", "property");
        assertThat(ofAgent.text("target", null)).isEqualTo("property");

        commandLine.setProperty("slipway.target", "line");
        assertThat(ofAgent.text("target", null)).isEqualTo("line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n    \n"})
    void elementWithoutAValueSaysNothing(String nothing) {
        pom.setProperty("slipway.target", "property");
        pom.setProperty("slipway.tags", "a,b");

        assertThat(overrides.text("target", nothing)).isEqualTo("property");
        assertThat(overrides.list("tags", List.of(nothing))).containsExactly("a", "b");
        assertThat(overrides.list("tags", List.of())).containsExactly("a", "b");
        assertThat(overrides.text("network", nothing)).isNull();
        assertThat(overrides.list("platforms", List.of(nothing))).isNull();
    }

    @Test
    void emptyPropertyOfTheCommandLineTakesAwayWhatThePomSays() {
        commandLine.setProperty("slipway.namespace", "");
        commandLine.setProperty("slipway.registries", "");
        pom.setProperty("slipway.namespace", "property");

        assertThat(overrides.text("namespace", "configured")).isNull();
        assertThat(ofAgent.text("namespace", "configured")).isNull();
        assertThat(overrides.list("registries", List.of("ecr"))).isNull();
    }

    @Test
    void blanksAndLineBreaksAroundValuesDoNotCount() {
        commandLine.setProperty("slipway.tags", " latest ,\n sha,, ");

        assertThat(overrides.text("target", "\n  builder\n  ")).isEqualTo("builder");
        assertThat(overrides.list("tags", null)).containsExactly("latest", "sha");
        assertThat(overrides.list("registries", List.of(" ecr\n", "", "ghcr.io ")))
                .containsExactly("ecr", "ghcr.io");
    }

    @Test
    void listOfBeansComesFromPropertiesInItsShortForm() {
        pom.setProperty("slipway.patches", "patches/a, patches/b");
        PatchConfig configured = new PatchConfig();
        configured.set("patches/c");

        assertThat(PatchConfig.toSettings(null, overrides))
                .containsExactly(Settings.Patch.in("patches/a"), Settings.Patch.in("patches/b"));
        assertThat(PatchConfig.toSettings(List.of(configured), overrides))
                .containsExactly(Settings.Patch.in("patches/c"));
        assertThat(PatchConfig.toSettings(null, ofAgent)).isNull();

        commandLine.setProperty("slipway.patches", "patches/d");
        assertThat(PatchConfig.toSettings(List.of(configured), ofAgent))
                .containsExactly(Settings.Patch.in("patches/d"));

        commandLine.setProperty("slipway.images.agent.patches", "");
        assertThat(PatchConfig.toSettings(List.of(configured), ofAgent)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "TRUE, true", "' true ', true", "false, false", "no, false"})
    void switchIsOnWhereItSaysTrue(String text, boolean on) {
        commandLine.setProperty("slipway.noCache", text);

        assertThat(overrides.flag("noCache", !on)).isEqualTo(on);
    }

    @Test
    void switchThatNobodySetIsNeitherOnNorOff() {
        assertThat(overrides.flag("noCache", null)).isNull();
        assertThat(overrides.flag("noCache", false)).isFalse();
    }

    @Test
    void entriesOfMapsAreMergedByTheSameOrder() {
        pom.setProperty("slipway.args.A", "property");
        pom.setProperty("slipway.args.B", "property");
        commandLine.setProperty("slipway.args.C", "line");
        commandLine.setProperty("slipway.args.with.dot", "line");

        assertThat(overrides.map("args", Map.of("B", "configured", "C", "configured", "D", "configured")))
                .isEqualTo(
                        Map.of("A", "property", "B", "configured", "C", "line", "D", "configured", "with.dot", "line"));
    }

    @Test
    void entriesOfAnImageAreMergedByTheSameOrder() {
        pom.setProperty("slipway.images.agent.args.A", "property");
        commandLine.setProperty("slipway.args.B", "all");
        commandLine.setProperty("slipway.args.C", "all");
        commandLine.setProperty("slipway.images.agent.args.C", "own");
        commandLine.setProperty("slipway.images.scout.args.D", "other");

        assertThat(ofAgent.map("args", Map.of("B", "configured")))
                .isEqualTo(Map.of("A", "property", "B", "all", "C", "own"));
    }

    @Test
    void valueOfAMapMayBeEmptyAndKeepsItsBlanks() {
        Map<String, String> configured = new TreeMap<>();
        configured.put("EMPTY", null);
        commandLine.setProperty("slipway.args.BLANK", " x ");

        assertThat(overrides.map("args", configured)).isEqualTo(Map.of("EMPTY", "", "BLANK", " x "));
    }

    @Test
    void sectionHasPropertiesOfItsOwn() {
        commandLine.setProperty("slipway.accountId", "not this one");
        commandLine.setProperty("slipway.ecr.accountId", "123456789012");

        assertThat(overrides.ofSection("ecr").text("accountId", "configured")).isEqualTo("123456789012");
    }

    @Test
    void otherPluginsPropertiesAreNoneOfOurs() {
        commandLine.setProperty("target", "x");
        commandLine.setProperty("docker.target", "x");

        assertThat(overrides.text("target", null)).isNull();
    }
}

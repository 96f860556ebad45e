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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtherModulesTest {

    private static final String LATE =
            "'fleet/base:1.4.0' is made by the module hull, which Maven need not build before"
                    + " this one. Add to this POM: <dependency><groupId>com.acme</groupId><artifactId>hull</artifactId>"
                    + "<version>1.4.0</version><type>pom</type></dependency>";

    @TempDir
    private Path directory;

    private TestModule module;

    @BeforeEach
    void emptyModule() {
        module = new TestModule(directory).withoutOciLabels();
    }

    private static OtherImage base(OtherImage.Order order) {
        return new OtherImage(
                new OtherImage.Module("com.acme", "hull", "1.4.0"),
                order,
                "base",
                "fleet/base",
                () -> List.of("fleet/base:1.4.0", "fleet/base:latest"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\nFROM fleet/base:1.4.0",
                "FROM scratch\nCOPY --from=fleet/base:1.4.0 / /",
                "FROM scratch\nRUN --mount=from=fleet/base:1.4.0,target=/x ls",
                "ARG BASE=fleet/base:1.4.0\nFROM $BASE",
            })
    void dependencyIsAskedForWhereTheOtherModuleMayComeLater(String dockerfile) {
        module.dockerfile(dockerfile + "\n").others(base(OtherImage.Order.LATER));

        assertThat(module.problems()).containsExactly("Dockerfile:2: " + LATE);
    }

    @Test
    void contextsCountToo() {
        module.dockerfile("FROM runtime\n").others(base(OtherImage.Order.LATER));
        module.image("app")
                .features(new Settings.Features(
                        null,
                        null,
                        null,
                        new Settings.Inputs(null, null, Map.of("runtime", "docker-image://docker.io/fleet/base:1.4.0")),
                        null,
                        null,
                        new Settings.Attestations(null, null)));

        assertThat(module.problems())
                .containsExactly("<images><image>[app]<contexts><runtime>: "
                        + LATE.replace("'fleet/base", "'docker.io/fleet/base"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fleet/base:1.3.0", "ghcr.io/fleet/base:1.4.0", "fleet/base-2:1.4.0", "fleet/base"})
    void otherImagesAreNotTakenForThoseOfTheModule(String base) {
        OtherImage other = new OtherImage(
                new OtherImage.Module("com.acme", "hull", "1.4.0"),
                OtherImage.Order.LATER,
                "base",
                "fleet/base",
                () -> List.of("fleet/base:1.4.0"));
        module.dockerfile("FROM " + base + "\n").others(other);

        assertThat(module.problems()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = OtherImage.Order.class,
            names = {"DEPENDED_ON", "EARLIER", "LEFT_OUT"})
    void otherwiseTheModuleIsNamedOnlyIfTheImageIsMissing(OtherImage.Order order) {
        module.dockerfile("FROM fleet/base\n").others(base(order));

        assertThat(module.plan().makers())
                .containsExactly(Map.entry(
                        "fleet/base:latest",
                        "The module hull makes it: build that one too (mvn -pl ... -am), or first."));
    }
}

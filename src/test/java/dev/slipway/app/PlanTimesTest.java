package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.plan.Settings;
import dev.slipway.testing.TestModule;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan says of the time that images look as if they had been built at. */
class PlanTimesTest {

    private static final String TIME = "2026-01-01T00:00:00Z (SOURCE_DATE_EPOCH); ";
    private static final String CONDITION =
            "the same files give the same digest with BuildKit 0.13 or later and the containerd image store, or as a"
                    + " daemon of its own, unless cached steps are of another time";

    @TempDir
    private Path directory;

    private TestModule module;

    @BeforeEach
    void moduleWithADockerfile() {
        module = new TestModule(directory)
                .dockerfile("FROM scratch\n")
                .outputTimestamp(Instant.parse("2026-01-01T00:00:00Z"));
    }

    private String plan() {
        return PlanText.of(module.plan());
    }

    @Test
    void conditionsForTheSameDigestAreSaid() {
        assertThat(plan()).contains("\n  Times       " + TIME + CONDITION + "\n");
    }

    @Test
    void attestationsAreAnExceptionSinceTheySayWhenTheBuildRan() {
        module.shared()
                .features(new Settings.Features(
                        null,
                        null,
                        null,
                        new Settings.Inputs(null, null, Map.of()),
                        null,
                        null,
                        new Settings.Attestations("min", null)));
        assertThat(plan()).contains(CONDITION + "; attestations differ\n");
    }

    @Test
    void classicBuilderCannotDoIt() {
        module.engine("docker");
        assertThat(plan()).contains(TIME + "the classic builder gives another digest every time\n");
    }

    @Test
    void nothingIsSaidWithoutATime() {
        assertThat(PlanText.of(new TestModule(directory).plan())).doesNotContain("Times");
    }
}

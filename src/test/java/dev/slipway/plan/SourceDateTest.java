package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.TestModule;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When an image shall look as if it had been built. */
class SourceDateTest {

    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    private TestModule module;

    @BeforeEach
    void moduleWithADockerfile() {
        module = new TestModule(directory).dockerfile("FROM scratch\n");
    }

    private BuildRecipe recipe() {
        return module.onlyImage().recipe();
    }

    @Test
    void outputTimestampOfTheProjectReachesTheBuild() {
        module.outputTimestamp(NEW_YEAR);
        assertThat(recipe().args()).containsExactly(Map.entry("SOURCE_DATE_EPOCH", "1767225600"));
        assertThat(SourceDate.of(recipe().args())).contains(NEW_YEAR);
        assertThat(recipe().labels()).containsEntry("org.opencontainers.image.created", "2026-01-01T00:00:00Z");
    }

    @Test
    void argumentOfThePomWins() {
        module.outputTimestamp(NEW_YEAR).shared().arg("SOURCE_DATE_EPOCH", "12");
        assertThat(SourceDate.of(recipe().args())).contains(Instant.ofEpochSecond(12));
    }

    @Test
    void nothingIsSaidWithoutOutputTimestamp() {
        assertThat(recipe().args()).isEmpty();
        assertThat(SourceDate.of(recipe().args())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "yesterday", "1.5", "123456789012"})
    void whatIsNoTimeIsLeftToTheEngine(String text) {
        assertThat(SourceDate.of(Map.of("SOURCE_DATE_EPOCH", text))).isEmpty();
    }
}

package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.context.Overlay;
import dev.slipway.context.Overlay.Change;
import dev.slipway.dockerfile.Dockerfile;
import dev.slipway.dockerfile.DockerfileException;
import dev.slipway.testing.FakeHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Dockerfile that a recipe is built with, where patches lie over the context. */
class PatchedDockerfileTest {

    @TempDir
    private Path temporary;

    private Path root;

    @BeforeEach
    void makeFiles() {
        root = temporary.resolve("context");
        FakeHome.write(root.resolve("docker/Dockerfile.agent"), "FROM disk\n");
        FakeHome.write(temporary.resolve("shared/Dockerfile"), "FROM shared\n");
    }

    private static Change file(String content) {
        return new Change.File(content.getBytes(StandardCharsets.UTF_8), OptionalInt.empty());
    }

    private Dockerfile read(Path dockerfile, Map<String, Change> changes) {
        return new BuildRecipe(
                        new BuildRecipe.Sources(root, dockerfile, Overlay.of(changes)),
                        Optional.empty(),
                        Map.of(),
                        Map.of(),
                        List.of(),
                        BuildRecipe.Options.of(false, PullPolicy.MISSING, Duration.ofMinutes(1)),
                        BuildRecipe.Patches.none())
                .readDockerfile();
    }

    private String base(String dockerfile, Map<String, Change> changes) {
        return read(root.resolve(dockerfile), changes).stages().get(0).from().arguments();
    }

    @Test
    void isThePatchedOneUnderItsOwnName() {
        Map<String, Change> changes =
                Map.of("docker/Dockerfile.agent", file("FROM patched\n"), "new/D", file("FROM new"));
        assertThat(base("docker/Dockerfile.agent", changes)).isEqualTo("patched");
        assertThat(base("new/../docker/Dockerfile.agent", changes)).isEqualTo("patched");
        assertThat(base("new/D", changes)).isEqualTo("new");
        assertThat(read(root.resolve("docker/Dockerfile.agent"), changes).name())
                .isEqualTo("Dockerfile.agent");
    }

    @Test
    void isThatOfTheDiskWhereNoPatchIsForIt() {
        Map<String, Change> changes = Map.of("Dockerfile", file("FROM patched\n"));
        assertThat(base("docker/Dockerfile.agent", changes)).isEqualTo("disk");
        assertThat(base("../shared/Dockerfile", changes)).isEqualTo("shared");
    }

    @Tag("linux")
    @Test
    void linksLeadToWhatIsThereThen() throws IOException {
        Files.createSymbolicLink(root.resolve("Dockerfile"), Path.of("docker/Dockerfile.agent"));
        Files.createSymbolicLink(root.resolve("folder"), Path.of("docker"));
        Map<String, Change> patched = Map.of("docker/Dockerfile.agent", file("FROM patched\n"));
        assertThat(base("Dockerfile", patched)).isEqualTo("patched");
        assertThat(base("folder/Dockerfile.agent", patched)).isEqualTo("patched");

        assertThat(base("Dockerfile", Map.of("Dockerfile", file("FROM no-link\n"))))
                .isEqualTo("no-link");
        assertThat(base("other", Map.of("other", new Change.Link("docker/Dockerfile.agent"))))
                .isEqualTo("disk");
        assertThat(base("other", Map.of("other", new Change.Link("../shared/Dockerfile"))))
                .isEqualTo("shared");
    }

    @Test
    void patchThatRemovesItIsSaid() {
        Path dockerfile = root.resolve("docker/Dockerfile.agent");
        assertThatThrownBy(() -> read(dockerfile, Map.of("docker/Dockerfile.agent", new Change.Removed())))
                .isInstanceOf(DockerfileException.class)
                .hasMessage("Cannot read the Dockerfile " + dockerfile + ": a patch removes it. Take that out of the"
                        + " patch, or name another file in <dockerFile>.");
    }

    @Test
    void patchedTextThatIsNoDockerfileIsSaid() {
        assertThatThrownBy(() -> base("docker/Dockerfile.agent", Map.of("docker/Dockerfile.agent", file(" \n"))))
                .hasMessageContaining("docker/Dockerfile.agent: it is empty");
        assertThatThrownBy(() -> base("docker/Dockerfile.agent", Map.of("docker/Dockerfile.agent", file("FRO x\n"))))
                .hasMessageContaining("Dockerfile.agent");
    }

    @Test
    void linkInACircleIsNoFile() {
        assertThatThrownBy(() -> base("a", Map.of("a", new Change.Link("b"), "b", new Change.Link("a"))))
                .isInstanceOf(DockerfileException.class)
                .hasMessageContaining("there is no such file");
    }
}

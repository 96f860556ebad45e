package dev.slipway.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.context.Overlay.Change;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextAssemblerTest {

    @TempDir
    Path folder;

    @Test
    void readsTheIgnoreFileInTheRoot() throws Exception {
        Path ignoreFile = write("app/.dockerignore", "target");

        DirectoryContext context = assemble("app/docker/Dockerfile");

        assertThat(context.ignoreFile()).contains(ignoreFile);
        assertThat(context.rules().patterns()).containsExactly("target");
    }

    @Test
    void prefersTheIgnoreFileOfTheDockerfile() throws Exception {
        write("app/.dockerignore", "target");
        Path ignoreFile = write("app/docker/Dockerfile.agent.dockerignore", "docs");

        assertThat(assemble("app/docker/Dockerfile.agent").ignoreFile()).contains(ignoreFile);
        assertThat(assemble("app/docker/Dockerfile.agent").rules().patterns()).containsExactly("docs");
        assertThat(assemble("app/docker/Dockerfile").rules().patterns()).containsExactly("target");
    }

    @Test
    void readsTheIgnoreFileOfADockerfileOutsideOfTheContext() throws Exception {
        write("app/.dockerignore", "target");
        Path ignoreFile = write("elsewhere/Dockerfile.dockerignore", "docs");

        assertThat(assemble("elsewhere/Dockerfile").ignoreFile()).contains(ignoreFile);
    }

    @Test
    void prefersAnIgnoreFileOfTheDockerfileThatIsEmpty() throws Exception {
        write("app/.dockerignore", "target");
        write("app/Dockerfile.dockerignore", "");

        assertThat(assemble("app/Dockerfile").rules().patterns()).isEmpty();
    }

    @Test
    void leavesNothingOutWithoutAnIgnoreFile() throws Exception {
        Files.createDirectory(folder.resolve("app"));

        assertThat(assemble("app/Dockerfile").ignoreFile()).isEmpty();
        assertThat(assemble("app/Dockerfile").rules().patterns()).isEmpty();
    }

    @Test
    void readsTheIgnoreFileAsPatchesLeaveIt() throws Exception {
        Path ignoreFile = write("app/.dockerignore", "target");

        assertThat(patched("app/Dockerfile", Map.of(".dockerignore", file("docs")))
                        .rules()
                        .patterns())
                .containsExactly("docs");
        assertThat(patched("app/Dockerfile", Map.of(".dockerignore", new Change.Removed()))
                        .ignoreFile())
                .isEmpty();
        assertThat(ignoreFile).hasContent("target");
    }

    @Test
    void prefersTheIgnoreFileOfTheDockerfileThatAPatchMakes() throws Exception {
        write("app/.dockerignore", "target");
        Map<String, Change> made = Map.of("docker/Dockerfile.dockerignore", file("docs"));

        assertThat(patched("app/docker/Dockerfile", made).ignoreFile())
                .contains(folder.resolve("app/docker/Dockerfile.dockerignore"));
        assertThat(patched("app/docker/Dockerfile", made).rules().patterns()).containsExactly("docs");
    }

    @Test
    void readsTheIgnoreFileInTheRootWhereAPatchRemovesTheOther() throws Exception {
        write("app/.dockerignore", "target");
        write("app/Dockerfile.dockerignore", "docs");

        assertThat(patched("app/Dockerfile", Map.of("Dockerfile.dockerignore", new Change.Removed()))
                        .rules()
                        .patterns())
                .containsExactly("target");
    }

    @Test
    void patchesNoIgnoreFileOutsideOfTheContext() throws Exception {
        write("app/.dockerignore", "target");
        write("elsewhere/Dockerfile.dockerignore", "docs");

        assertThat(patched("elsewhere/Dockerfile", Map.of("Dockerfile.dockerignore", new Change.Removed()))
                        .rules()
                        .patterns())
                .containsExactly("docs");
    }

    private DirectoryContext patched(String dockerfile, Map<String, ? extends Change> changes) {
        return new ContextAssembler().assemble(folder.resolve("app"), folder.resolve(dockerfile), Overlay.of(changes));
    }

    private static Change.File file(String content) {
        return new Change.File(content.getBytes(StandardCharsets.UTF_8), OptionalInt.empty());
    }

    private DirectoryContext assemble(String dockerfile) {
        return new ContextAssembler().assemble(folder.resolve("app"), folder.resolve(dockerfile));
    }

    private Path write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}

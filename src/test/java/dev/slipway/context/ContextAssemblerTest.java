package dev.slipway.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private DirectoryContext assemble(String dockerfile) {
        return new ContextAssembler().assemble(folder.resolve("app"), folder.resolve(dockerfile));
    }

    private Path write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}

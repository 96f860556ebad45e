package dev.slipway.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.context.ContextAssembler;
import dev.slipway.patch.FileTree.Found;
import dev.slipway.testing.FakeHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("linux")
class ContextTreeTest {

    @TempDir
    private Path root;

    @BeforeEach
    void makeTree() throws IOException {
        write("src/main.js", "main");
        write("src/old.log", "log");
        write("docs/a", "a");
        Files.createSymbolicLink(root.resolve("link"), Path.of("src/main.js"));
        Files.createSymbolicLink(root.resolve("folder"), Path.of("src"));
        Files.setAttribute(root.resolve("src/main.js"), "unix:mode", 0750);
    }

    private void write(String path, String text) {
        FakeHome.write(root.resolve(path), text);
    }

    private Found find(String path) {
        Path dockerfile = root.resolve("docker/Dockerfile.agent");
        return new ContextTree(new ContextAssembler().assemble(root, dockerfile), dockerfile).find(path);
    }

    @Test
    void fileIsFoundWithModeAndContent() throws IOException {
        assertThat(find("src/main.js"))
                .isInstanceOfSatisfying(
                        Found.File.class, file -> assertThat(file.mode()).isEqualTo(0750));
        Found.File file = (Found.File) find("src/main.js");
        assertThat(new String(file.content().open().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("main");
    }

    @Test
    void linkIsFoundAndNotFollowed() {
        assertThat(find("link")).isEqualTo(new Found.Link("src/main.js"));
        assertThat(find("folder")).isEqualTo(new Found.Link("src"));
        assertThat(find("folder/main.js")).isEqualTo(new Found.Absent());
    }

    @Test
    void foldersAndPipesAreOtherAndTheRestIsAbsent() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", root.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(find("src")).isEqualTo(new Found.Other());
        assertThat(find("pipe")).isEqualTo(new Found.Other());
        assertThat(find("src/new.js")).isEqualTo(new Found.Absent());
        assertThat(find("new/folder/file")).isEqualTo(new Found.Absent());
        assertThat(find("src/main.js/below")).isEqualTo(new Found.Absent());
    }

    @Test
    void whatIsIgnoredIsRefusedWithTheLineWhetherItIsThereOrNot() {
        write(".dockerignore", "# logs\n\n**/*.log\ndocs\n!docs/kept\n");
        Found refused = new Found.Refused(
                ".dockerignore leaves it out (line 3)",
                "Take it back with the line «!src/old.log» at the end of .dockerignore, or take it out of the patch.");
        assertThat(find("src/old.log")).isEqualTo(refused);
        assertThat(find("src/new.log")).isInstanceOf(Found.Refused.class);
        assertThat(find("docs/a"))
                .isInstanceOfSatisfying(
                        Found.Refused.class,
                        found -> assertThat(found.why()).isEqualTo(".dockerignore leaves it out (line 4)"));
        assertThat(find("docs/kept")).isEqualTo(new Found.Absent());
        assertThat(find("docs")).isEqualTo(new Found.Other());
    }

    @Test
    void ignoreFileOfTheDockerfileIsNamed() {
        write("docker/Dockerfile.agent.dockerignore", "src\n");
        assertThat(find("src/main.js"))
                .isInstanceOfSatisfying(
                        Found.Refused.class,
                        found -> assertThat(found.why())
                                .isEqualTo("Dockerfile.agent.dockerignore leaves it out (line 1)"));
    }

    @Test
    void filesThatSteerTheBuildMayBePatchedThoughTheyAreIgnored() {
        write("docker/Dockerfile.agent", "FROM scratch\n");
        write(".dockerignore", "*\n");
        assertThat(find("docker/Dockerfile.agent")).isInstanceOf(Found.File.class);
        assertThat(find(".dockerignore")).isInstanceOf(Found.File.class);
        assertThat(find("docker/Dockerfile.agent.dockerignore")).isEqualTo(new Found.Absent());
        assertThat(find("docker/Dockerfile.other")).isInstanceOf(Found.Refused.class);
    }
}

package dev.slipway.buildkit.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.context.ContextAssembler;
import dev.slipway.context.ContextSelection;
import dev.slipway.context.Overlay;
import dev.slipway.testing.FakeHome;
import io.grpc.InternalMetadata;
import io.grpc.Metadata;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Headers as the bytes that come over the wire. */
class FileRequestTest {

    @TempDir
    private Path root;

    private static FileRequest request(String... namesAndValues) {
        byte[][] bytes = Stream.of(namesAndValues)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        Metadata headers = InternalMetadata.newMetadata(bytes);
        return FileRequest.parse(headers);
    }

    private ContextSelection selection(FileRequest request) {
        return request.selection(new ContextAssembler().assemble(root, root.resolve("Dockerfile")));
    }

    @Test
    void valuesComeInTheirOrder() {
        FileRequest request = request(
                "dir-name", "context", "exclude-patterns", "a", "followpaths", "b", "exclude-patterns", "!a/c d+e%20");
        assertThat(request.folder()).isEqualTo("context");
        assertThat(request.excludes()).containsExactly("a", "!a/c d+e%20");
        assertThat(request.followed()).containsExactly("b");
        assertThat(request.includes()).isEmpty();
    }

    @Test
    void onlyMarkedValuesAreEncoded() {
        FileRequest request = request(
                "followpaths-encoded",
                "1",
                "followpaths",
                "gr%C3%B6%C3%9Fe%2F100%25+%2B1",
                "exclude-patterns",
                "100%25");
        assertThat(request.followed()).containsExactly("größe/100% +1");
        assertThat(request.excludes()).containsExactly("100%25");
    }

    @Test
    void lettersThatAnOldDaemonLosesAreFoundInTheIgnoreFileAsPatchesLeaveIt() {
        FakeHome.write(root.resolve(".dockerignore"), "größe\n");
        Overlay overlay = Overlay.of(Map.of(
                ".dockerignore",
                new Overlay.Change.File("länge\n".getBytes(StandardCharsets.UTF_8), OptionalInt.empty())));
        ContextSelection selection = request("exclude-patterns", "l\uFFFDnge")
                .selection(new ContextAssembler().assemble(root, root.resolve("Dockerfile"), overlay));
        assertThat(selection.excludes()).containsExactly("länge");
    }

    @Test
    void lettersThatAnOldDaemonLosesAreFoundInTheIgnoreFile() {
        FakeHome.write(root.resolve(".dockerignore"), "größe\n# comment\n!größe/keep\nskipped\n");
        ContextSelection selection =
                selection(request("exclude-patterns", "größe", "exclude-patterns", "!größe/keep", "followpaths", "a"));
        assertThat(selection.excludes()).containsExactly("größe", "!größe/keep", "skipped");
        assertThat(selection.followed()).containsExactly("a");
    }

    @Test
    void lostLettersWithoutAnIgnoreFileStayAsTheyAre() {
        assertThat(selection(request("exclude-patterns", "größe")).excludes()).hasSize(1);
    }

    @Test
    void lostLettersOfWantedPathsAskForEverything() {
        ContextSelection selection = selection(request(
                "followpaths", "größe", "followpaths", "plain", "include-patterns", "x", "exclude-patterns", "y"));
        assertThat(selection.followed()).isEmpty();
        assertThat(selection.includes()).isEmpty();
        assertThat(selection.excludes()).containsExactly("y");
    }
}

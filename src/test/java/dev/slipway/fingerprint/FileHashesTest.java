package dev.slipway.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.context.BuildContext;
import dev.slipway.context.ContextEntry;
import dev.slipway.context.DirectoryContext;
import dev.slipway.context.Overlay;
import dev.slipway.testing.FakeHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHashesTest {

    @TempDir
    private Path temporary;

    private BuildContext patched(String content) {
        return DirectoryContext.of(temporary.resolve("context"), Optional.empty())
                .over(Overlay.of(Map.of(
                        "file",
                        new Overlay.Change.File(content.getBytes(StandardCharsets.UTF_8), OptionalInt.empty()))));
    }

    private BuildContext plain() {
        return DirectoryContext.of(temporary.resolve("context"), Optional.empty());
    }

    private static ContextEntry only(BuildContext context) {
        return context.entries().next();
    }

    private String hash(BuildContext context) {
        FileHashes hashes = new FileHashes(temporary.resolve("files.index"));
        ContextEntry entry = only(context);
        String hash = hashes.of(context.root(), entry, Objects.requireNonNull(entry.content()));
        hashes.save();
        return hash;
    }

    @Test
    void patchedFileIsHashedAsItIsAndTheIndexKnowsTheFileOnTheDisk() throws IOException {
        Path file = temporary.resolve("context/file");
        FakeHome.write(file, "plain");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        String plain = hash(plain());
        String index = Files.readString(temporary.resolve("files.index"));

        String one = hash(patched("patch"));
        String two = hash(patched("other"));

        assertThat(one).isNotEqualTo(plain).isNotEqualTo(two);
        assertThat(temporary.resolve("files.index")).hasContent(index.strip());
        assertThat(hash(patched("plain"))).isEqualTo(plain);
        assertThat(hash(plain())).isEqualTo(plain);
    }

    @Test
    void fileWithTheTimeOfThePatchedOneIsStillReadFromTheDisk() throws IOException {
        Path file = temporary.resolve("context/file");
        FakeHome.write(file, "plain");
        Files.setLastModifiedTime(file, FileTime.from(only(patched("patch")).modified()));

        assertThat(hash(patched("patch"))).isNotEqualTo(hash(plain()));
        assertThat(hash(patched("patch"))).isNotEqualTo(hash(plain()));
    }
}

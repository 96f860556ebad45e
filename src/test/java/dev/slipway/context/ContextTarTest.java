package dev.slipway.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextTarTest {

    private static final String LONG_PATH = "folder-with-a-long-name/".repeat(12) + "größe-" + "x".repeat(200);

    @TempDir
    Path root;

    @Test
    void holdsEveryFileAsItIs() throws Exception {
        byte[] large = new byte[200_001];
        new Random(1).nextBytes(large);
        Files.write(root.resolve("large"), large);
        write("empty", "");
        write("dir/file", "text");
        Files.createDirectory(root.resolve("nothing"));

        Map<String, String> contents = contents(new ContextTar(context()));

        assertThat(contents.keySet()).containsExactly("dir/", "dir/file", "empty", "large", "nothing/");
        assertThat(contents).containsEntry("dir/file", "text").containsEntry("empty", "");
        assertThat(contents.get("large")).isEqualTo(new String(large, StandardCharsets.ISO_8859_1));
    }

    @Tag("linux")
    @Test
    void belongsToRootAndKeepsModesAndWholeSeconds() throws Exception {
        write("run.sh", "x");
        Files.setAttribute(root.resolve("run.sh"), "unix:mode", 06755);
        Files.setLastModifiedTime(root.resolve("run.sh"), FileTime.from(Instant.parse("2020-02-03T04:05:06.789Z")));

        TarArchiveEntry entry = entry(entries(new ContextTar(context())), "run.sh");

        assertThat(entry.getMode()).isEqualTo(06755);
        assertThat(entry.getLastModifiedTime().toInstant()).isEqualTo(Instant.parse("2020-02-03T04:05:06Z"));
        assertThat(entry.getLongUserId()).isZero();
        assertThat(entry.getLongGroupId()).isZero();
        assertThat(entry.getUserName()).isEmpty();
        assertThat(entry.getGroupName()).isEmpty();
    }

    @Test
    void keepsLongNamesUnicodeAndLinks() throws Exception {
        write(LONG_PATH, "x");
        Files.createSymbolicLink(root.resolve("link-日本"), Path.of(LONG_PATH));

        Map<String, TarArchiveEntry> entries = entries(new ContextTar(context()));

        assertThat(entries).containsKeys(LONG_PATH, "link-日本");
        assertThat(entry(entries, "link-日本").isSymbolicLink()).isTrue();
        assertThat(entry(entries, "link-日本").getLinkName()).isEqualTo(LONG_PATH);
    }

    @Tag("linux")
    @Test
    void isReadByGnuTar(@TempDir Path copy) throws Exception {
        write(LONG_PATH, "long");
        write("a/b.txt", "text");
        Files.createDirectory(root.resolve("nothing"));
        Files.createSymbolicLink(root.resolve("link"), Path.of("a/größe"));
        Files.setAttribute(root.resolve("a/b.txt"), "unix:mode", 04750);

        Process tar = new ProcessBuilder("tar", "-xpf", "-", "-C", copy.toString())
                .redirectErrorStream(true)
                .start();
        try (InputStream stream = new ContextTar(context())) {
            stream.transferTo(tar.getOutputStream());
            tar.getOutputStream().close();
        }

        assertThat(tar.getInputStream()).asString(StandardCharsets.UTF_8).isEmpty();
        assertThat(tar.waitFor()).isZero();
        assertThat(copy.resolve(LONG_PATH)).hasContent("long");
        assertThat(copy.resolve("nothing")).isEmptyDirectory();
        assertThat(Files.readSymbolicLink(copy.resolve("link"))).isEqualTo(Path.of("a/größe"));
        assertThat(Files.getAttribute(copy.resolve("a/b.txt"), "unix:mode")).isEqualTo(0104750);
    }

    @Test
    void describesFilesOfMoreThanEightGigabytes() throws Exception {
        long size = 9L * 1024 * 1024 * 1024;
        try (RandomAccessFile file = new RandomAccessFile(root.resolve("huge").toFile(), "rw")) {
            file.setLength(size);
        }

        try (ContextTar tar = new ContextTar(context());
                TarArchiveInputStream reader = new TarArchiveInputStream(tar)) {
            TarArchiveEntry entry = reader.getNextEntry();

            assertThat(entry.getName()).isEqualTo("huge");
            assertThat(entry.getSize()).isEqualTo(size);
            assertThat(tar.bytesSent()).isLessThan(1_000_000);
        }
    }

    @Test
    void givesTheSameBytesTwiceAndByteByByte() throws Exception {
        write("a/b", "text");
        write("c", "more text");

        byte[] whole = new ContextTar(context()).readAllBytes();
        InputStream slowly = new ContextTar(context());

        assertThat(new ContextTar(context()).readAllBytes()).isEqualTo(whole);
        for (byte expected : whole) {
            assertThat((byte) slowly.read()).isEqualTo(expected);
        }
        assertThat(slowly.read()).isEqualTo(-1);
        assertThat(slowly.read()).isEqualTo(-1);
    }

    @Test
    void countsWhatWasSent() throws Exception {
        write("a/b", "text");
        write("c", "more text");
        ContextTar tar = new ContextTar(context());

        int bytes = tar.readAllBytes().length;

        assertThat(tar.bytesSent()).isEqualTo(bytes);
        assertThat(tar.filesSent()).isEqualTo(2);
        assertThat(tar.failure()).isEmpty();
    }

    @Tag("linux")
    @Test
    void putsFilesFromMemoryInTheirPlace() throws Exception {
        write("a/old", "old");
        write("a.txt", "x");
        write("z", "z");
        Files.setAttribute(root.resolve("a/old"), "unix:mode", 0750);
        Overlay overlay = Overlay.of(Map.of(
                "a/old", file("new text"),
                "a/added", file("added"),
                "new/deep/file", file("deep"),
                ".dockerfile.1", file("FROM scratch")));

        assertThat(contents(new ContextTar(context().over(overlay))))
                .containsExactly(
                        Map.entry(".dockerfile.1", "FROM scratch"),
                        Map.entry("a/", ""),
                        Map.entry("a/added", "added"),
                        Map.entry("a/old", "new text"),
                        Map.entry("a.txt", "x"),
                        Map.entry("new/", ""),
                        Map.entry("new/deep/", ""),
                        Map.entry("new/deep/file", "deep"),
                        Map.entry("z", "z"));
        Map<String, TarArchiveEntry> entries = entries(new ContextTar(context().over(overlay)));
        assertThat(entry(entries, "a/old").getMode()).isEqualTo(0750);
        assertThat(entry(entries, "a/added").getMode()).isEqualTo(0644);
        assertThat(entry(entries, "new/").getMode()).isEqualTo(0755);
    }

    private static Overlay.Change.File file(String content) {
        return new Overlay.Change.File(bytes(content), OptionalInt.empty());
    }

    @Test
    void refusesAFileThatShrankWhileItWasSent() throws Exception {
        write("log", "x".repeat(300_000));
        ContextTar tar = new ContextTar(context());
        tar.readNBytes(1000);
        write("log", "x".repeat(100_000));

        assertFailure(tar, "log", "it became shorter while it was sent. Let nothing write to the context");
    }

    @Test
    void refusesAFileThatGrewWhileItWasSent() throws Exception {
        write("log", "x".repeat(300_000));
        ContextTar tar = new ContextTar(context());
        tar.readNBytes(1000);
        write("log", "x".repeat(300_001));

        assertFailure(tar, "log", "it became longer while it was sent. Let nothing write to the context");
    }

    @Test
    void refusesAFileThatVanishesBeforeItIsSent() throws Exception {
        write("a", "a");
        BuildContext walked = fixed(context().entries().next());
        Files.delete(root.resolve("a"));

        assertFailure(new ContextTar(walked), "a", "it vanished while the context was read. Let nothing write");
    }

    @Test
    void saysWhichFileMayNotBeRead() throws Exception {
        write("key.pem", "x");
        ContextEntry file = context().entries().next();
        ContentSource denied = () -> {
            throw new AccessDeniedException(file.path());
        };
        ContextEntry entry =
                new ContextEntry(file.path(), file.kind(), file.mode(), file.size(), file.modified(), null, denied);

        assertFailure(
                new ContextTar(fixed(entry)),
                "key.pem",
                "permission denied. Let the user who runs Maven read it, or name it in the ignore file.");
    }

    @Test
    void staysFailedHoweverOftenItIsRead() throws Exception {
        Path gone = Files.createDirectory(root.resolve("gone"));
        ContextTar tar = new ContextTar(DirectoryContext.of(gone, Optional.empty()));
        Files.delete(gone);

        assertThatThrownBy(tar::readAllBytes)
                .isInstanceOf(IOException.class)
                .hasCauseInstanceOf(ContextException.class);
        assertThatThrownBy(tar::read).isInstanceOf(IOException.class);
    }

    private void assertFailure(ContextTar tar, String file, String message) {
        String expected = "Cannot read " + root.resolve(file) + " for the build context: " + message;
        assertThatThrownBy(tar::readAllBytes).isInstanceOf(IOException.class).hasMessageStartingWith(expected);
        assertThat(tar.failure()).hasValueSatisfying(failure -> {
            assertThat(failure).hasMessageStartingWith(expected);
            assertThat(failure.path()).isEqualTo(root.resolve(file));
        });
    }

    private DirectoryContext context() {
        return DirectoryContext.of(root, Optional.empty());
    }

    /** A context whose walk was over before the tar is read. */
    private BuildContext fixed(ContextEntry entry) {
        return new BuildContext() {
            @Override
            public Path root() {
                return root;
            }

            @Override
            public Optional<Path> ignoreFile() {
                return Optional.empty();
            }

            @Override
            public IgnoreRules rules() {
                return IgnoreRules.none();
            }

            @Override
            public BuildContext over(Overlay changes) {
                return this;
            }

            @Override
            public Iterator<ContextEntry> entries() {
                return List.of(entry).iterator();
            }

            @Override
            public Iterator<ContextEntry> entries(ContextSelection selection) {
                return entries();
            }

            @Override
            public BuildContext including(Iterable<String> paths) {
                return this;
            }

            @Override
            public BuildContext reaching(List<String> paths) {
                return this;
            }
        };
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, TarArchiveEntry> entries(ContextTar tar) throws IOException {
        Map<String, TarArchiveEntry> entries = new LinkedHashMap<>();
        try (TarArchiveInputStream reader = new TarArchiveInputStream(tar, "UTF-8")) {
            for (TarArchiveEntry entry = reader.getNextEntry(); entry != null; entry = reader.getNextEntry()) {
                entries.put(entry.getName(), entry);
            }
        }
        return entries;
    }

    private static TarArchiveEntry entry(Map<String, TarArchiveEntry> entries, String name) {
        return Optional.ofNullable(entries.get(name)).orElseThrow();
    }

    private static Map<String, String> contents(ContextTar tar) throws IOException {
        Map<String, String> contents = new LinkedHashMap<>();
        try (TarArchiveInputStream reader =
                new TarArchiveInputStream(new ByteArrayInputStream(tar.readAllBytes()), "UTF-8")) {
            for (TarArchiveEntry entry = reader.getNextEntry(); entry != null; entry = reader.getNextEntry()) {
                contents.put(entry.getName(), new String(reader.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }
}

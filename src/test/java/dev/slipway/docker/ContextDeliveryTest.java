package dev.slipway.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.model.Image;
import dev.slipway.context.BuildContext;
import dev.slipway.context.ContentSource;
import dev.slipway.context.ContextAssembler;
import dev.slipway.context.ContextEntry;
import dev.slipway.context.ContextException;
import dev.slipway.context.ContextSelection;
import dev.slipway.context.IgnoreRules;
import dev.slipway.context.Overlay;
import dev.slipway.image.ImageContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a context as they come out of the image that a real engine made of them. */
@Tag("docker")
class ContextDeliveryTest {

    @TempDir
    private Path temporary;

    private Path folder;
    private Workbench bench;

    @BeforeEach
    void open() {
        folder = temporary.resolve("context");
        bench = new Workbench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Map<String, TarArchiveEntry> built() {
        return bench.tree(bench.build(), "/in");
    }

    @Test
    void oddNamesArriveAsTheyAre() {
        String longPath = "a-long-folder-name/".repeat(14) + "file";
        List<String> names = List.of(
                "with space", "quote'd \"twice\"", "Grüße 世界 🚢", "back\\slash", "-dash", "#hash", "*star", longPath);
        names.forEach(name -> bench.file("in/" + name, name));
        bench.dockerfile("FROM scratch\nCOPY in /in\n");
        assertThat(longPath).hasSizeGreaterThan(255);
        assertThat(built()).containsKeys(names.toArray(String[]::new));
    }

    @Test
    void contentModesLinksAndEmptyFoldersArriveAsTheyAre() throws IOException {
        bench.file("in/run.sh", "#!/bin/sh\n").file("in/secret", "x").file("in/empty-file", "");
        Files.setPosixFilePermissions(folder.resolve("in/run.sh"), PosixFilePermissions.fromString("rwxr-x--x"));
        Files.setPosixFilePermissions(folder.resolve("in/secret"), PosixFilePermissions.fromString("r--------"));
        Files.createDirectories(folder.resolve("in/empty/deeper"));
        Files.createSymbolicLink(folder.resolve("in/link"), Path.of("run.sh"));
        Files.createSymbolicLink(folder.resolve("in/nowhere"), Path.of("/does/not/exist"));
        bench.dockerfile("FROM slipway-it/busybox:1\nCOPY in /in\n");
        ImageContent image = bench.build();
        Map<String, String> tree = new TreeMap<>();
        bench.tree(image, "/in").forEach((path, entry) -> tree.put(path, described(entry)));
        assertThat(tree)
                .containsEntry("run.sh", "0 751 10")
                .containsEntry("secret", "0 400 1")
                .containsEntry("empty-file", "0 644 0")
                .containsEntry("empty/deeper", "0 755 folder")
                .containsEntry("link", "-> run.sh")
                .containsEntry("nowhere", "-> /does/not/exist");
        assertThat(bench.run(image, "cat", "/in/link")).isEqualTo("#!/bin/sh\n");
    }

    /** Owner, mode and size. */
    private static String described(TarArchiveEntry entry) {
        return entry.isSymbolicLink()
                ? "-> " + entry.getLinkName()
                : entry.getLongUserId() + " " + Integer.toOctalString(entry.getMode() & 07777) + " "
                        + (entry.isDirectory() ? "folder" : entry.getSize());
    }

    @Test
    void dockerfileFromOutsideOfTheContextIsUsedAndLeftOutOfTheImage() {
        bench.file("in/a", "1")
                .file("Dockerfile", "FROM slipway-it/busybox:1\nRUN exit 1\n")
                .dockerfile(temporary.resolve("elsewhere/Dockerfile.other"), "FROM scratch\nCOPY . /in/\n");
        assertThat(built()).containsOnlyKeys("", "Dockerfile", "in", "in/a");
    }

    @Test
    void hiddenDockerfileIsStillUsedButNotCopied() {
        bench.file("a", "1")
                .file(".dockerignore", "Dockerfile\n.dockerignore\n*.log\n")
                .file("b.log", "")
                .dockerfile("FROM scratch\nCOPY . /in/\n");
        assertThat(built()).containsOnlyKeys("", "a");
    }

    @Test
    void ignoreFileOfADockerfileCountsInPlaceOfTheCommonOne() {
        bench.file("a", "1")
                .file("b", "2")
                .file(".dockerignore", "a\n")
                .file("Dockerfile.app.dockerignore", "b\nDockerfile*\n")
                .dockerfile(folder.resolve("Dockerfile.app"), "FROM scratch\nCOPY . /in/\n");
        assertThat(built()).containsKey("a").doesNotContainKeys("b", "Dockerfile.app", "Dockerfile.app.dockerignore");
    }

    @Test
    void linkedDockerfileIsFollowedEvenOutOfTheContext() throws IOException {
        bench.file("a", "1").dockerfile(temporary.resolve("shared/Dockerfile"), "FROM scratch\nCOPY a /in/\n");
        Path link = Files.createSymbolicLink(folder.resolve("Dockerfile"), temporary.resolve("shared/Dockerfile"));
        bench.at(link);
        assertThat(built()).containsKey("a");
    }

    @Test
    void fileThatGrowsWhileItIsSentIsNamedAndLeavesNoImage() {
        assertChanged(() -> new ByteArrayInputStream(new byte[11]), "it became longer while it was sent");
    }

    @Test
    void fileThatShrinksWhileItIsSentIsNamedAndLeavesNoImage() {
        assertChanged(() -> new ByteArrayInputStream(new byte[9]), "it became shorter while it was sent");
    }

    @Test
    void fileThatVanishesBeforeItIsSentIsNamedAndLeavesNoImage() {
        assertChanged(
                () -> {
                    throw new NoSuchFileException("gone");
                },
                "it vanished while the context was read");
    }

    private void assertChanged(ContentSource content, String whatHappened) {
        bench.dockerfile("FROM scratch\nCOPY . /in/\n").file("before", "1");
        BuildContext context = withFile(new ContextAssembler().assemble(folder, folder.resolve("Dockerfile")), content);
        assertThatThrownBy(() -> bench.build(context))
                .isInstanceOf(ContextException.class)
                .hasMessage("Cannot read " + folder.resolve("zz-changing") + " for the build context: " + whatHappened
                        + ". Let nothing write to the context during a build, or name what is written in the ignore"
                        + " file.");
        List<Image> made = bench.made();
        assertThat(made).isEmpty();
    }

    /** The context with one more file, of which the walk saw ten bytes. */
    private static BuildContext withFile(BuildContext context, ContentSource content) {
        return new BuildContext() {
            @Override
            public Path root() {
                return context.root();
            }

            @Override
            public Optional<Path> ignoreFile() {
                return context.ignoreFile();
            }

            @Override
            public IgnoreRules rules() {
                return context.rules();
            }

            @Override
            public BuildContext over(Overlay changes) {
                return withFile(context.over(changes), content);
            }

            @Override
            public Iterator<ContextEntry> entries() {
                List<ContextEntry> entries = new ArrayList<>();
                context.entries().forEachRemaining(entries::add);
                entries.add(new ContextEntry(
                        "zz-changing", ContextEntry.Kind.FILE, 0644, 10, Instant.EPOCH, null, content));
                return entries.iterator();
            }

            @Override
            public Iterator<ContextEntry> entries(ContextSelection selection) {
                return entries();
            }

            @Override
            public BuildContext including(Iterable<String> paths) {
                return withFile(context.including(paths), content);
            }

            @Override
            public BuildContext reaching(List<String> paths) {
                return withFile(context.reaching(paths), content);
            }
        };
    }

    @Test
    void fileOfManyMegabytesArrivesWhole() throws IOException {
        byte[] bytes = new byte[20_000_003];
        new Random(7).nextBytes(bytes);
        bench.file("in/x", "").dockerfile("FROM slipway-it/busybox:1\nCOPY in /in\nRUN sha256sum /in/x > /sum\n");
        Files.write(folder.resolve("in/x"), bytes);
        String sum = bench.run(bench.build(), "cat", "/sum");
        assertThat(sum).startsWith(sha256(bytes));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void namesInTheDockerfileItselfMayBeForeignToo() {
        bench.file("in/Größe", "7").dockerfile("FROM slipway-it/busybox:1\nCOPY in/Größe /Größe\n");
        assertThat(bench.run(bench.build(), "cat", "/Größe")).isEqualTo("7");
    }
}

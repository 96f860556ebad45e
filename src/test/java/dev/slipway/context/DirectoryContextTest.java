package dev.slipway.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.context.ContextEntry.Kind;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryContextTest {

    @TempDir
    Path root;

    @TempDir
    Path outside;

    @Test
    void comesInTheOrderOfBytesWithFoldersBeforeTheirContents() throws Exception {
        write("b", "a/b", "a.txt", "a-b", "B", "\uFFFDx", "😀", "ä");
        Files.createDirectory(root.resolve("empty"));

        assertThat(paths(context()))
                .containsExactly("B", "a", "a/b", "a-b", "a.txt", "b", "empty", "ä", "\uFFFDx", "😀");
    }

    @Tag("linux")
    @Test
    void tellsModesSizesAndTimes() throws Exception {
        write("run.sh", "dir/x");
        Files.setAttribute(root.resolve("run.sh"), "unix:mode", 04751);
        Files.setAttribute(root.resolve("dir"), "unix:mode", 01700);
        Instant time = Instant.parse("2020-02-03T04:05:06.789Z");
        Files.setLastModifiedTime(root.resolve("run.sh"), FileTime.from(time));

        ContextEntry script = entry("run.sh");
        assertThat(script.kind()).isEqualTo(Kind.FILE);
        assertThat(script.mode()).isEqualTo(04751);
        assertThat(script.size()).isEqualTo("run.sh".length());
        assertThat(script.modified()).isEqualTo(time);
        assertThat(entry("dir").kind()).isEqualTo(Kind.DIRECTORY);
        assertThat(entry("dir").mode()).isEqualTo(01700);
        assertThat(entry("dir").size()).isZero();
    }

    @Test
    void keepsSymbolicLinksAsTheyAre() throws Exception {
        write("real/file");
        Files.createSymbolicLink(root.resolve("folder"), Path.of("real"));
        Files.createSymbolicLink(root.resolve("dangling"), Path.of("../no/where"));
        Files.createSymbolicLink(root.resolve("absolute"), Path.of("/etc/hosts"));
        Files.createSymbolicLink(root.resolve("real/ünïcode"), Path.of("../größe"));

        assertThat(paths(context()))
                .containsExactly("absolute", "dangling", "folder", "real", "real/file", "real/ünïcode");
        assertThat(entry("folder").kind()).isEqualTo(Kind.SYMBOLIC_LINK);
        assertThat(entry("folder").linkTarget()).isEqualTo("real");
        assertThat(entry("dangling").linkTarget()).isEqualTo("../no/where");
        assertThat(entry("absolute").linkTarget()).isEqualTo("/etc/hosts");
        assertThat(entry("real/ünïcode").linkTarget()).isEqualTo("../größe");
    }

    @Test
    void leavesOutWhatIsIgnored() throws Exception {
        write("target/classes/A", "target/app.jar", "src/A", "a.log");

        assertThat(paths(context("target", "*.log"))).containsExactly("src", "src/A");
    }

    @Test
    void sendsIgnoredFoldersOnlyForTheExceptionsInThem() throws Exception {
        write("target/classes/A", "target/lib/deep/app.jar", "other/x", "empty/y");

        assertThat(paths(context("*", "!target/lib/*/app.jar", "!empty/no")))
                .containsExactly("target", "target/lib", "target/lib/deep", "target/lib/deep/app.jar");
    }

    @Test
    void includesWhatIsAskedForDespiteTheRules() throws Exception {
        write("docker/Dockerfile", "docker/other", ".dockerignore");

        DirectoryContext context = context("*").including(List.of("docker/Dockerfile"));

        assertThat(paths(context)).containsExactly("docker", "docker/Dockerfile");
        assertThat(context.rules().patterns()).containsExactly("*", "!docker/Dockerfile");
    }

    @Test
    void takesARootThatIsALink(@TempDir Path elsewhere) throws Exception {
        write("a/b");
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), root);

        assertThat(paths(DirectoryContext.of(link, Optional.empty()))).containsExactly("a", "a/b");
    }

    @Tag("linux")
    @Test
    void makesFilesExecutableWhereThereAreNoPermissions() throws Exception {
        write("dir/file");
        Files.setAttribute(root.resolve("dir/file"), "unix:mode", 0640);

        List<ContextEntry> entries = entries(DirectoryContext.of(root, Optional.empty(), false));

        assertThat(entries).extracting(ContextEntry::path).containsExactly("dir", "dir/file");
        assertThat(entries).extracting(ContextEntry::mode).containsExactly(0755, 0755);
    }

    @Test
    void writesLinkTargetsWithSlashesWhereThereAreNoPermissions() throws Exception {
        Files.createSymbolicLink(root.resolve("link"), Path.of("..\\dir\\file"));

        assertThat(entries(DirectoryContext.of(root, Optional.empty(), false)))
                .extracting(ContextEntry::linkTarget)
                .containsExactly("../dir/file");
    }

    @Test
    void readsFileSystemsThatAreNotUnix() throws Exception {
        URI zip = URI.create("jar:" + root.resolve("context.zip").toUri());
        try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            Files.createDirectories(files.getPath("/app/größe"));
            Files.writeString(files.getPath("/app/größe/file"), "text");

            assertThat(paths(DirectoryContext.of(files.getPath("/app"), Optional.empty())))
                    .containsExactly("größe", "größe/file");
        }
    }

    @Test
    void leavesOutSockets() throws Exception {
        write("file");
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(root.resolve("agent.sock")));

            assertThat(paths(context())).containsExactly("file");
        }
    }

    @Test
    void refusesNamedPipesUnlessTheyAreIgnored() throws Exception {
        run("mkfifo", root.resolve("pipe").toString());

        assertThat(paths(context("pi*"))).isEmpty();
        assertThatThrownBy(() -> paths(context()))
                .hasMessage("Cannot read " + root.resolve("pipe") + " for the build context: it is a named pipe, which"
                        + " cannot be sent. Remove it, or name it in the ignore file.");
    }

    @Test
    void refusesNamesThatAreNotUtf8UnlessTheyAreIgnored() throws Exception {
        run("sh", "-c", "mkdir \"$0/sub\" && touch \"$0/sub/$(printf 'caf\\351')\"", root.toString());

        assertThat(paths(context("sub/*"))).containsExactly("sub");
        assertThatThrownBy(() -> paths(context()))
                .isInstanceOf(ContextException.class)
                .hasMessageContaining("its name is not UTF-8. Rename it, or name its folder in the ignore file.");
    }

    @Test
    void readsUtf8NamesInALocaleThatHasNone() throws Exception {
        write("größe/日本😀");
        Files.createSymbolicLink(root.resolve("link"), Path.of("größe/日本😀"));

        assertThat(runInPlainLocale(root)).isEqualTo("""
                gr\\u00f6\\u00dfe
                gr\\u00f6\\u00dfe/\\u65e5\\u672c\\ud83d\\ude00
                link -> gr\\u00f6\\u00dfe/\\u65e5\\u672c\\ud83d\\ude00
                """);
    }

    @Test
    void saysWhichFolderVanishedDuringTheWalk() throws Exception {
        write("a/x", "b/y");
        Iterator<ContextEntry> walk = context().entries();
        walk.next();
        Files.delete(root.resolve("b/y"));
        Files.delete(root.resolve("b"));

        assertThatThrownBy(() -> walk.forEachRemaining(entry -> {}))
                .hasMessage("Cannot read " + root.resolve("b") + " for the build context: it vanished while the context"
                        + " was read. Let nothing write to the context during a build, or name what is written in the"
                        + " ignore file.");
    }

    @Test
    void refusesARootThatIsNotAFolder() throws Exception {
        write("file");

        assertThatThrownBy(() -> DirectoryContext.of(root.resolve("none"), Optional.empty()))
                .hasMessage("Cannot read " + root.resolve("none") + " for the build context: there is no such folder."
                        + " Set <contextDir> to the folder that the Dockerfile copies from.");
        assertThatThrownBy(() -> DirectoryContext.of(root.resolve("file"), Optional.empty()))
                .hasMessageContaining("it is not a folder");
    }

    @Test
    void countsWhatItHolds() throws Exception {
        write("a/1234567890", "b");
        Files.createSymbolicLink(root.resolve("link"), Path.of("b"));
        Files.createDirectory(root.resolve("empty"));

        assertThat(ContextSummary.of(context())).isEqualTo(new ContextSummary(3, 2, 11));
    }

    /** Prints the entries of the folder in its first argument, in ASCII. */
    public static void main(String[] arguments) {
        for (ContextEntry entry : entries(DirectoryContext.of(Path.of(arguments[0]), Optional.empty()))) {
            String line = entry.linkTarget() == null ? entry.path() : entry.path() + " -> " + entry.linkTarget();
            StringBuilder ascii = new StringBuilder();
            line.chars().forEach(c -> ascii.append(c < 0x80 ? String.valueOf((char) c) : "\\u%04x".formatted(c)));
            System.out.println(ascii);
        }
    }

    private static String runInPlainLocale(Path folder) throws Exception {
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DirectoryContextTest.class.getName(),
                folder.toString());
        java.environment().put("LC_ALL", "C");
        Process process = java.redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private DirectoryContext context(String... patterns) throws IOException {
        if (patterns.length == 0) {
            return DirectoryContext.of(root, Optional.empty());
        }
        Path rules = Files.write(outside.resolve(".dockerignore"), List.of(patterns));
        return DirectoryContext.of(root, Optional.of(rules));
    }

    private ContextEntry entry(String path) throws IOException {
        return entries(context()).stream()
                .filter(entry -> entry.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> paths(BuildContext context) {
        return entries(context).stream().map(ContextEntry::path).toList();
    }

    private static List<ContextEntry> entries(BuildContext context) {
        List<ContextEntry> entries = new ArrayList<>();
        context.entries().forEachRemaining(entries::add);
        return entries;
    }

    /** Files that hold the last segment of their path. */
    private void write(String... paths) throws IOException {
        for (String path : paths) {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, path.substring(path.lastIndexOf('/') + 1));
        }
    }
}

package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.context.ContextAssembler;
import dev.slipway.dockerfile.BuildSettings;
import dev.slipway.endpoint.Surroundings;
import dev.slipway.engine.Engine;
import dev.slipway.fingerprint.FileHashes;
import dev.slipway.fingerprint.FingerprintReader;
import dev.slipway.image.Digest;
import dev.slipway.image.Fingerprint;
import dev.slipway.image.ImageReference;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.EngineSettings;
import dev.slipway.plan.Settings;
import dev.slipway.receipt.ReceiptFolder;
import dev.slipway.testing.EngineImages;
import dev.slipway.testing.FakeHome;
import dev.slipway.testing.ImageSettings;
import dev.slipway.testing.RecordingLog;
import dev.slipway.testing.RegistryProcess;
import dev.slipway.testing.TestModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What leads to a new build, and what does not. */
@Tag("engine")
class UnchangedImagesTest {

    private static final String DOCKERFILE = """
            ARG TOOL=none
            FROM slipway-it/busybox:1 AS tools
            COPY tools /tools
            FROM slipway-it/busybox:1 AS app
            ARG GREETING
            COPY app/ /app/
            COPY --from=tools /tools /tools
            ENV GREETING=$GREETING
            FROM slipway-it/busybox:1 AS other
            COPY other.txt /
            FROM app AS last
            """;

    private final String name = "slipway-test/" + UUID.randomUUID().toString().substring(0, 8) + "-app";
    private final Set<String> references = new HashSet<>();
    private final BuildSession eyes = new BuildSession();

    @TempDir
    private Path folder;

    private Path module;

    @BeforeEach
    void files() {
        module = folder.resolve("module");
        write("Dockerfile", DOCKERFILE);
        write("tools", "tools\n");
        write("app/main.txt", "main\n");
        write("app/deep/er.txt", "deeper\n");
        write("app/skipped.log", "log\n");
        write("other.txt", "other\n");
        write(".dockerignore", "**/*.log\n");
    }

    @AfterEach
    void removeNames() {
        Engine engine = components(eyes, new RecordingLog()).engine(EngineSettings.auto());
        references.forEach(reference -> engine.images().untag(ImageReference.parse(reference)));
        eyes.close();
    }

    private void write(String path, String text) {
        FakeHome.write(module.resolve(path), text);
    }

    private Components components(BuildSession session, RecordingLog log) {
        FakeHome home = new FakeHome(folder.resolve("home"));
        Surroundings.ofThisProcess().variable("DOCKER_HOST").ifPresent(host -> home.with("DOCKER_HOST", host));
        return new Components(
                home.surroundings(), (host, namespace) -> Optional.empty(), id -> Optional.empty(), session, log);
    }

    private ImageSettings image(TestModule described) {
        return described.image(name).with("alias", "app").with("target", "last").arg("GREETING", "hello");
    }

    /** One Maven run with the usual configuration and a change to it; the events of its log. */
    private List<String> run(Consumer<ImageSettings> change) {
        TestModule described = new TestModule(module).withoutOciLabels();
        change.accept(image(described));
        return run(described.plan());
    }

    private List<String> run() {
        return run(image -> {});
    }

    private List<String> run(BuildPlan plan) {
        RecordingLog log = new RecordingLog();
        plan.images()
                .forEach(image -> image.localReferences().forEach(reference -> references.add(reference.toString())));
        try (BuildSession session = new BuildSession()) {
            new BuildImages(components(session, log), new ReceiptFolder(module.resolve("target/slipway")), log)
                    .run(plan);
        }
        return log.events().stream()
                .filter(event -> event.matches("(built|unchanged|changed|warning).*"))
                .toList();
    }

    private Digest id(String tag) {
        return components(eyes, new RecordingLog())
                .engine(EngineSettings.auto())
                .images()
                .find(name + ":" + tag)
                .orElseThrow();
    }

    @Test
    void secondRunBuildsNothingAndOnlyTags() {
        assertThat(run()).containsExactly("built app");
        Digest first = id("1.4.0");

        assertThat(run(image -> image.with("tags", "semver", "latest"))).containsExactly("unchanged app");
        assertThat(id("1.4.0")).isEqualTo(first);
        assertThat(id("latest")).isEqualTo(first);
    }

    private interface Change {
        void make(UnchangedImagesTest test) throws IOException;
    }

    private static Arguments change(String name, Change change) {
        return Arguments.of(name, change);
    }

    static Stream<Arguments> changesThatMatter() {
        return Stream.of(
                change("files", test -> test.write("tools", "TOOLS\n")),
                change("files", test -> test.write("app/deep/er.txt", "DEEPER\n")),
                change("files", test -> test.write("app/new.txt", "new\n")),
                change("files", test -> Files.delete(test.module.resolve("app/main.txt"))),
                change(
                        "files",
                        test -> Files.setPosixFilePermissions(
                                test.module.resolve("app/main.txt"), PosixFilePermissions.fromString("rwxr-x---"))),
                change("files", test -> {
                    Files.delete(test.module.resolve("app/main.txt"));
                    Files.createSymbolicLink(test.module.resolve("app/main.txt"), Path.of("deep/er.txt"));
                }),
                change("files", test -> test.write(".dockerignore", "**/*.log\napp/deep\n")),
                change("files", test -> test.write("Dockerfile.dockerignore", "")),
                change("Dockerfile", test -> test.write("Dockerfile", DOCKERFILE + "ENV MORE=1\n")),
                change("Dockerfile", test -> test.write("Dockerfile", DOCKERFILE.replace("TOOL=none", "TOOL=some"))));
    }

    @ParameterizedTest
    @MethodSource("changesThatMatter")
    void whatTheDockerfileReachesLeadsToANewBuild(String part, Change change) throws IOException {
        run();

        change.make(this);

        assertThat(run()).containsExactly("changed app [" + part + "]", "built app");
        assertThat(run()).containsExactly("unchanged app");
    }

    static Stream<Arguments> changesThatDoNot() {
        return Stream.of(
                change("a file that no stage copies", test -> test.write("README.md", "read\n")),
                change("a file of a stage that is not built", test -> test.write("other.txt", "OTHER\n")),
                change("an ignored file", test -> test.write("app/skipped.log", "LOG\n")),
                change(
                        "a time",
                        test -> Files.setLastModifiedTime(
                                test.module.resolve("app/main.txt"), FileTime.from(Instant.EPOCH))),
                change("a comment", test -> test.write("Dockerfile", "# hello\n" + DOCKERFILE)),
                change(
                        "a stage that is not built",
                        test -> test.write("Dockerfile", DOCKERFILE.replace("other.txt /", "other.txt /x/"))),
                change("an ignore rule for nothing", test -> test.write(".dockerignore", "**/*.log\n*.none\n")));
    }

    @ParameterizedTest
    @MethodSource("changesThatDoNot")
    void whatTheDockerfileDoesNotReachLeadsToNone(String what, Change change) throws IOException {
        run();

        change.make(this);

        assertThat(run()).as(what).containsExactly("unchanged app");
    }

    static Stream<Arguments> settingsThatMatter() {
        return Stream.of(
                Arguments.of("arguments", (Consumer<ImageSettings>) image -> image.arg("GREETING", "bye")),
                Arguments.of("labels", (Consumer<ImageSettings>) image -> image.label("team", "yard")),
                Arguments.of("settings", (Consumer<ImageSettings>) image -> image.with("network", "none")),
                Arguments.of("platforms", (Consumer<ImageSettings>) image -> image.with("platforms", "linux/amd64")),
                Arguments.of(
                        "Dockerfile, files, target", (Consumer<ImageSettings>) image -> image.with("target", "other")));
    }

    @ParameterizedTest
    @MethodSource("settingsThatMatter")
    void settingsLeadToANewBuild(String parts, Consumer<ImageSettings> change) {
        run();

        assertThat(run(change)).containsExactly("changed app [" + parts + "]", "built app");
    }

    @Test
    void newBaseLeadsToANewBuild() {
        write("Dockerfile.base", "FROM slipway-it/busybox:1\nENV BASE=1\n");
        String base = name + "-base";
        write("Dockerfile", "FROM " + base + ":1.4.0\nCOPY tools /tools\n");
        Consumer<List<String>> baseIsBuilt = events -> assertThat(events).contains("built base", "built app");

        baseIsBuilt.accept(run(withBase(base)));
        assertThat(run(withBase(base))).containsExactlyInAnyOrder("unchanged base", "unchanged app");

        write("Dockerfile.base", "FROM slipway-it/busybox:1\nENV BASE=2\n");
        assertThat(run(withBase(base)))
                .containsExactly("changed base [Dockerfile]", "built base", "changed app [bases]", "built app");
    }

    @Test
    void baseInARegistryIsLookedUpThere() {
        String fromRegistry = name + "-remote";
        try (RegistryProcess registry = RegistryProcess.start();
                EngineImages images = new EngineImages()) {
            String base = registry.host() + "/fleet/base:1";
            push(images, base, fromRegistry, "1");
            write("Dockerfile", "FROM " + base + " AS last\nCOPY tools /tools\n");
            run();
            images.remove(registry.host() + "/fleet/base");

            assertThat(run()).containsExactly("unchanged app");
            write("README.md", "what the base does not copy\n");
            assertThat(run()).containsExactly("unchanged app");

            push(images, base, fromRegistry, "2");
            images.remove(registry.host() + "/fleet/base");
            assertThat(run()).containsExactly("changed app [bases]", "built app");

            push(images, base, fromRegistry, "2\nONBUILD COPY README.md /");
            images.remove(registry.host() + "/fleet/base");
            run();
            write("README.md", "what the base copies\n");
            assertThat(run()).containsExactly("changed app [files]", "built app");
        } finally {
            try (EngineImages images = new EngineImages()) {
                images.remove(fromRegistry);
            }
        }
    }

    private static void push(EngineImages images, String reference, String local, String content) {
        images.build(local + ":1", "FROM slipway-it/busybox:1\nENV BASE=" + content + "\n");
        images.push(local + ":1", reference, "", "");
    }

    private BuildPlan withBase(String base) {
        TestModule described = new TestModule(module).withoutOciLabels();
        described.image(name).with("alias", "app").with("pullPolicy", "never");
        described.image(base).with("alias", "base").with("dockerFile", "Dockerfile.base");
        return described.plan();
    }

    @Test
    void afterCleanTheImageIsFoundByItsName() throws IOException {
        run();
        Digest first = id("1.4.0");
        deleteReceipts();

        assertThat(run()).containsExactly("unchanged app");
        assertThat(id("1.4.0")).isEqualTo(first);
    }

    private void deleteReceipts() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(module.resolve("target"))) {
            all.forEach(file -> files.add(0, file));
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }

    @Test
    void imageThatTheEngineLostIsBuilt() {
        run();
        Engine engine = components(eyes, new RecordingLog()).engine(EngineSettings.auto());
        engine.images().untag(ImageReference.parse(name + ":1.4.0"));

        assertThat(run()).containsExactly("built app");
    }

    @Test
    void imageOfAnotherFingerprintUnderTheNameIsNotTakenForIt() {
        run();
        run(image -> image.arg("GREETING", "bye"));
        Digest bye = id("1.4.0");

        assertThat(run()).contains("built app");
        assertThat(id("1.4.0")).isNotEqualTo(bye);
    }

    @Test
    void buildCanBeForced() {
        run();

        assertThat(run(image -> image.with("skipUnchanged", "false"))).containsExactly("built app");
        assertThat(run(image -> image.with("noCache", "true"))).containsExactly("built app");
        assertThat(run()).containsExactly("unchanged app");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tools", "**/er.txt", "app/deep"})
    void rebuildOnNamesTheFilesThatCount(String pattern) {
        Consumer<ImageSettings> rebuildOn = image -> image.with("rebuildOn", pattern);
        run(rebuildOn);

        write("app/main.txt", "changed\n");
        assertThat(run(rebuildOn)).containsExactly("unchanged app");

        write("tools", "changed\n");
        write("app/deep/er.txt", "changed\n");
        assertThat(run(rebuildOn)).containsExactly("changed app [files]", "built app");
    }

    private void writePatch(String path, String to) {
        write("patches/a.patch", "--- a/" + path + "\n+++ b/" + path + "\n@@ -1 +1 @@\n-main\n+" + to + "\n");
    }

    @Test
    void changedPatchLeadsToANewBuildOfWhatItChanges() {
        writePatch("app/main.txt", "one");
        Consumer<ImageSettings> patched = image -> image.patches("patches");
        assertThat(run(patched)).containsExactly("built app");
        assertThat(run(patched)).containsExactly("unchanged app");

        writePatch("app/main.txt", "two");
        assertThat(run(patched)).containsExactly("changed app [files, labels, patches]", "built app");
    }

    @Test
    void patchCountsWhereItsFileDoesNotAndWhereItFitsDoesNotCount() {
        writePatch("app/main.txt", "one");
        Consumer<ImageSettings> patched = image -> image.patches("patches").with("rebuildOn", "tools");
        run(patched);

        write("app/main.txt", "more\nmain\n");
        assertThat(run(patched)).containsExactly("unchanged app");

        writePatch("app/main.txt", "two");
        assertThat(run(patched)).containsExactly("changed app [patches]", "built app");
    }

    @Test
    void patchForTheBuiltImageCountsWithAllThatIsSaidOfIt() {
        writePatch("main.txt", "one");
        TestModule inApp = new TestModule(module);
        image(inApp).patches(new Settings.Patch("patches", null, "/app", null, null, null, null));
        TestModule elsewhere = new TestModule(module);
        image(elsewhere).patches(new Settings.Patch("patches", null, "/srv", null, null, null, null));
        String first = patches(inApp);

        assertThat(patches(elsewhere)).isNotEqualTo(first);
        writePatch("main.txt", "two");
        assertThat(patches(inApp)).isNotEqualTo(first);
        writePatch("main.txt", "one");
        assertThat(patches(inApp)).isEqualTo(first);
    }

    /** The part of the fingerprint that is about patches. */
    private String patches(TestModule described) {
        BuildRecipe recipe = described.onlyImage().recipe();
        BuildSettings settings = BuildSettings.of(recipe.target(), recipe.args());
        Fingerprint fingerprint = new FingerprintReader(
                        recipe,
                        recipe.readDockerfile(),
                        new ContextAssembler(),
                        new FileHashes(folder.resolve("files.index")))
                .read(settings, "docker", Map.of(), Map.of());
        return Objects.requireNonNull(fingerprint.parts().get("patches"));
    }

    @Test
    void rebuildOnThatMatchesNothingIsSaid() {
        assertThat(run(image -> image.with("rebuildOn", "Cargo.lock")))
                .anyMatch(event -> event.contains("<rebuildOn> of app matches no file"));
    }

    @Test
    void commitLeadsToANewLabelButNotWhereTheFilesThatCountAreNamed() {
        TestModule first = new TestModule(module);
        image(first);
        run(first.plan());
        TestModule second = new TestModule(module).artifact("fleet", "1.4.0").source("https://elsewhere.example");
        image(second);
        assertThat(run(second.plan())).containsExactly("changed app [labels]", "built app");

        TestModule third = new TestModule(module);
        image(third).with("rebuildOn", "tools");
        run(third.plan());
        TestModule fourth = new TestModule(module).source("https://elsewhere.example");
        image(fourth).with("rebuildOn", "tools");
        assertThat(run(fourth.plan())).containsExactly("unchanged app");
    }

    @Test
    void whatIsAddedFromAnAddressIsAlwaysLookedUp() {
        write("Dockerfile", "ARG FILE\nFROM slipway-it/busybox:1 AS last\nARG FILE\nADD $FILE /\n");
        Consumer<ImageSettings> added = image -> image.arg("FILE", "tools");
        run(added);

        assertThat(run(added)).containsExactly("built app");
    }

    @Test
    void hashesOfFilesAreKept() throws IOException {
        Path big = module.resolve("app/big.bin");
        Files.write(big, new byte[3_000_000]);
        Files.setLastModifiedTime(big, FileTime.from(Instant.EPOCH));
        run();
        assertThat(Files.readString(module.resolve("target/slipway/files.index")))
                .contains(big.toString());
    }
}

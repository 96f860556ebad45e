package dev.slipway.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.context.ContextEntry.Kind;
import dev.slipway.context.Overlay.Change;
import dev.slipway.testing.FakeHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a context holds when changes lie over it. */
@Tag("linux")
class OverlaidTreeTest {

    @TempDir
    private Path root;

    @BeforeEach
    void makeTree() throws IOException {
        write("app/main", "main");
        write("app/only/one", "1");
        write("lib/used", "used");
        write("lib/old.log", "log");
        Files.createDirectory(root.resolve("empty"));
        Files.createSymbolicLink(root.resolve("link"), Path.of("app/main"));
        Files.setAttribute(root.resolve("app/main"), "unix:mode", 0750);
    }

    private void write(String path, String text) {
        FakeHome.write(root.resolve(path), text);
    }

    private static Change.File file(String content) {
        return new Change.File(content.getBytes(StandardCharsets.UTF_8), OptionalInt.empty());
    }

    private static Change removed() {
        return new Change.Removed();
    }

    private BuildContext with(Map<String, Change> changes) {
        return DirectoryContext.of(root, Optional.empty()).over(Overlay.of(changes));
    }

    private BuildContext ruled(String rules, Map<String, Change> changes) {
        return DirectoryContext.of(root, Optional.empty())
                .ruledBy(IgnoreRules.parse(rules, root.resolve(".dockerignore")), root.resolve(".dockerignore"))
                .over(Overlay.of(changes));
    }

    private static Map<String, ContextEntry> walked(BuildContext context) {
        Map<String, ContextEntry> entries = new LinkedHashMap<>();
        context.entries().forEachRemaining(entry -> entries.put(entry.path(), entry));
        return entries;
    }

    private ContextEntry entry(String path, Change change) {
        return Objects.requireNonNull(walked(with(Map.of(path, change))).get(path));
    }

    private static String text(ContextEntry entry) throws IOException {
        return new String(Objects.requireNonNull(entry.content()).open().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void patchedFileHasTheModeOfTheFileBelowUnlessAnotherIsGiven() throws IOException {
        assertThat(entry("app/main", file("other")).mode()).isEqualTo(0750);
        assertThat(entry("app/main", file("other")).size()).isEqualTo(5);
        assertThat(text(entry("app/main", file("other")))).isEqualTo("other");
        assertThat(entry("app/main", new Change.File(new byte[3], OptionalInt.of(0600)))
                        .mode())
                .isEqualTo(0600);
        assertThat(entry("app/new", file("new")).mode()).isEqualTo(0644);
    }

    @Test
    void fileMayTakeThePlaceOfALinkAndTheOtherWayRound() throws IOException {
        ContextEntry file = entry("link", file("no link"));
        assertThat(file.kind()).isEqualTo(Kind.FILE);
        assertThat(file.mode()).isEqualTo(0644);
        assertThat(file.linkTarget()).isNull();
        assertThat(text(file)).isEqualTo("no link");

        ContextEntry link = entry("app/main", new Change.Link("../lib/used"));
        assertThat(link.kind()).isEqualTo(Kind.SYMBOLIC_LINK);
        assertThat(link.linkTarget()).isEqualTo("../lib/used");
        assertThat(link.content()).isNull();
        assertThat(link.size()).isZero();
    }

    @Test
    void newFoldersAreThereForNewFilesOnly() {
        Map<String, ContextEntry> entries = walked(with(Map.of("new/deep/file", file(""), "app/main", file(""))));
        assertThat(entries)
                .containsOnlyKeys(
                        "app",
                        "app/main",
                        "app/only",
                        "app/only/one",
                        "empty",
                        "lib",
                        "lib/old.log",
                        "lib/used",
                        "link",
                        "new",
                        "new/deep",
                        "new/deep/file");
        assertThat(Objects.requireNonNull(entries.get("new")).mode()).isEqualTo(0755);
        assertThat(Objects.requireNonNull(entries.get("new")).modified())
                .isEqualTo(Objects.requireNonNull(entries.get("new/deep")).modified());
    }

    @Test
    void foldersThatHoldNothingAnyMoreGoAndOthersStay() {
        assertThat(walked(with(Map.of("app/only/one", removed()))))
                .doesNotContainKey("app/only")
                .containsKey("app");
        assertThat(walked(with(Map.of("app/only/one", removed(), "app/main", removed()))))
                .containsOnlyKeys("empty", "lib", "lib/old.log", "lib/used", "link");
        assertThat(walked(with(Map.of("app/only/one", removed(), "app/only/two", file("")))))
                .containsKeys("app/only", "app/only/two");
        assertThat(walked(with(Map.of("empty/never/was", removed())))).containsKey("empty");
    }

    @Test
    void folderThatStillHoldsAnIgnoredFileStays() {
        assertThat(walked(ruled("**/*.log", Map.of("lib/used", removed()))))
                .containsKey("lib")
                .doesNotContainKeys("lib/used", "lib/old.log");
    }

    @Test
    void folderMayTakeThePlaceOfAFileAndTheOtherWayRound() {
        assertThat(walked(with(Map.of("app/main", removed(), "app/main/inner", file("")))))
                .containsKeys("app/main", "app/main/inner")
                .extractingByKey("app/main")
                .extracting(ContextEntry::kind)
                .isEqualTo(Kind.DIRECTORY);
        assertThat(walked(with(Map.of("app/only/one", removed(), "app/only", file("")))))
                .doesNotContainKey("app/only/one")
                .extractingByKey("app/only")
                .extracting(ContextEntry::kind)
                .isEqualTo(Kind.FILE);
    }

    @Test
    void ignoreRulesCountForWhatLiesOver() {
        Map<String, Change> changes = Map.of("lib/new.log", file(""), "lib/new", file(""), "docs/a", file(""));
        assertThat(walked(ruled("**/*.log\ndocs", changes)))
                .containsKey("lib/new")
                .doesNotContainKeys("lib/new.log", "docs", "docs/a");
        assertThat(walked(ruled("docs\n**/*.log", changes).including(List.of("docs/a", "lib/new.log"))))
                .containsKeys("lib/new.log", "docs", "docs/a");
    }

    @Test
    void newFileInAnIgnoredFolderBringsTheFolderAsItIs() throws IOException {
        Files.setAttribute(root.resolve("lib"), "unix:mode", 0711);
        assertThat(walked(ruled("*\n!lib/new", Map.of("lib/new", file("")))))
                .containsOnlyKeys("lib", "lib/new")
                .extractingByKey("lib")
                .extracting(ContextEntry::mode)
                .isEqualTo(0711);
        assertThat(walked(ruled("*\n!lib/used", Map.of("lib/used", removed())))).isEmpty();
    }

    @Test
    void linksAreFollowedAsTheyAreAfterThePatches() {
        Map<String, Change> changes = Map.of(
                "link", new Change.Link("lib/used"), "to-new", new Change.Link("/new/deep"), "new/deep/x", file(""));
        assertThat(walked(with(changes).reaching(List.of("link")))).containsOnlyKeys("lib", "lib/used", "link");
        assertThat(walked(with(changes).reaching(List.of("to-ne?/x"))))
                .containsOnlyKeys("new", "new/deep", "new/deep/x", "to-new");
        assertThat(walked(with(Map.of("link", file(""))).reaching(List.of("link"))))
                .containsOnlyKeys("link");
        assertThat(walked(with(Map.of("link", removed())).reaching(List.of("link"))))
                .isEmpty();
    }

    @Test
    void timeIsMadeOfTheContentAlone() {
        Set<Instant> times = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            times.add(entryTime("%05d".formatted(i)));
        }
        assertThat(times)
                .hasSize(10_000)
                .allMatch(time -> time.isAfter(Instant.parse("2000-12-31T23:59:59Z"))
                        && time.isBefore(Instant.parse("2011-01-01T00:00:00Z")));
        assertThat(entry("app/main", file("same")).modified())
                .isEqualTo(entry("app/other", file("same")).modified());
    }

    private static Instant entryTime(String content) {
        return ContentTime.of(content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void timeTellsOtherContentApartInADatedContextToo() {
        Instant date = Instant.parse("2026-01-01T00:00:00Z");
        Set<Instant> times = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            BuildContext dated = new DatedContext(with(Map.of("app/main", file("%04d".formatted(i)))), date);
            times.add(Objects.requireNonNull(walked(dated).get("app/main")).modified());
        }
        assertThat(times).hasSize(1_000).allMatch(time -> time.getEpochSecond() == date.getEpochSecond());
    }

    @Test
    void changesOverChangesCountLast() throws IOException {
        BuildContext twice = with(Map.of("app/main", file("first"), "app/first", file("1")))
                .over(Overlay.of(Map.of("app/main", file("second"), "app/only/one", removed())));
        assertThat(walked(twice)).containsKey("app/first").doesNotContainKey("app/only");
        assertThat(text(Objects.requireNonNull(walked(twice).get("app/main")))).isEqualTo("second");
    }
}

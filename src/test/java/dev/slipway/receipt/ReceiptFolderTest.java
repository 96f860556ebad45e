package dev.slipway.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.BuiltImage;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageStore;
import dev.slipway.image.PushedImage;
import dev.slipway.image.TimedStep;
import dev.slipway.testing.TestImages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptFolderTest {

    private static final BuiltImage AGENT = TestImages.built(
            "agent",
            'a',
            List.of(new TimedStep("[2/2] RUN make", true, Duration.ofMillis(40), Duration.ofMillis(1200))),
            "1.4.0",
            "latest");
    private static final BuiltImage SCOUT = TestImages.built("scout", 'b', "1.4.0");
    private static final PushedImage AGENT_FIXED = TestImages.pushed("agent", "ghcr.io/fleet/agent:1.4.0", 'c');
    private static final PushedImage AGENT_LATEST = TestImages.pushed("agent", "ghcr.io/fleet/agent:latest", 'c');
    private static final PushedImage SCOUT_FIXED = TestImages.pushed("scout", "[::1]:5000/fleet/scout:1.4.0", 'd');

    @TempDir
    private Path directory;

    private Path folder;
    private ReceiptFolder receipts;

    @BeforeEach
    void folderThatIsNotThereYet() {
        folder = directory.resolve("target/slipway");
        receipts = new ReceiptFolder(folder);
    }

    @Test
    void withoutAReceiptNothingWasBuiltOrPushedAndNothingIsWritten() {
        assertThat(receipts.built()).isEmpty();
        assertThat(receipts.pushed()).isEmpty();
        assertThat(folder).doesNotExist();
    }

    @Test
    void anotherRunReadsWhatThisOneWrote() {
        receipts.addBuilt(List.of(SCOUT, AGENT));
        receipts.addPushed(List.of(AGENT_FIXED, SCOUT_FIXED));

        ReceiptFolder later = new ReceiptFolder(folder);

        assertThat(later.built()).containsExactly(Map.entry("scout", SCOUT), Map.entry("agent", AGENT));
        assertThat(later.pushed()).containsExactly(AGENT_FIXED, SCOUT_FIXED);
    }

    @Test
    void layoutIsFoundAgainWhenTheFolderWasMoved() throws IOException {
        Path elsewhere = directory.resolve("cache/oci");
        receipts.addBuilt(List.of(inLayout(AGENT, folder.resolve("agent/oci")), inLayout(SCOUT, elsewhere)));
        assertThat(text("built.json")).contains("\"layout\" : \"agent/oci\"").doesNotContain("\"endpoint\"");

        Path moved = directory.resolve("moved");
        Files.move(folder, moved);

        Map<String, BuiltImage> built = new ReceiptFolder(moved).built();
        assertThat(built.get("agent")).isEqualTo(inLayout(AGENT, moved.resolve("agent/oci")));
        assertThat(built.get("scout")).isEqualTo(inLayout(SCOUT, elsewhere));
    }

    private static BuiltImage inLayout(BuiltImage image, Path layout) {
        ImageContent content = image.content();
        return new BuiltImage(
                image.alias(),
                image.name(),
                image.tags(),
                new ImageContent(
                        content.id(),
                        content.platforms(),
                        content.size(),
                        content.bases(),
                        new ImageStore.InLayout(layout)),
                image.buildTime(),
                image.steps(),
                Optional.empty());
    }

    @Test
    void imageThatIsBuiltAgainTakesThePlaceOfTheOneBefore() {
        receipts.addBuilt(List.of(AGENT, SCOUT));
        BuiltImage anew = TestImages.built("agent", 'e', "1.5.0");
        receipts.addBuilt(List.of(anew));

        assertThat(receipts.built()).containsExactly(Map.entry("agent", anew), Map.entry("scout", SCOUT));
    }

    @Test
    void whatWasPushedOfAnImageIsForgottenWhenItsContentChanges() throws IOException {
        receipts.addBuilt(List.of(AGENT, SCOUT));
        receipts.addPushed(List.of(AGENT_FIXED, AGENT_LATEST, SCOUT_FIXED));

        receipts.addBuilt(List.of(TestImages.built("agent", 'e', "1.4.0")));

        assertThat(receipts.pushed()).containsExactly(SCOUT_FIXED);
        assertThat(text("image-refs.txt")).isEqualTo(SCOUT_FIXED.pinnedReference() + "\n");
        assertThat(folder.resolve("agent/image.digest")).doesNotExist();
        assertThat(folder.resolve("scout/image.digest")).exists();
    }

    @Test
    void whatWasPushedIsKeptWhenAnImageOnlyGetsFurtherTags() throws IOException {
        receipts.addBuilt(List.of(AGENT));
        receipts.addPushed(List.of(AGENT_FIXED));

        receipts.addBuilt(List.of(TestImages.built("agent", 'a', "1.4.0", "latest", "candidate")));

        assertThat(receipts.pushed()).containsExactly(AGENT_FIXED);
        assertThat(text("agent/image.digest")).isEqualTo(AGENT_FIXED.digest() + "\n");
        assertThat(receipts.built().get("agent"))
                .hasToString(TestImages.built("agent", 'a', "1.4.0", "latest", "candidate")
                        .toString());
    }

    @Test
    void referenceThatIsPushedAgainIsListedOnce() {
        receipts.addBuilt(List.of(AGENT));
        receipts.addPushed(List.of(AGENT_FIXED, AGENT_LATEST));
        PushedImage again = TestImages.pushed("agent", "ghcr.io/fleet/agent:latest", 'f');
        receipts.addPushed(List.of(again));

        assertThat(receipts.pushed()).containsExactly(AGENT_FIXED, again);
    }

    @Test
    void imageRefsHasOneLineForEveryContentInARepository() throws IOException {
        receipts.addBuilt(List.of(AGENT, SCOUT));
        assertThat(text("image-refs.txt")).isEmpty();

        receipts.addPushed(List.of(AGENT_FIXED, AGENT_LATEST, SCOUT_FIXED));

        assertThat(text("image-refs.txt")).isEqualTo("""
                ghcr.io/fleet/agent@sha256:%s
                [::1]:5000/fleet/scout@sha256:%s
                """.formatted("c".repeat(64), "d".repeat(64)));
    }

    @Test
    void imagesJsonTellsOtherToolsEverything() throws IOException {
        receipts.addBuilt(List.of(AGENT, SCOUT));
        receipts.addPushed(List.of(AGENT_FIXED, AGENT_LATEST));

        assertThat(receipts.imagesFile()).isEqualTo(folder.resolve("images.json"));
        assertThat(text("images.json")).isEqualTo(golden());
    }

    private static String golden() throws IOException {
        try (InputStream in = ReceiptFolderTest.class.getResourceAsStream("images.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent", "Agent", "agent.v1", "0", "a_b-c", "agent.json", "image.id"})
    void everyAliasHasAFolderWithItsIdAndDigest(String alias) throws IOException {
        receipts.addBuilt(List.of(TestImages.built(alias, 'a', "1")));
        receipts.addPushed(List.of(TestImages.pushed(alias, "ghcr.io/fleet/x:1", 'c')));

        assertThat(text(alias + "/image.id")).isEqualTo("sha256:" + "a".repeat(64) + "\n");
        assertThat(text(alias + "/image.digest")).isEqualTo("sha256:" + "c".repeat(64) + "\n");
        assertThat(receipts.built()).containsOnlyKeys(alias);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"format\": 1, \"ima | it is not JSON (Unexpected end-of-input in field name)",
                "''                 | it is not a receipt of this plugin (it has no images in format 1)",
                "[]                 | it is not a receipt of this plugin (it has no images in format 1)",
                "{\"images\": []}   | it is not a receipt of this plugin (it has no images in format 1)",
                "{\"format\": 2, \"images\": []} | it is not a receipt of this plugin (it has no images in format 1)",
                "{\"format\": 1, \"images\": [{}]} | it is not a receipt of this plugin (an image has no 'id')",
                "{\"format\": 1, \"images\": [{\"id\": \"x\"}]} | it is not a receipt of this plugin"
                        + " ('x' is not a digest)",
            })
    void damagedOrForeignReceiptIsNamedWithTheWayOut(String content, String whatHappened) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("built.json"), content);

        assertThatThrownBy(receipts::built)
                .isInstanceOf(ReceiptException.class)
                .hasMessage("Cannot read " + folder.resolve("built.json") + ": " + whatHappened
                        + ". Delete it and build again, with mvn clean package.");
    }

    @Test
    void damagedListOfPushesIsNamedToo() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("pushed.json"),
                "{\"format\": 1, \"images\": [{\"alias\": \"agent\", \"reference\": \"A:1\", \"digest\": \"x\"}]}");

        assertThatThrownBy(receipts::pushed)
                .isInstanceOf(ReceiptException.class)
                .hasMessageStartingWith("Cannot read " + folder.resolve("pushed.json")
                        + ": it is not a receipt of this plugin ('A' is not a name that a registry takes)");
    }

    @Test
    void receiptThatIsAFolderIsNamed() throws IOException {
        Files.createDirectories(folder.resolve("built.json"));

        assertThatThrownBy(receipts::built)
                .isInstanceOf(ReceiptException.class)
                .hasMessageStartingWith("Cannot read " + folder.resolve("built.json") + ": the file system says: ")
                .hasMessageEndingWith(". Make it readable.");
    }

    @Test
    void fileInThePlaceOfTheFolderIsNamed() throws IOException {
        Files.writeString(directory.resolve("target"), "");

        assertThatThrownBy(() -> receipts.addBuilt(List.of(AGENT)))
                .isInstanceOf(ReceiptException.class)
                .hasMessage("Cannot write " + folder.resolve("agent/image.id") + ": " + directory.resolve("target")
                        + " is a file and not a folder. Make the folder writable and see that its disk has room.");
    }

    @Test
    void writingThatFailsHalfWayLeavesEverythingAsItWas() throws IOException {
        receipts.addBuilt(List.of(AGENT));
        receipts.addPushed(List.of(AGENT_FIXED));
        Map<String, String> before = files();
        Files.writeString(folder.resolve("scout"), "in the way");

        assertThatThrownBy(() -> receipts.addBuilt(List.of(TestImages.built("agent", 'e', "1.4.0"), SCOUT)))
                .isInstanceOf(ReceiptException.class)
                .hasMessageContaining(folder.resolve("scout/image.id").toString());

        Files.delete(folder.resolve("scout"));
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void folderInThePlaceOfAFileIsFoundBeforeAnythingIsWritten() throws IOException {
        receipts.addBuilt(List.of(AGENT));
        Map<String, String> before = files();
        Files.createDirectories(folder.resolve("scout/image.id"));

        assertThatThrownBy(() -> receipts.addBuilt(List.of(SCOUT)))
                .hasMessage("Cannot write " + folder.resolve("scout/image.id") + ": a folder is in its place."
                        + " Make the folder writable and see that its disk has room.");

        assertThat(files()).isEqualTo(before);
    }

    private String text(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }
}

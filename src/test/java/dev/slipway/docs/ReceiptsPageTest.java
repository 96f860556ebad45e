package dev.slipway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.image.BuiltImage;
import dev.slipway.image.Digest;
import dev.slipway.image.Fingerprint;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImagePatch;
import dev.slipway.image.ImagePatch.PatchedFile;
import dev.slipway.image.ImagePatch.PatchedHunk;
import dev.slipway.image.ImageReference;
import dev.slipway.image.ImageStore;
import dev.slipway.image.ImageTag;
import dev.slipway.image.Platform;
import dev.slipway.image.PushedImage;
import dev.slipway.image.RepositoryName;
import dev.slipway.image.Tag;
import dev.slipway.image.TimedStep;
import dev.slipway.receipt.ReceiptFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/images-json.md} describes the files that are really written. */
class ReceiptsPageTest {

    private static final String HOST = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";
    private static final Digest ID = digest("3f1c");
    private static final Digest DIGEST = digest("9ab4");

    private static final List<TimedStep> STEPS = List.of(
            step("[1/3] FROM docker.io/library/node:22-bookworm", true, 0, 12),
            step("[2/3] COPY package.json .", true, 310, 0),
            step("[3/3] RUN npm ci", false, 312, 39_870));

    private final Page page = Page.read("docs/images-json.md");

    @TempDir
    private Path folder;

    private static Digest digest(String start) {
        return Digest.parse("sha256:" + start + "0".repeat(64 - start.length()));
    }

    private static TimedStep step(String name, boolean cached, long begin, long millis) {
        return new TimedStep(name, cached, Duration.ofMillis(begin), Duration.ofMillis(millis));
    }

    private static ImagePatch patch(String path, Optional<String> from, String change) {
        List<PatchedHunk> hunks = List.of(new PatchedHunk(5, 2, 0));
        return new ImagePatch(
                "patches/web/threads.patch", digest("78c3"), true, List.of(new PatchedFile(path, from, change, hunks)));
    }

    @BeforeEach
    void writeReceipts() {
        ReceiptFolder receipts = new ReceiptFolder(folder);
        List<ImageTag> tags = List.of(new ImageTag(Tag.parse("1.0.0"), false), new ImageTag(Tag.parse("latest"), true));
        ImageContent content = new ImageContent(
                ID,
                List.of(Platform.parse("linux/amd64")),
                74_300_000,
                List.of("node:22-bookworm"),
                new ImageStore.InDaemon(URI.create("unix:///var/run/docker.sock")));
        receipts.addBuilt(List.of(new BuiltImage(
                "agent",
                RepositoryName.parse("openclaw-agent"),
                tags,
                content,
                Duration.ofMillis(41_532),
                STEPS,
                new BuiltImage.Origin(Optional.empty(), List.of(patch("web/server.js", Optional.empty(), "modify"))))));
        String repository = HOST + "/open-claw-fleet/openclaw-agent";
        receipts.addPushed(tags.stream()
                .map(tag -> new PushedImage("agent", ImageReference.parse(repository + ":" + tag), DIGEST))
                .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"images.json", "built.json", "pushed.json"})
    void everyFieldIsInTheTable(String file) throws IOException {
        new ReceiptFolder(folder).addBuilt(List.of(inLayout()));
        Set<String> fields = new LinkedHashSet<>();
        collect("", new ObjectMapper().readTree(folder.resolve(file).toFile()), fields);
        assertThat(page.section(file).firstColumn()).containsExactlyInAnyOrderElementsOf(fields);
    }

    private BuiltImage inLayout() {
        ImageStore store = new ImageStore.InLayout(folder.resolve("fleet/oci"));
        ImageContent content = new ImageContent(ID, List.of(Platform.parse("linux/arm64")), 1, List.of(), store);
        List<ImageTag> tags = List.of(new ImageTag(Tag.parse("1.0.0"), false));
        return new BuiltImage(
                "fleet",
                RepositoryName.parse("fleet"),
                tags,
                content,
                Duration.ofMillis(1),
                List.of(),
                new BuiltImage.Origin(
                        Optional.of(new Fingerprint("1", new TreeMap<>(Map.of("PART", "2")))),
                        List.of(patch("web/new.js", Optional.of("web/old.js"), "rename"))));
    }

    private static void collect(String path, JsonNode node, Set<String> fields) {
        node.properties().forEach(entry -> {
            String field = path + entry.getKey();
            JsonNode value = entry.getValue();
            if (value.isArray()) {
                fields.add(field + "[]");
                value.forEach(element -> collect(field + "[].", element, fields));
            } else if (value.isObject()) {
                collect(field + ".", value, fields);
            } else {
                fields.add(field);
            }
        });
    }

    @Test
    void theSampleIsWhatIsWritten() throws IOException {
        assertThat(Files.readString(folder.resolve("images.json")))
                .isEqualTo(page.section("images.json").blocks("json").get(0).text());
    }

    @Test
    void everyFileIsInTheTable() throws IOException {
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                            .map(file -> file.replaceFirst("^agent/", "ALIAS/")))
                    .isSubsetOf(page.firstColumn())
                    .hasSize(6);
        }
    }

    @Test
    void thePinnedReferencesAreOneALine() throws IOException {
        assertThat(Files.readAllLines(folder.resolve("image-refs.txt")))
                .containsExactly(HOST + "/open-claw-fleet/openclaw-agent@" + DIGEST);
    }
}

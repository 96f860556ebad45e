package dev.slipway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.image.BuiltImage;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageReference;
import dev.slipway.image.ImageStore;
import dev.slipway.image.ImageTag;
import dev.slipway.image.Platform;
import dev.slipway.image.PushedImage;
import dev.slipway.image.RepositoryName;
import dev.slipway.image.Tag;
import dev.slipway.receipt.ReceiptFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    private final Page page = Page.read("docs/images-json.md");

    @TempDir
    private Path folder;

    private static Digest digest(String start) {
        return Digest.parse("sha256:" + start + "0".repeat(64 - start.length()));
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
                "agent", RepositoryName.parse("openclaw-agent"), tags, content, Duration.ofMillis(41_532))));
        String repository = HOST + "/open-claw-fleet/openclaw-agent";
        receipts.addPushed(tags.stream()
                .map(tag -> new PushedImage("agent", ImageReference.parse(repository + ":" + tag), DIGEST))
                .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"images.json", "built.json", "pushed.json"})
    void everyFieldIsInTheTable(String file) throws IOException {
        List<String> fields = new ArrayList<>();
        collect("", new ObjectMapper().readTree(folder.resolve(file).toFile()), fields);
        assertThat(page.section(file).firstColumn()).containsExactlyElementsOf(fields);
    }

    private static void collect(String path, JsonNode node, List<String> fields) {
        node.properties().forEach(entry -> {
            String field = path + entry.getKey();
            JsonNode value = entry.getValue();
            if (value.isArray()) {
                fields.add(field + "[]");
                if (!value.isEmpty()) {
                    collect(field + "[].", value.get(0), fields);
                }
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

package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.docs.Page;
import dev.slipway.plan.PromotionPlan;
import dev.slipway.plan.PromotionPlanner;
import dev.slipway.plan.PromotionSettings;
import dev.slipway.plan.RegistrySettings;
import dev.slipway.testing.AwsSystemProperties;
import dev.slipway.testing.FakeEcr;
import dev.slipway.testing.RegistryContents;
import dev.slipway.testing.RegistryProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/promoting.md} shows what really works, between registries that stand for those it names. */
@Timeout(120)
class PromotingPageTest {

    private static final Pattern PROPERTY = Pattern.compile("-Dslipway\\.([A-Za-z.]+)(?:=(\\$\\([^)]*\\)|\\S+))?");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    private final Page page = Page.read("docs/promoting.md");

    @TempDir
    private Path folder;

    private FakeEcr ecr;
    private AwsSystemProperties properties;
    private RegistryProcess ghcr;
    private RegistryProcess quay;

    @BeforeEach
    void open() {
        ecr = FakeEcr.start();
        properties = AwsSystemProperties.leadingTo(ecr, folder);
        ghcr = RegistryProcess.start();
        quay = RegistryProcess.start();
    }

    @AfterEach
    void close() {
        quay.close();
        ghcr.close();
        properties.close();
        ecr.close();
    }

    /** Brings an image there, and gives it tags. */
    private String pushed(String text, String... tags) {
        String place = ghcr.host() + "/fleet/agent:";
        try (LayoutModules modules = new LayoutModules(folder.resolve(text), "agent").built(text)) {
            modules.pushTo(ghcr.host());
        }
        try (Promoter promoter = new Promoter(folder.resolve("home"))) {
            promoter.from(place + "1.0").to(ghcr.host() + "/acme/").tags(tags).promote();
        }
        return digest(ghcr, tags[0]);
    }

    private static String digest(RegistryProcess registry, String tag) {
        return RegistryContents.of(registry).digest("acme/agent", tag).orElse("none");
    }

    private List<String> commands(String section) {
        Page part = section.isEmpty() ? page : page.section(section);
        return part.blocks("sh").stream()
                .map(block -> block.text().replace("\\\n", " ").strip())
                .toList();
    }

    /** Runs a command with the real hosts, and the digest in the place of the one that the page shows. */
    private List<String> said(String command, String digest) {
        String real = DIGEST.matcher(command.replace("ghcr.io", ghcr.host()).replace("quay.io", quay.host()))
                .replaceAll(digest)
                .replaceAll("\\$\\([^)]*\\)", ghcr.host() + "/acme/agent@" + digest);
        try (Promoter promoter = new Promoter(folder.resolve("home"))) {
            for (MatchResult property : PROPERTY.matcher(real).results().toList()) {
                set(promoter, property.group(1), property.group(2));
            }
            promoter.promote();
            return shown(promoter.log().events("remark: "), promoter.log().events("summary: "));
        }
    }

    private static void set(Promoter promoter, String property, String value) {
        switch (property) {
            case "from" -> promoter.from(value.split(",", -1));
            case "to" -> promoter.to(value.split(",", -1));
            case "tags" -> promoter.tags(value.split(",", -1));
            case "promote.dryRun" -> promoter.dryRun();
            default -> throw new AssertionError(property);
        }
    }

    private List<String> shown(List<String> remarks, List<String> tables) {
        List<String> lines = new ArrayList<>(remarks);
        lines.addAll(tables);
        return lines.stream()
                .map(line -> line.replaceFirst("^(remark|summary): ", "")
                        .replace(ghcr.host(), "ghcr.io")
                        .replace(quay.host(), "quay.io"))
                .toList();
    }

    @Test
    void firstCommandSaysWhatThePageShows() {
        String old = pushed("old", "stable");
        String fresh = pushed("new", "sha-abc1234");

        String said = String.join("\n", said(commands("").get(0), fresh))
                .replace(fresh, "NEW")
                .replace(fresh.substring(0, 19), "NEW12")
                .replace(old.substring(0, 19), "OLD12")
                .replaceAll(" +", " ");

        assertThat(said)
                .isEqualTo(page.blocks("text")
                        .get(0)
                        .text()
                        .strip()
                        .replaceAll(DIGEST.pattern(), "NEW")
                        .replace("sha256:65d806d17108", "OLD12")
                        .replace("sha256:35dc2070c482", "NEW12")
                        .replace("\n\n", "\n")
                        .replaceAll(" +", " "));
    }

    @Test
    void releaseIsPromotedAndTakenBack() {
        String old = pushed("old", "1.3.0");
        String fresh = pushed("new", "1.4.0");
        List<String> commands = commands("What is promoted");

        said(commands.get(0), fresh);
        assertThat(digest(ghcr, "stable")).isEqualTo(fresh);
        said(commands.get(1), old);
        assertThat(digest(ghcr, "stable")).isEqualTo(old);
    }

    @Test
    void imageGoesToTheRegionsOfEcrAndToAnotherRegistry() {
        String digest = pushed("new", "1.4.0");

        assertThat(said(commands("Where to").get(0), digest))
                .contains("Promoted " + ecr.registryHost() + "/acme/agent:1.4.0@" + digest + " (new)");
        said(commands("With and without a project").get(0), digest);
        assertThat(digest(quay, "1.4.0")).isEqualTo(digest);
    }

    @Test
    void dryRunStopsAfterTheFirstStep() {
        String digest = pushed("new", "1.4.0");

        assertThat(said(commands("All or nothing").get(0), digest))
                .containsExactly(
                        "Would promote ghcr.io/acme/agent:stable@" + digest + " (new)",
                        "Nothing was changed (slipway.promote.dryRun).");
        assertThat(digest(ghcr, "stable")).isEqualTo("none");
    }

    @Test
    void placesAreThoseOfTheTable() {
        assertThat(page.section("Where to").rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(place(Page.onlyCode(row.get(0)))).isEqualTo(Page.onlyCode(row.get(1))));
    }

    private String place(String to) {
        PromotionSettings settings = new PromotionSettings(
                List.of("ghcr.io/acme-dev/agent:1.4.0"), List.of(to), null, null, RegistrySettings.none(), false);
        PromotionPlan plan = new PromotionPlanner(settings, folder).plan();
        return plan.images().get(0).targets().stream()
                .map(target -> target.destination().registry() + "/" + target.repository())
                .collect(Collectors.joining());
    }
}

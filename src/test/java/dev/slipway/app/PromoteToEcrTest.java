package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.publish.Promotion;
import dev.slipway.registry.RegistryException;
import dev.slipway.testing.AwsSystemProperties;
import dev.slipway.testing.FakeEcr;
import dev.slipway.testing.RegistryContents;
import dev.slipway.testing.RegistryProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Promoting from a real registry into a stand-in for ECR, and inside of it. */
@Timeout(120)
class PromoteToEcrTest {

    @TempDir
    private Path folder;

    private FakeEcr ecr;
    private AwsSystemProperties properties;
    private RegistryProcess registry;
    private Promoter promoter;

    @BeforeEach
    void open() {
        ecr = FakeEcr.start();
        properties = AwsSystemProperties.leadingTo(ecr, folder);
        registry = RegistryProcess.start();
        push("old");
        promoter = new Promoter(folder.resolve("home"));
    }

    @AfterEach
    void close() {
        promoter.close();
        registry.close();
        properties.close();
        ecr.close();
    }

    private void push(String text) {
        try (LayoutModules modules = new LayoutModules(folder.resolve(text), "agent", "tool").built(text)) {
            modules.pushTo(registry.host());
        }
    }

    private String digest(String tag) {
        return RegistryContents.of(registry).digest("fleet/agent", tag).orElse("none");
    }

    private Promoter again() {
        promoter.close();
        promoter = new Promoter(folder.resolve("home"));
        return promoter;
    }

    @Test
    void repositoryIsMadeAndTheIndexIsTheSame() {
        List<Promotion.Promoted> promoted =
                promoter.from(registry.host() + "/fleet/agent:1.0").to("ecr").promote();

        assertThat(promoted)
                .singleElement()
                .satisfies(image -> assertThat(image.reference() + "@" + image.digest())
                        .isEqualTo(ecr.registryHost() + "/fleet/agent:1.0@" + digest("1.0")));
        assertThat(promoter.log().events("created ")).containsExactly("created " + ecr.registryHost() + "/fleet/agent");
        assertThat(promoter.log().events("registry ecr")).hasSize(1);
    }

    @Test
    void tagMovesInsideOfEcr() {
        promoter.from(registry.host() + "/fleet/agent:1.0").to("ecr").promote();

        List<Promotion.Promoted> promoted = again().from("ecr:" + FakeEcr.REGION + "/fleet/agent:1.0")
                .to("ecr/fleet/released")
                .tags("stable")
                .promote();

        assertThat(promoted)
                .extracting(image -> image.reference() + "@" + image.digest())
                .containsExactly(ecr.registryHost() + "/fleet/released:stable@" + digest("1.0"));
    }

    @Test
    void twoNamesOfOneRegistryAreOnePlace() {
        List<Promotion.Promoted> promoted = promoter.from(registry.host() + "/fleet/agent:1.0")
                .to("ecr", "ecr:" + FakeEcr.REGION)
                .promote();

        assertThat(promoted).hasSize(1);
        assertThat(ecr.recording().requests())
                .filteredOn(request -> request.method().equals("PUT"))
                .filteredOn(request -> request.path().endsWith("/manifests/1.0"))
                .hasSize(1);
    }

    @Test
    void twoImagesDoNotBecomeOneUnderTwoNames() {
        promoter.from(registry.host() + "/fleet/agent:1.0").to("ecr").promote();
        push("new");
        again().from(registry.host() + "/fleet/agent:1.0").to("ecr").tags("2.0").promote();
        String host = ecr.registryHost();

        assertThatThrownBy(() -> again().from("ecr/fleet/agent:1.0", "ecr:" + FakeEcr.REGION + "/fleet/agent:2.0")
                        .tags("stable")
                        .promote())
                .hasMessage("Cannot promote " + host + "/fleet/agent:2.0 to " + host + "/fleet/agent:stable: " + host
                        + "/fleet/agent:1.0 is to become the same, and is another image. Promote them one after the"
                        + " other, or to other tags or repositories.");
    }

    @Test
    void repositoryThatMayNotBeMadeIsASentenceBeforeAnythingIsSent() {
        assertThatThrownBy(() -> promoter.withoutCreatingRepositories()
                        .from(registry.host() + "/fleet/agent:1.0", registry.host() + "/fleet/agent:9.9")
                        .to("ecr")
                        .tags()
                        .promote())
                .hasMessageStartingWith("Cannot promote, 2 things stand in the way.")
                .hasMessageContaining("fleet/agent:9.9: the registry has no such image")
                .hasMessageContaining("createRepositories");
        assertThat(ecr.recording().requests())
                .noneMatch(request -> request.method().equals("PUT"));
    }

    @Test
    void tagThatIsThereForGoodClashesWithAnotherImageOnly() {
        ecr.createImmutableRepository("fleet/agent");
        ecr.createRepository("fleet/tool");
        promoter.from(registry.host() + "/fleet/agent:1.0").to("ecr").promote();
        again().from(registry.host() + "/fleet/agent:1.0").to("ecr").promote();
        push("new");

        assertThatThrownBy(() -> again().from(registry.host() + "/fleet/agent:1.0", registry.host() + "/fleet/tool:1.0")
                        .to("ecr")
                        .promote())
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("Cannot promote " + registry.host() + "/fleet/agent:1.0 to "
                        + ecr.registryHost() + "/fleet/agent:1.0: the tag is there already with another image (")
                .hasMessageEndingWith("), and the repository's tags may not be moved."
                        + " Use another tag, or make the repository's tags mutable.");
        assertThat(ecr.recording().requests())
                .noneMatch(request ->
                        request.method().equals("PUT") && request.path().contains("fleet/tool"));
    }

    @Test
    void noSecretIsInWhatIsSaid() {
        promoter.from(registry.host() + "/fleet/agent:1.0").to("ecr").promote();

        assertThat(ecr.secrets()).isNotEmpty();
        assertThat(String.join("\n", promoter.log().events())).doesNotContain(ecr.secrets());
    }
}

package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.PushedImage;
import dev.slipway.plan.InvalidPlanException;
import dev.slipway.registry.CredentialException;
import dev.slipway.testing.RegistryContents;
import dev.slipway.testing.RegistryGate;
import dev.slipway.testing.RegistryProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Publishing what was built, from a real engine into real registries. */
@Tag("docker")
@Timeout(120)
class PushImagesTest {

    private static final String AGENT = "FROM slipway-it/busybox:1\nENV AGENT=1\n";
    private static final String TOOL = "FROM slipway-it/busybox:1\nENV TOOL=1\n";

    @TempDir
    private Path folder;

    private Yard yard;

    @BeforeEach
    void open() {
        yard = new Yard(folder);
    }

    @AfterEach
    void close() {
        yard.close();
    }

    private static Optional<String> digest(RegistryProcess registry, String repository, String tag) throws Exception {
        HttpRequest head = HttpRequest.newBuilder(
                        URI.create(registry.uri() + "/v2/" + repository + "/manifests/" + tag))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .header("Accept", "application/vnd.docker.distribution.manifest.v2+json")
                .build();
        return HttpClient.newHttpClient()
                .send(head, BodyHandlers.discarding())
                .headers()
                .firstValue("Docker-Content-Digest");
    }

    @Test
    void fixedTagsOfAllImagesGoIntoAllRegistriesBeforeFloatingOnes() throws Exception {
        try (RegistryProcess one = RegistryProcess.start();
                RegistryProcess two = RegistryProcess.start()) {
            yard.image("agent")
                    .fixed("1.0")
                    .floating("latest")
                    .to(one.host())
                    .to(two.host())
                    .dockerfile(AGENT);
            yard.image("tool").fixed("1.0").floating("latest").to(one.host()).dockerfile(TOOL);
            yard.build();
            List<PushedImage> pushed = yard.push();
            assertThat(pushed)
                    .extracting(image -> image.reference().toString())
                    .containsExactly(
                            one.host() + "/fleet/agent:1.0",
                            two.host() + "/fleet/agent:1.0",
                            one.host() + "/fleet/tool:1.0",
                            one.host() + "/fleet/agent:latest",
                            two.host() + "/fleet/agent:latest",
                            one.host() + "/fleet/tool:latest");
            assertThat(digest(one, "fleet/agent", "latest"))
                    .contains(pushed.get(0).digest().value());
            assertThat(digest(two, "fleet/agent", "1.0"))
                    .contains(pushed.get(1).digest().value());
            assertThat(yard.receipts().pushed()).isEqualTo(pushed);
            assertThat(yard.file("target/slipway/image-refs.txt"))
                    .content()
                    .contains(pushed.get(0).pinnedReference());
            assertThat(yard.find(one.host() + "/fleet/agent:1.0")).isEmpty();
            assertThat(yard.find(yard.name("agent", "1.0"))).isPresent();
        }
    }

    @Test
    void tagsOfTheBuildArePushedEvenWhenThePlanHasOthersByNow() throws Exception {
        try (RegistryProcess registry = RegistryProcess.start()) {
            yard.image("agent").fixed("sha-1").to(registry.host()).dockerfile(AGENT);
            yard.build();
            yard.cleared().image("agent").fixed("sha-2").to(registry.host()).dockerfile(AGENT);
            yard.push();
            assertThat(digest(registry, "fleet/agent", "sha-1")).isPresent();
            assertThat(digest(registry, "fleet/agent", "sha-2")).isEmpty();
            assertThat(yard.log().events("warning: "))
                    .containsExactly("warning: The image 'agent' is pushed with the tags that it was built with,"
                            + " [sha-1]; the POM and git now ask for [sha-2]");
        }
    }

    @Test
    void changedDockerfileIsNotBuiltAgain() throws Exception {
        try (RegistryProcess registry = RegistryProcess.start()) {
            yard.image("agent").fixed("1.0").to(registry.host()).dockerfile(AGENT);
            yard.build();
            Files.writeString(yard.file("agent/Dockerfile"), "FROM nowhere\n");
            assertThat(yard.push()).hasSize(1);
        }
    }

    @Test
    void imageThatIsNotToBePushedStaysHere() {
        yard.image("agent").fixed("1.0").skipPush().dockerfile(AGENT);
        yard.build();
        assertThat(yard.push()).isEmpty();
        assertThat(yard.log().events()).contains("nothing to do: every image has <skipPush>");
    }

    @Test
    void imageWithoutARegistryIsAProblemOfTheConfiguration() {
        yard.image("agent").fixed("1.0").dockerfile(AGENT);
        yard.build();
        assertThatThrownBy(yard::push)
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("the image 'agent' is to be pushed, but no registry is named");
    }

    @Test
    void imageThatWasNotBuiltIsASentence() {
        yard.image("agent").fixed("1.0").to("127.0.0.1:1").dockerfile(AGENT);
        assertThatThrownBy(yard::push)
                .hasMessageStartingWith("Cannot push or tag agent: nothing says that it was built.");
    }

    @Test
    void imageThatTheEngineLostIsASentenceBeforeAnythingIsSent() {
        try (RegistryProcess registry = RegistryProcess.start();
                RegistryGate gate = RegistryGate.before(registry)) {
            yard.image("agent").fixed("1.0").to(gate.host()).dockerfile(AGENT);
            yard.image("tool").fixed("1.0").to(gate.host()).dockerfile(TOOL);
            String id = yard.build().get(1).content().id().shortHash();
            yard.untag(yard.name("tool", "1.0"));
            assertThatThrownBy(yard::push)
                    .hasMessage("Cannot push or tag tool: the engine no longer has the image " + id
                            + " that was built. Build it with mvn package (or mvn slipway:build) first.");
            assertThat(gate.requests()).noneMatch(request -> request.matches("(PUT|PATCH) .*"));
            assertThat(RegistryContents.of(registry).repositories()).isEmpty();
        }
    }

    @Test
    void imageThatTheEngineLostIsNotMissedWhereItIsUpAlready() {
        try (RegistryProcess registry = RegistryProcess.start()) {
            yard.image("tool")
                    .fixed("1.0")
                    .floating("latest")
                    .to(registry.host())
                    .dockerfile(TOOL);
            yard.build();
            List<PushedImage> pushed = yard.push();
            yard.untag(yard.name("tool", "1.0"));
            yard.untag(yard.name("tool", "latest"));
            assertThat(yard.push()).isEqualTo(pushed);
        }
    }

    @Test
    void imageThatLostItsNamesIsPushedUnderAllItsTags() throws Exception {
        try (RegistryProcess registry = RegistryProcess.start()) {
            yard.image("agent")
                    .fixed("1.0")
                    .floating("latest")
                    .to(registry.host())
                    .dockerfile(AGENT);
            yard.build();
            yard.tagAs(yard.find("slipway-it/busybox:1").orElseThrow(), yard.name("agent", "1.0"));
            yard.tagAs(yard.find("slipway-it/busybox:1").orElseThrow(), yard.name("agent", "latest"));
            yard.push();
            assertThat(digest(registry, "fleet/agent", "1.0")).isPresent();
            assertThat(digest(registry, "fleet/agent", "latest")).isEqualTo(digest(registry, "fleet/agent", "1.0"));
        }
    }

    @Test
    void registryThatWantsALoginIsASentence() {
        try (RegistryProcess registry =
                RegistryProcess.options().login("carol", "s3cret").start()) {
            yard.image("agent").fixed("1.0").to(registry.host()).dockerfile(AGENT);
            yard.build();
            assertThatThrownBy(yard::push)
                    .isInstanceOf(CredentialException.class)
                    .hasMessageContaining("the registry answers 'unauthorized: authentication required'");
        }
    }

    @Test
    void loginOfTheSettingsIsUsed() {
        try (RegistryProcess registry =
                RegistryProcess.options().login("carol", "s3cret").start()) {
            yard.login(registry.host(), "carol", "s3cret");
            yard.image("agent").fixed("1.0").to(registry.host()).dockerfile(AGENT);
            yard.build();
            assertThat(yard.push()).hasSize(1);
        }
    }

    @Test
    void failureMovesNoFloatingTagAndWritesNoReceipt() throws Exception {
        try (RegistryProcess registry = RegistryProcess.start();
                RegistryGate gate = RegistryGate.before(registry).failing("PUT /v2/fleet/tool/manifests/", 507, "")) {
            yard.image("agent").fixed("1.0").floating("latest").to(gate.host()).dockerfile(AGENT);
            yard.image("tool").fixed("1.0").floating("latest").to(gate.host()).dockerfile(TOOL);
            yard.build();
            assertThatThrownBy(yard::push)
                    .hasMessageStartingWith("Cannot push " + gate.host() + "/fleet/tool:1.0: ")
                    .hasMessageContaining("Up are " + gate.host() + "/fleet/agent:1.0. No floating tag was moved.");
            assertThat(digest(registry, "fleet/agent", "1.0")).isPresent();
            assertThat(digest(registry, "fleet/agent", "latest")).isEmpty();
            assertThat(yard.receipts().pushed()).isEmpty();
        }
    }
}

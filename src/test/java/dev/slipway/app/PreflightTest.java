package dev.slipway.app;

import static dev.slipway.app.LayoutModules.publication;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.RepositoryName;
import dev.slipway.plan.AwsAccess;
import dev.slipway.plan.Destination;
import dev.slipway.plan.ImagePlan;
import dev.slipway.testing.AwsSystemProperties;
import dev.slipway.testing.FakeEcr;
import dev.slipway.testing.RegistryContents;
import dev.slipway.testing.RegistryGate;
import dev.slipway.testing.RegistryProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is found out before anything is sent. */
@Timeout(120)
class PreflightTest {

    @TempDir
    private Path folder;

    private RegistryProcess registry;
    private RegistryGate gate;
    private LayoutModules modules;

    @BeforeEach
    void open() {
        registry = RegistryProcess.start();
        gate = RegistryGate.before(registry);
        modules = new LayoutModules(folder, "agent").built("new");
    }

    @AfterEach
    void close() {
        modules.close();
        gate.close();
        registry.close();
    }

    /** A host at which nobody listens. */
    private static String nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return "127.0.0.1:" + socket.getLocalPort();
        }
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceAndNothingIsSent() throws IOException {
        String nobody = nobody();
        try (RegistryProcess locked =
                RegistryProcess.options().login("carol", "s3cret").start()) {
            modules.login(locked.host(), "carol", "wr0ng-password");
            assertThatThrownBy(() -> modules.push(
                            "agent",
                            publication("agent", gate.host(), false),
                            publication("agent", locked.host(), false),
                            publication("agent", nobody, false)))
                    .hasMessageStartingWith("Cannot push, 2 things stand in the way.")
                    .hasMessageContaining(locked.host() + "/fleet/agent")
                    .hasMessageContaining("Check user name and password of the test.")
                    .hasMessageContaining(nobody + "/fleet/agent")
                    .hasMessageContaining("nothing listens at the registry's host and port")
                    .hasMessageEndingWith("Nothing was pushed.")
                    .hasMessageNotContaining("wr0ng-password");
            assertThat(gate.requests()).noneMatch(request -> request.startsWith("PUT "));
            assertThat(RegistryContents.of(registry).repositories()).isEmpty();
        }
    }

    @Test
    void imageThatIsGoneIsSaidTogetherWithRegistriesThatAreDown() throws IOException {
        Files.delete(modules.receipts("agent").folder("agent").resolve("oci/index.json"));
        assertThatThrownBy(() -> modules.push(
                        "agent", publication("agent", gate.host(), false), publication("agent", nobody(), false)))
                .hasMessageStartingWith("Cannot push, 2 things stand in the way.")
                .hasMessageContaining("nothing listens at the registry's host and port")
                .hasMessageContaining(" no longer holds the image ");
    }

    @Test
    void imageThatIsGoneIsNotMissedWhereItIsUpAlready() throws IOException {
        modules.pushTo(gate.host());
        Files.delete(modules.receipts("agent").folder("agent").resolve("oci/index.json"));
        assertThat(modules.pushTo(gate.host())).hasSize(2);
    }

    @Test
    void buildLooksWithoutAnImage() throws IOException {
        String nobody = nobody();
        assertThatThrownBy(() -> modules.lookAhead("agent", publication("agent", nobody, false)))
                .hasMessageContaining("nothing listens at the registry's host and port");
        modules.lookAhead("agent", publication("agent", gate.host(), false));
        assertThat(gate.requests()).noneMatch(request -> request.startsWith("PUT "));
    }

    @Test
    void firstModuleLooksForAllOfThem() throws IOException {
        String one = nobody();
        String other = nobody();
        assertThatThrownBy(() -> modules.lookAhead("agent", gate.host(), Map.of("tool", one, "gateway", other)))
                .hasMessageStartingWith("Cannot push, 2 things stand in the way.")
                .hasMessageContaining(one + "/fleet/tool")
                .hasMessageContaining(other + "/fleet/gateway");
        assertThatThrownBy(() -> modules.lookAhead("tool", publication("tool", one, false)))
                .hasMessageContaining(one + "/fleet/tool");
    }

    @Test
    void whatWasLookedAtOnceIsNotLookedAtAgain() {
        modules.lookAhead("agent", gate.host(), Map.of("tool", gate.host()));
        assertThat(gate.requests()).anyMatch(request -> request.contains(" /v2/fleet/tool/"));
        int asked = gate.requests().size();
        modules.lookAhead("tool", publication("tool", gate.host(), false));
        assertThat(gate.requests()).hasSize(asked);
    }

    @Test
    void registryThatMayNotBePushedToIsFoundBeforeTheBuild() {
        gate.failing(
                "POST /v2/fleet/agent/blobs/uploads/",
                403,
                "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"requested access to the resource is denied\"}]}");
        assertThatThrownBy(() -> modules.lookAhead("agent", publication("agent", gate.host(), false)))
                .hasMessageContaining("denied: requested access to the resource is denied");
    }

    @Test
    void optionalRegistryThatIsDownIsLeftOut() throws IOException {
        String nobody = nobody();
        assertThat(modules.push(
                        "agent", publication("agent", nobody, true), publication("agent", registry.host(), false)))
                .hasSize(2);
        assertThat(modules.log().events("warning: "))
                .singleElement()
                .asString()
                .startsWith("warning: The run goes on without the registry " + nobody + ", which is <optional>: ");
    }

    @Test
    void optionalRegistryThatRefusesIsAFailure() {
        try (RegistryProcess locked =
                RegistryProcess.options().login("carol", "s3cret").start()) {
            modules.login(locked.host(), "carol", "wrong");
            assertThatThrownBy(() -> modules.push(
                            "agent",
                            publication("agent", locked.host(), true),
                            publication("agent", registry.host(), false)))
                    .hasMessageContaining("Check user name and password of the test.");
        }
    }

    @Test
    void oneOfSeveralOptionalRegistriesMustTakeTheImage() throws IOException {
        String one = nobody();
        String other = nobody();
        assertThatThrownBy(
                        () -> modules.push("agent", publication("agent", one, true), publication("agent", other, true)))
                .hasMessageStartingWith(
                        "Cannot push agent: every registry is <optional>, and none of them can be" + " reached (");
    }

    @Test
    void tagThatMayNotBeMovedIsFoundUnlessItLeadsToThisImage() throws Exception {
        try (FakeEcr ecr = FakeEcr.start();
                AwsSystemProperties properties = AwsSystemProperties.leadingTo(ecr, folder)) {
            assertThat(properties).isNotNull();
            ImagePlan.Publication publication = new ImagePlan.Publication(
                    new Destination.Ecr(null, null, "", AwsAccess.ofCaller()),
                    RepositoryName.parse("fleet/agent"),
                    false);
            ecr.createImmutableRepository("fleet/agent");
            modules.push("agent", publication);
            modules.push("agent", publication);
            modules.built("newer");
            assertThatThrownBy(() -> modules.push("agent", publication))
                    .hasMessageStartingWith("Cannot push " + ecr.registryHost()
                            + "/fleet/agent:1.0: the tag is there already with another image (")
                    .hasMessageEndingWith("Use another version, or make the repository's tags mutable.");
        }
    }
}

package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.testing.RegistryContents;
import dev.slipway.testing.RegistryGate;
import dev.slipway.testing.RegistryProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When floating tags move. */
@Timeout(120)
class ReleaseTest {

    @TempDir
    private Path folder;

    private RegistryProcess registry;
    private RegistryGate gate;

    @BeforeEach
    void open() {
        registry = RegistryProcess.start();
        gate = RegistryGate.before(registry);
    }

    @AfterEach
    void close() {
        gate.close();
        registry.close();
    }

    private String latest(String alias) {
        return RegistryContents.of(registry).digest("fleet/" + alias, "latest").orElse("");
    }

    private LayoutModules modules(String text) {
        return new LayoutModules(folder.resolve(text), "agent", "tool").built(text);
    }

    private List<String> pushOld() {
        try (LayoutModules old = modules("old")) {
            old.pushTo(registry.host());
        }
        return List.of(latest("agent"), latest("tool"));
    }

    @Test
    void tagsOfAllModulesMoveWhenTheLastIsUp() {
        List<String> before = pushOld();
        try (LayoutModules modules = modules("new")) {
            modules.pushModule("agent", gate.host());
            modules.pushModule("tool", gate.host());
            assertThat(List.of(latest("agent"), latest("tool"))).isEqualTo(before);
            assertThat(modules.log().events("remark: "))
                    .contains("remark: Floating tags move at the end of this Maven run: latest of " + gate.host()
                            + "/fleet/agent");
        }
    }

    @Test
    void runThatFailsLeavesThemAndSaysSo() {
        List<String> before = pushOld();
        try (LayoutModules modules = modules("new")) {
            modules.pushModule("agent", gate.host());
            modules.abandon();
            assertThat(List.of(latest("agent"), latest("tool"))).isEqualTo(before);
            assertThat(modules.log().events("warning: "))
                    .singleElement()
                    .asString()
                    .startsWith("warning: The run failed, so these floating tags stay where they were: latest of "
                            + gate.host() + "/fleet/agent. ");
            assertThat(modules.receipts("agent").pushed())
                    .extracting(image -> image.reference().tag().value())
                    .containsExactly("1.0");
        }
    }

    @Test
    void oneThatCannotBeMovedPutsTheOthersBack() {
        List<String> before = pushOld();
        gate.failing("PUT /v2/fleet/tool/manifests/latest", 400, "");
        try (LayoutModules modules = modules("new")) {
            assertThatThrownBy(() -> modules.pushTo(gate.host()))
                    .hasMessageContaining("Cannot tag " + gate.host() + "/fleet/tool:latest: ")
                    .hasMessageContaining("Floating tags lead to what they led to before.");
            assertThat(List.of(latest("agent"), latest("tool"))).isEqualTo(before);
            assertThat(gate.requests())
                    .filteredOn("PUT /v2/fleet/agent/manifests/latest"::equals)
                    .hasSize(2);
        }
    }

    @Test
    void repeatOfAFinishedReleaseAsksForTagsOnly() {
        try (LayoutModules modules = modules("new")) {
            modules.pushTo(registry.host());
            modules.pushTo(gate.host());
            assertThat(gate.requests())
                    .filteredOn(request -> !request.equals("GET /v2/"))
                    .containsExactlyInAnyOrder(
                            "HEAD /v2/fleet/agent/manifests/1.0",
                            "HEAD /v2/fleet/agent/manifests/latest",
                            "HEAD /v2/fleet/tool/manifests/1.0",
                            "HEAD /v2/fleet/tool/manifests/latest");
        }
    }
}

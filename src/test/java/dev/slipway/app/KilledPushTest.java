package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.image.PushedImage;
import dev.slipway.testing.RegistryContents;
import dev.slipway.testing.RegistryGate;
import dev.slipway.testing.RegistryProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A push that is killed, at each of its stages, and repeated. */
@Timeout(120)
class KilledPushTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HEAD /v2/fleet/agent/manifests/1.0   | false",
                "POST /v2/fleet/tool/blobs/uploads/   | false",
                "PUT /v2/fleet/tool/blobs/uploads/    | false",
                "PUT /v2/fleet/tool/manifests/sha256: | false",
                "PUT /v2/fleet/tool/manifests/1.0     | true",
                "GET /v2/fleet/tool/manifests/latest  | true",
                "PUT /v2/fleet/agent/manifests/latest,PUT /v2/fleet/tool/manifests/latest | true"
            })
    void noFloatingTagMovesAndTheRepeatFinishesTheRelease(String stage, boolean isContentUp) throws Exception {
        try (RegistryProcess registry = RegistryProcess.start();
                LayoutModules modules = new LayoutModules(folder.resolve("new"), "agent", "tool").built("new")) {
            push("old", registry.host());
            List<String> before = latest(registry);
            KilledRun.at(
                    stage,
                    registry,
                    LayoutModules.class,
                    host -> List.of(folder.resolve("new").toString(), host, "agent", "tool"));
            assertThat(latest(registry)).isEqualTo(before);

            try (RegistryGate second = RegistryGate.before(registry)) {
                List<PushedImage> pushed = modules.pushTo(second.host());
                assertThat(latest(registry))
                        .isEqualTo(pushed.stream()
                                .map(image -> image.digest().value())
                                .distinct()
                                .toList())
                        .doesNotContainAnyElementsOf(before);
                if (isContentUp) {
                    assertThat(second.requests()).noneMatch(request -> request.matches("P.* .*/blobs/uploads/.+"));
                }
            }
        }
    }

    private List<PushedImage> push(String text, String host) {
        try (LayoutModules modules = new LayoutModules(folder.resolve(text), "agent", "tool").built(text)) {
            return modules.pushTo(host);
        }
    }

    private static List<String> latest(RegistryProcess registry) {
        RegistryContents contents = RegistryContents.of(registry);
        return List.of(
                contents.digest("fleet/agent", "latest").orElse(""),
                contents.digest("fleet/tool", "latest").orElse(""));
    }
}

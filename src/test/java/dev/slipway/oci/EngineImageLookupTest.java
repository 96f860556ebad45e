package dev.slipway.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.RemoteImage;
import dev.slipway.testing.EngineImages;
import dev.slipway.testing.RegistryContents;
import dev.slipway.testing.RegistryProcess;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images as engines push them. */
@Tag("engine")
class EngineImageLookupTest {

    @Test
    void imageOfAnEngineTellsItsSettings(@TempDir Path cache) {
        try (RegistryProcess registry = RegistryProcess.start();
                EngineImages engine = new EngineImages()) {
            engine.build(
                    "slipway-it/lookup:1",
                    "FROM slipway-it/busybox:1\nENV GREETING=\"hello world\"\nONBUILD RUN touch /built\n");
            String reference = registry.host() + "/slipway-it/lookup:1";
            engine.push("slipway-it/lookup:1", reference, "any", "one");

            RemoteImage found = new RegistryImages((host, namespace) -> Optional.empty(), cache)
                    .find(reference, Optional.empty())
                    .orElseThrow();

            assertThat(found.digest().value())
                    .isEqualTo(RegistryContents.of(registry)
                            .digest("slipway-it/lookup", "1")
                            .orElseThrow());
            assertThat(found.environment()).containsEntry("GREETING", "hello world");
            assertThat(found.triggers()).containsExactly("RUN touch /built");
            engine.remove("slipway-it/lookup", registry.host() + "/slipway-it/lookup");
        }
    }
}

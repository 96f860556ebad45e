package dev.slipway.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.Tag;
import dev.slipway.layout.OciLayout;
import dev.slipway.plan.PushSettings;
import dev.slipway.registry.RegistryException;
import dev.slipway.testing.Fault;
import dev.slipway.testing.TestLayouts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only a standstill counts. */
class PushTimeoutTest {

    private static final PushSettings FOUR_SECONDS = new PushSettings(5, Duration.ofSeconds(4));

    @TempDir
    private Path folder;

    private OciLayout layout(int bytes) {
        OciLayout layout = new OciLayout(folder.resolve("oci"));
        StringBuilder text = new StringBuilder();
        new Random(7).ints(bytes, 'a', 'z').forEach(letter -> text.append((char) letter));
        layout.put(TestLayouts.image(layout, "amd64", text.toString()));
        return layout;
    }

    @Test
    void uploadThatMovesSlowlyLives() {
        // sockets take some megabytes at once, which then wait to be read
        OciLayout layout = layout(36 * 1024 * 1024);
        try (PushRig rig = new PushRig(FOUR_SECONDS)) {
            rig.gate.fail("PUT .*/blobs/.*", Fault.slow(256 * 1024, 50));
            long start = System.nanoTime();
            rig.push(layout);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(6));
            assertThat(rig.retries()).isEmpty();
            List<String> progress = rig.log.events("progress ");
            assertThat(progress).hasSizeGreaterThan(100);
            String[] end =
                    progress.get(progress.size() - 1).replace("progress ", "").split("/", -1);
            assertThat(end[0]).isEqualTo(end[1]);
        }
    }

    @Test
    void registryThatHangsIsGivenUpAtOnceWithASentence() {
        OciLayout layout = layout(1000);
        for (String call : List.of("HEAD .*", "POST .*", "PUT .*/blobs/.*", "PUT .*/manifests/.*")) {
            try (PushRig rig = new PushRig(new PushSettings(5, Duration.ofMillis(700)))) {
                rig.gate.fail(call, Fault.hang());
                long start = System.nanoTime();
                assertThatThrownBy(() -> rig.push(layout))
                        .isInstanceOf(RegistryException.class)
                        .hasMessage("Cannot push " + rig.gate.host() + "/fleet/agent:1.0: no byte was sent or received"
                                + " for PT0.7S, the longest that a push may go without progress. Look at the network"
                                + " and the registry, or raise <timeout> in <push>.");
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
                assertThat(rig.retries()).isEmpty();
            }
        }
    }

    @Test
    void lookAtARegistryThatHangsIsGivenUp() {
        try (PushRig rig = new PushRig(new PushSettings(5, Duration.ofMillis(700)))) {
            rig.gate.fail(".*", Fault.hang());
            assertThatThrownBy(() -> rig.repository().digestOf(new Tag("1.0")))
                    .hasMessageContaining("no byte was sent or received for PT0.7S");
        }
    }

    @Test
    void pushThatIsInterruptedEnds() throws InterruptedException {
        OciLayout layout = layout(1000);
        try (PushRig rig = new PushRig()) {
            rig.gate.fail("POST .*", Fault.hang());
            Thread[] pusher = new Thread[1];
            Throwable[] failure = new Throwable[1];
            pusher[0] = new Thread(() -> {
                try {
                    rig.push(layout);
                } catch (RegistryException e) {
                    failure[0] = e;
                }
            });
            pusher[0].start();
            while (rig.gate.count("POST .*") == 0) {
                Thread.onSpinWait();
            }
            pusher[0].interrupt();
            pusher[0].join(10_000);
            assertThat(failure[0]).hasMessageContaining("it was interrupted. Push again.");
        }
    }
}

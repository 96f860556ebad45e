package dev.slipway.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.Digest;
import dev.slipway.image.Tag;
import dev.slipway.layout.OciLayout;
import dev.slipway.plan.PushSettings;
import dev.slipway.registry.Manifest;
import dev.slipway.registry.RegistryException;
import dev.slipway.testing.Fault;
import dev.slipway.testing.RegistryContents;
import dev.slipway.testing.TestLayouts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes is survived, with one line in the log for each attempt; what does not is said at once. */
class PushFaultsTest {

    private static final String BLOB = "PUT .*/blobs/uploads/.*";
    private static final String MANIFEST = "PUT .*/manifests/.*";
    private static final Tag V1 = new Tag("1.0");

    @TempDir
    private Path folder;

    private final PushRig rig = new PushRig();
    private OciLayout layout;

    @BeforeEach
    void image() {
        layout = new OciLayout(folder.resolve("oci"));
        layout.put(TestLayouts.image(layout, "amd64", "hello"));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private void assertPushed() {
        Digest digest = rig.push(layout);
        assertThat(RegistryContents.of(rig.registry).digest("fleet/agent", digest.value()))
                .contains(digest.value());
    }

    private Manifest pushed() {
        Manifest manifest = rig.repository().manifest(rig.push(layout)).orElseThrow();
        rig.gate.clear();
        return manifest;
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void answerThatMayPassIsSurvivedOnEveryRequest(int status) {
        Fault fault = Fault.answer(status, Map.of(), "");
        rig.gate
                .fail(1, "HEAD .*/manifests/.*", fault)
                .fail(1, "HEAD .*/blobs/.*", fault)
                .fail(1, "POST .*", fault)
                .fail(1, BLOB, fault)
                .fail(1, MANIFEST, fault);
        assertPushed();
        assertThat(rig.retries())
                .hasSize(5)
                .containsOnly("fleet/agent:1.0: the registry answers with status " + status);
    }

    @Test
    void resetIsSurvivedOnEveryRequest() {
        rig.repository().digestOf(V1);
        rig.gate
                .fail(1, "HEAD .*/manifests/.*", Fault.reset())
                .fail(1, "HEAD .*/blobs/.*", Fault.reset())
                .fail(1, "POST .*", Fault.reset())
                .fail(1, BLOB, Fault.reset())
                .fail(1, MANIFEST, Fault.reset());
        assertPushed();
        // the JDK asks again by itself where asking changes nothing
        assertThat(rig.retries())
                .hasSize(3)
                .allMatch(line -> line.startsWith("fleet/agent:1.0: the connection to the registry broke (")
                        && line.endsWith(")"));
    }

    @Test
    void connectionsThatMayNotBeUsedAgainAreSurvived() {
        Manifest manifest = pushed();
        rig.gate.wearOut();
        rig.repository().tag(manifest, V1);
        rig.gate.wearOut();
        rig.repository().checkPush();
        assertThat(rig.repository().digestOf(V1)).contains(manifest.digest());
    }

    @Test
    void blobIsLookedForBeforeItIsSentAgainAndIsSentFromItsBeginning() {
        rig.gate.fail(1, BLOB, Fault.loseAnswer()).fail(1, BLOB, Fault.answer(500, Map.of(), ""));
        assertPushed();
        // two blobs: the first was there when it was looked for, the second needed another upload
        assertThat(rig.gate.count("POST .*")).isEqualTo(3);
        assertThat(rig.gate.count("HEAD .*/blobs/.*")).isEqualTo(4);
        assertThat(rig.gate.count(BLOB)).isEqualTo(3);
    }

    @Test
    void manifestWhoseAnswerWasLostIsNotSentAgain() {
        rig.gate.fail(1, MANIFEST, Fault.loseAnswer());
        assertPushed();
        assertThat(rig.gate.count(MANIFEST)).isEqualTo(1);
        assertThat(rig.retries()).hasSize(1);
    }

    @Test
    void tagWhoseAnswerWasLostIsNotSentAgain() {
        Manifest manifest = pushed();
        rig.gate.fail(1, MANIFEST, Fault.loseAnswer());
        rig.repository().tag(manifest, V1);
        assertThat(rig.gate.requests())
                .containsExactly("PUT /v2/fleet/agent/manifests/1.0", "HEAD /v2/fleet/agent/manifests/1.0");
        assertThat(rig.repository().digestOf(V1)).contains(manifest.digest());
    }

    @Test
    void tagThatDidNotMoveIsSentAgain() {
        Manifest manifest = pushed();
        rig.gate.fail(1, MANIFEST, Fault.reset()).fail(1, "HEAD .*", Fault.answer(503, Map.of(), ""));
        rig.repository().tag(manifest, V1);
        assertThat(rig.gate.count(MANIFEST)).isEqualTo(2);
        assertThat(rig.repository().digestOf(V1)).contains(manifest.digest());
    }

    @Test
    void registryThatAsksForTimeGetsIt() {
        Manifest manifest = pushed();
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(4));
        rig.gate
                .fail(1, MANIFEST, Fault.answer(429, Map.of("Retry-After", "2"), ""))
                .fail(1, MANIFEST, Fault.answer(503, Map.of("Retry-After", date), ""));
        long start = System.nanoTime();
        rig.repository().tag(manifest, V1);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(3));
    }

    @Test
    void registryThatAsksForMoreTimeThanThereIsIsASentence() {
        Manifest manifest = pushed();
        rig.gate.fail(MANIFEST, Fault.answer(429, Map.of("Retry-After", "3600"), ""));
        assertThatThrownBy(() -> rig.repository().tag(manifest, V1))
                .isInstanceOf(RegistryException.class)
                .hasMessageEndingWith(":1.0: the registry answers with status 429. Wait a while and run Maven again.");
        assertThat(rig.gate.requests()).hasSize(1);
    }

    @Test
    void faultThatDoesNotPassIsSaidInTheRegistrysWordsAfterAllAttempts() {
        rig.gate.fail(BLOB, Fault.refuse(500, "UNKNOWN", "the database is locked"));
        assertThatThrownBy(() -> rig.push(layout))
                .isInstanceOf(RegistryException.class)
                .hasMessage("Cannot push " + rig.gate.host() + "/fleet/agent:1.0: the registry answers 'unknown: the"
                        + " database is locked'. Look at the registry's state and try again.");
        assertThat(rig.retries()).contains("fleet/agent:1.0: the registry answers 'unknown: the database is locked'");
    }

    @Test
    void registryWithoutRoomIsSaidAtOnce() {
        rig.gate.fail(BLOB, Fault.refuse(500, "UNKNOWN", "write /var/lib/registry/x: no space left on device"));
        assertThatThrownBy(() -> rig.push(layout))
                .isInstanceOf(RegistryException.class)
                .hasMessage(
                        "Cannot push " + rig.gate.host() + "/fleet/agent:1.0: the registry answers 'unknown: write"
                                + " /var/lib/registry/x: no space left on device'. Make room in the registry, then push again.");
        assertThat(rig.retries()).isEmpty();
    }

    @Test
    void withoutRetriesTheFirstFaultIsTheLast() {
        try (PushRig impatient = new PushRig(new PushSettings(0, Duration.ofSeconds(20)))) {
            impatient.gate.fail(1, "POST .*", Fault.answer(503, Map.of(), ""));
            assertThatThrownBy(() -> impatient.push(layout)).hasMessageContaining("answers with status 503");
            assertThat(impatient.retries()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "403 DENIED",
                "404 NAME_UNKNOWN",
                "400 DIGEST_INVALID",
                "405 UNSUPPORTED",
                "501 UNSUPPORTED",
                "413 SIZE_INVALID"
            })
    void refusalIsNeverTriedAgain(String refusal) {
        String[] parts = refusal.split(" ", -1);
        rig.gate.fail(BLOB, Fault.refuse(Integer.parseInt(parts[0]), parts[1], "so it is"));
        assertThatThrownBy(() -> rig.push(layout)).hasMessageContaining(": so it is'");
        assertThat(rig.gate.count(BLOB)).isLessThanOrEqualTo(2);
        assertThat(rig.retries()).isEmpty();
    }

    @Test
    void manifestThatTheRegistryReadWhileAnotherPushWroteItIsSentAgain() {
        rig.gate.fail(1, MANIFEST, Fault.refuse(400, "DIGEST_INVALID", "provided digest did not match"));
        rig.push(layout);
        assertPushed();
        assertThat(rig.retries()).singleElement().asString().contains("provided digest did not match");
    }

    @Test
    void lookIsTriedAgainToo() {
        rig.gate.fail(2, "HEAD .*", Fault.answer(503, Map.of(), ""));
        assertThat(rig.repository().digestOf(V1)).isEmpty();
        assertThat(rig.log.events("again ")).hasSize(2).allMatch(line -> line.contains(" Cannot look up "));
    }
}

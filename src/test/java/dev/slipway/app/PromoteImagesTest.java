package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.Digest;
import dev.slipway.publish.Promotion;
import dev.slipway.testing.Fault;
import dev.slipway.testing.FaultyRegistry;
import dev.slipway.testing.RegistryContents;
import dev.slipway.testing.RegistryProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Promoting between real registries; the images are indexes of two platforms with an attestation. */
@Timeout(120)
class PromoteImagesTest {

    private static final String PASSWORD = "promoted-with-this-password";

    @TempDir
    private Path folder;

    private RegistryProcess registry;
    private RegistryProcess locked;
    private FaultyRegistry gate;
    private FaultyRegistry lockedGate;
    private Promoter promoter;

    @BeforeEach
    void open() {
        registry = RegistryProcess.start();
        locked = RegistryProcess.options().login("ada", PASSWORD).start();
        gate = FaultyRegistry.before(registry);
        lockedGate = FaultyRegistry.before(locked);
        push("old");
        promoter = new Promoter(folder.resolve("home")).login(lockedGate.host(), "ada", PASSWORD);
    }

    @AfterEach
    void close() {
        promoter.close();
        lockedGate.close();
        gate.close();
        locked.close();
        registry.close();
    }

    /** Images {@code fleet/agent} and {@code fleet/tool}, each tagged {@code 1.0} and {@code latest}. */
    private void push(String text) {
        try (LayoutModules modules = new LayoutModules(folder.resolve(text), "agent", "tool").built(text)) {
            modules.pushTo(registry.host());
        }
    }

    private Promoter again() {
        promoter.close();
        promoter = new Promoter(folder.resolve("home")).login(lockedGate.host(), "ada", PASSWORD);
        return promoter;
    }

    private String digest(String repository, String tag) {
        return RegistryContents.of(registry).digest(repository, tag).orElse("none");
    }

    private String lockedDigest(String repository, String tag) {
        return RegistryContents.of(locked, "ada", PASSWORD)
                .digest(repository, tag)
                .orElse("none");
    }

    private static List<String> withoutPings(FaultyRegistry asked) {
        return asked.requests().stream()
                .filter(request -> !request.equals("GET /v2/"))
                .toList();
    }

    @Test
    void imageGetsTagsWhereItIsForOneRequestEach() {
        List<Promotion.Promoted> promoted = promoter.from(gate.host() + "/fleet/agent:1.0")
                .tags("stable", "candidate")
                .promote();

        String image = digest("fleet/agent", "1.0");
        assertThat(digest("fleet/agent", "stable")).isEqualTo(image);
        assertThat(digest("fleet/agent", "candidate")).isEqualTo(image);
        assertThat(promoted).extracting(Promotion.Promoted::digest).containsOnly(Digest.parse(image));
        assertThat(gate.requests())
                .noneMatch(request -> request.matches("(PUT|PATCH|HEAD|GET) /v2/fleet/agent/blobs.*"));
        assertThat(gate.count("PUT .*")).isEqualTo(2);
        assertThat(promoter.log().events("remark: Promoted"))
                .containsExactly(
                        "remark: Promoted " + gate.host() + "/fleet/agent:stable@" + image + " (new)",
                        "remark: Promoted " + gate.host() + "/fleet/agent:candidate@" + image + " (new)");
        assertThat(promoter.log().events("summary: "))
                .singleElement()
                .asString()
                .matches("summary: IMAGE +TAGS +DIGEST +FROM +TO\nagent +stable, candidate +"
                        + image.substring(0, 19) + " +" + gate.host() + "/fleet/agent:1.0 +" + gate.host()
                        + "/fleet/agent");
    }

    @Test
    void digestNamesTheImageWhateverItsTagsAre() {
        String old = digest("fleet/agent", "1.0");
        push("new");

        promoter.from(gate.host() + "/fleet/agent:1.0@" + old).tags("rollback").promote();

        assertThat(digest("fleet/agent", "rollback")).isEqualTo(old).isNotEqualTo(digest("fleet/agent", "1.0"));
    }

    @Test
    void indexGoesToAnotherRegistryWithAllThatItNames() {
        promoter.from(gate.host() + "/fleet/agent:1.0", gate.host() + "/fleet/tool:1.0")
                .to(lockedGate.host() + "/prod/")
                .promote();

        assertThat(lockedDigest("prod/agent", "1.0")).isEqualTo(digest("fleet/agent", "1.0"));
        assertThat(lockedDigest("prod/tool", "1.0")).isEqualTo(digest("fleet/tool", "1.0"));
        // two platforms and an attestation, and the index itself, of two images; then one tag each
        assertThat(lockedGate.count("PUT /v2/prod/[a-z]+/manifests/sha256:.*")).isEqualTo(8);
        assertThat(lockedGate.count("PUT /v2/prod/[a-z]+/manifests/1.0")).isEqualTo(2);
        assertThat(RegistryContents.of(locked, "ada", PASSWORD).tags("prod/agent"))
                .containsExactly("1.0");
    }

    @Test
    void contentIsMountedInAnotherRepositoryOfTheRegistry() {
        promoter.from(gate.host() + "/fleet/agent:1.0")
                .to(gate.host() + "/released/agent")
                .tags("1.0", "stable")
                .promote();

        assertThat(digest("released/agent", "stable")).isEqualTo(digest("fleet/agent", "1.0"));
        assertThat(gate.count("POST /v2/released/agent/blobs/uploads/\\?.*mount=.*from=fleet.*"))
                .isPositive();
        assertThat(gate.count("(GET|PATCH|PUT) /v2/[a-z/]+/blobs/.*")).isZero();
    }

    @Test
    void everyTagMovesAfterAllContentIsThere() {
        promoter.from(gate.host() + "/fleet/agent:1.0", gate.host() + "/fleet/tool:1.0")
                .to(lockedGate.host(), gate.host() + "/released/")
                .tags("stable")
                .promote();

        List<String> puts = lockedGate.requests().stream()
                .filter(request -> request.startsWith("PUT ") && request.contains("/manifests/"))
                .toList();
        assertThat(puts.subList(puts.size() - 2, puts.size()))
                .containsExactlyInAnyOrder(
                        "PUT /v2/fleet/agent/manifests/stable", "PUT /v2/fleet/tool/manifests/stable");
        assertThat(Stream.of("agent", "tool").map(alias -> digest("released/" + alias, "stable")))
                .containsExactly(digest("fleet/agent", "1.0"), digest("fleet/tool", "1.0"));
    }

    @Test
    void tagThatIsRightAlreadyCostsItsHead() {
        String source = gate.host() + "/fleet/agent:1.0";
        promoter.from(source)
                .to(gate.host() + "/released/")
                .tags("stable", "1.0")
                .promote();
        gate.clear();

        List<Promotion.Promoted> promoted = again().from(source)
                .to(gate.host() + "/released/")
                .tags("stable", "1.0")
                .promote();

        assertThat(withoutPings(gate))
                .containsExactlyInAnyOrder(
                        "HEAD /v2/released/agent/manifests/stable",
                        "HEAD /v2/released/agent/manifests/1.0",
                        "GET /v2/fleet/agent/manifests/1.0");
        assertThat(promoted).allMatch(Promotion.Promoted::isUnchanged);
        assertThat(promoter.log().events("remark: "))
                .containsExactly(
                        "remark: Unchanged: " + gate.host() + "/released/agent:stable@" + digest("fleet/agent", "1.0"),
                        "remark: Unchanged: " + gate.host() + "/released/agent:1.0@" + digest("fleet/agent", "1.0"));
    }

    @Test
    void tagThatCannotBeMovedPutsTheOthersBack() {
        promoter.from(gate.host() + "/fleet/agent:1.0", gate.host() + "/fleet/tool:1.0")
                .to(lockedGate.host())
                .tags("stable")
                .promote();
        List<String> before = List.of(lockedDigest("fleet/agent", "stable"), lockedDigest("fleet/tool", "stable"));
        push("new");
        lockedGate.clear();
        lockedGate.fail("PUT /v2/fleet/tool/manifests/stable", Fault.refuse(400, "TAG_INVALID", "not today"));

        assertThatThrownBy(() -> again().from(gate.host() + "/fleet/agent:1.0", gate.host() + "/fleet/tool:1.0")
                        .to(lockedGate.host())
                        .tags("stable")
                        .promote())
                .hasMessageStartingWith("Cannot tag " + lockedGate.host() + "/fleet/tool:stable: ")
                .hasMessageContaining("not today")
                .hasMessageEndingWith("\nTags lead to what they led to before. Promote again when it is mended.");

        assertThat(List.of(lockedDigest("fleet/agent", "stable"), lockedDigest("fleet/tool", "stable")))
                .isEqualTo(before);
        assertThat(lockedGate.count("PUT /v2/fleet/agent/manifests/stable")).isEqualTo(2);
    }

    @Test
    void contentThatDoesNotGetThroughLeavesAllTags() {
        lockedGate.fail("PUT /v2/fleet/tool/manifests/.*", Fault.refuse(400, "MANIFEST_INVALID", "not today"));

        assertThatThrownBy(() -> promoter.from(gate.host() + "/fleet/agent:1.0", gate.host() + "/fleet/tool:1.0")
                        .to(lockedGate.host())
                        .tags("stable")
                        .promote())
                .hasMessageContaining("not today")
                .hasMessageEndingWith(
                        "\nNo tag was moved. Promote again when it is mended; what is there is not sent" + " again.");

        assertThat(lockedDigest("fleet/agent", "stable")).isEqualTo("none");
    }

    @Test
    void everythingThatStandsInTheWayIsSaidAtOnce() {
        promoter.login(lockedGate.host(), "ada", "wrong-" + PASSWORD);

        assertThatThrownBy(() -> promoter.from(gate.host() + "/fleet/agent:9.9", gate.host() + "/fleet/hook:1.0")
                        .to(lockedGate.host(), "127.0.0.1:1")
                        .tags("stable")
                        .promote())
                .hasMessageStartingWith("Cannot promote, ")
                .hasMessageContaining("\n* Cannot promote " + gate.host()
                        + "/fleet/agent:9.9: the registry has no such image. Look for a typing error, or whether it"
                        + " was pushed there.")
                .hasMessageContaining("\n* Cannot promote " + gate.host() + "/fleet/hook:1.0: ")
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageContaining(lockedGate.host())
                .hasMessageEndingWith("\nNothing was promoted.")
                .message()
                .doesNotContain(PASSWORD);
    }

    @Test
    void missingImageAloneIsOneSentence() {
        assertThatThrownBy(() -> promoter.from(gate.host() + "/fleet/agent:9.9")
                        .tags("stable")
                        .promote())
                .hasMessage("Cannot promote " + gate.host() + "/fleet/agent:9.9: the registry has no such image."
                        + " Look for a typing error, or whether it was pushed there.");
        assertThat(digest("fleet/agent", "stable")).isEqualTo("none");
    }

    @Test
    void registryThatTakesNoPushIsFoundBeforeAnythingIsChanged() {
        try (RegistryProcess readOnly = RegistryProcess.options().readOnly().start()) {
            assertThatThrownBy(() -> promoter.from(gate.host() + "/fleet/agent:1.0")
                            .to(lockedGate.host(), readOnly.host())
                            .tags("stable")
                            .promote())
                    .hasMessageContaining(readOnly.host());
        }
        assertThat(lockedGate.count("PUT .*")).isZero();
    }

    @Test
    void dryRunSaysWhatWouldMoveAndChangesNothing() {
        String old = digest("fleet/agent", "1.0");
        promoter.from(gate.host() + "/fleet/agent:1.0").tags("stable").promote();
        push("new");
        String fresh = digest("fleet/agent", "1.0");
        gate.clear();

        again().from(gate.host() + "/fleet/agent:1.0")
                .to(gate.host(), lockedGate.host())
                .tags("stable", "latest", "1.0")
                .dryRun()
                .promote();

        String place = "remark: Would promote " + gate.host() + "/fleet/agent:";
        assertThat(promoter.log().events("remark: "))
                .containsExactly(
                        place + "stable@" + fresh + " (was " + old.substring(0, 19) + ")",
                        "remark: Unchanged: " + gate.host() + "/fleet/agent:latest@" + fresh,
                        "remark: Unchanged: " + gate.host() + "/fleet/agent:1.0@" + fresh,
                        place.replace(gate.host(), lockedGate.host()) + "stable@" + fresh + " (new)",
                        place.replace(gate.host(), lockedGate.host()) + "latest@" + fresh + " (new)",
                        place.replace(gate.host(), lockedGate.host()) + "1.0@" + fresh + " (new)",
                        "remark: Nothing was changed (slipway.promote.dryRun).");
        assertThat(gate.count("PUT .*") + lockedGate.count("PUT .*")).isZero();
        assertThat(digest("fleet/agent", "stable")).isEqualTo(old);
        assertThat(RegistryContents.of(locked, "ada", PASSWORD).repositories()).isEmpty();
    }

    @Test
    void twoNamesOfOneImageMoveTogether() {
        promoter.from(gate.host() + "/fleet/agent:1.0", gate.host() + "/fleet/agent:latest")
                .to(lockedGate.host())
                .promote();

        assertThat(List.of(lockedDigest("fleet/agent", "1.0"), lockedDigest("fleet/agent", "latest")))
                .containsOnly(digest("fleet/agent", "1.0"));
    }

    @Test
    void registryThatBreaksForAMomentIsAskedAgain() {
        lockedGate.fail(1, "PUT /v2/fleet/agent/manifests/stable", Fault.refuse(503, "UNAVAILABLE", "come back"));

        promoter.from(gate.host() + "/fleet/agent:1.0")
                .to(lockedGate.host())
                .tags("stable")
                .promote();

        assertThat(lockedDigest("fleet/agent", "stable")).isEqualTo(digest("fleet/agent", "1.0"));
        assertThat(promoter.log().events("again ")).hasSize(1);
    }

    @Test
    void noPasswordIsInWhatIsSaid() {
        promoter.from(gate.host() + "/fleet/agent:1.0").to(lockedGate.host()).promote();

        assertThat(String.join("\n", promoter.log().events())).doesNotContain(PASSWORD);
        assertThat(Optional.of(lockedDigest("fleet/agent", "1.0"))).isNotEqualTo(Optional.of("none"));
    }
}

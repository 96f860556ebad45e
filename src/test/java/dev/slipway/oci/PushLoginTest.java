package dev.slipway.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.failure.SlipwayException;
import dev.slipway.image.Digest;
import dev.slipway.image.Tag;
import dev.slipway.layout.OciLayout;
import dev.slipway.registry.Credential;
import dev.slipway.registry.CredentialException;
import dev.slipway.registry.Login;
import dev.slipway.registry.RegistryException;
import dev.slipway.testing.Fault;
import dev.slipway.testing.RegistryProcess;
import dev.slipway.testing.TestLayouts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries that want a password: once, once more, or another one. */
class PushLoginTest {

    private static final Tag V1 = new Tag("1.0");
    private static final String OLD = "0ld-s3cret";
    private static final String NEW = "n3w-s3cret";
    private static final Fault CHALLENGE = Fault.answer(401, Map.of("WWW-Authenticate", "Basic realm=\"r\""), "");

    /** ECR's. */
    private static final Fault EXPIRED =
            Fault.refuse(403, "DENIED", "Your authorization token has expired. Reauthenticate and try again.");

    @TempDir
    private Path folder;

    private OciLayout layout;

    @BeforeEach
    void image() {
        layout = new OciLayout(folder.resolve("oci"));
        layout.put(TestLayouts.image(layout, "amd64", "hello"));
    }

    private static String basic(String password) {
        return "Basic " + Base64.getEncoder().encodeToString(("anne:" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Demands a password, and answers the old one in its own way. */
    private static PushRig demanding(Login login, Fault toOld) {
        PushRig rig = new PushRig(RegistryProcess.start(), login);
        rig.gate.guard(call -> {
            String shown = call.header("Authorization");
            if (shown.equals(basic(NEW))) {
                return Optional.empty();
            }
            return Optional.of(shown.equals(basic(OLD)) ? toOld : CHALLENGE);
        });
        return rig;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HEAD .*/manifests/.*", "HEAD .*/blobs/.*", "POST .*", "PUT .*/blobs/.*", "PUT .*/manifests.*"})
    void oneChallengeMidwayIsAnsweredAnew(String call) {
        Login login = Login.of(Optional.of(Credential.of("anne", NEW, "settings.xml")));
        try (PushRig rig =
                new PushRig(RegistryProcess.options().login("anne", NEW).start(), login)) {
            rig.repository().digestOf(V1);
            rig.gate.fail(1, call, CHALLENGE);
            Digest digest = rig.push(layout);
            assertThat(rig.repository().manifest(digest)).isPresent();
        }
    }

    @Test
    void loginThatIsKnownIsShownAtOnce() {
        Login login = Login.of(Optional.of(Credential.of("anne", NEW, "settings.xml")));
        try (PushRig rig =
                new PushRig(RegistryProcess.options().login("anne", NEW).start(), login)) {
            rig.repository().digestOf(V1);
            rig.gate.clear();
            rig.repository("fleet/other").digestOf(V1);
            assertThat(rig.gate.requests()).containsExactly("HEAD /v2/fleet/other/manifests/1.0");
        }
    }

    @Test
    void credentialThatIsRefusedIsRenewedOnce() {
        RenewableLogin login = new RenewableLogin(OLD, NEW);
        try (PushRig rig = demanding(login, CHALLENGE)) {
            Digest digest = rig.push(layout);
            assertThat(rig.repository().manifest(digest)).isPresent();
            assertThat(login.renewals()).isEqualTo(1);
            assertThat(rig.retries()).isEmpty();
        }
    }

    @Test
    void tokenThatExpiredIsRenewedWhateverRequestHearsOfIt() {
        for (String call : List.of("HEAD .*/manifests/.*", "HEAD .*/blobs/.*", "POST .*", "PUT .*/blobs.*")) {
            RenewableLogin login = new RenewableLogin(OLD, NEW);
            try (PushRig rig = new PushRig(RegistryProcess.start(), login)) {
                Map<String, Boolean> expired = new ConcurrentHashMap<>();
                rig.gate.guard(request -> {
                    String shown = request.header("Authorization");
                    if (shown.isEmpty()) {
                        return Optional.of(CHALLENGE);
                    }
                    if (request.line().matches(call)) {
                        expired.put("now", true);
                    }
                    return shown.equals(basic(OLD)) && !expired.isEmpty() ? Optional.of(EXPIRED) : Optional.empty();
                });
                Digest digest = rig.push(layout);
                assertThat(rig.repository().manifest(digest)).isPresent();
                assertThat(login.renewals()).isEqualTo(1);
            }
        }
    }

    @Test
    void tokenThatExpiredAndCannotBeRenewedIsASentence() {
        RenewableLogin login = new RenewableLogin(OLD);
        try (PushRig rig = demanding(login, EXPIRED)) {
            assertThatThrownBy(() -> rig.push(layout))
                    .isInstanceOf(CredentialException.class)
                    .hasMessage(
                            "Cannot push " + rig.gate.host() + "/fleet/agent:1.0: the registry answers 'denied: Your"
                                    + " authorization token has expired. Reauthenticate and try again'. Push again; if the"
                                    + " login comes from docker login, log in anew first.");
            assertThatThrownBy(() -> rig.repository().digestOf(V1))
                    .isInstanceOf(CredentialException.class)
                    .hasMessageContaining("Your authorization token has expired");
            assertThat(rig.retries()).isEmpty();
        }
    }

    @Test
    void refusalThatStaysIsSaidAndNoOtherCredentialIsTriedTwice() {
        RenewableLogin login = new RenewableLogin(OLD, "an" + OLD, "yet" + OLD);
        try (PushRig rig = demanding(login, CHALLENGE)) {
            assertThatThrownBy(() -> rig.push(layout)).isInstanceOf(CredentialException.class);
            assertThat(login.renewals()).isEqualTo(1);
            assertThat(rig.gate.requests()).hasSizeLessThanOrEqualTo(5);
        }
        RenewableLogin allowed = new RenewableLogin(OLD, NEW);
        try (PushRig rig = demanding(allowed, Fault.refuse(403, "DENIED", "you may not"))) {
            assertThatThrownBy(() -> rig.push(layout))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageEndingWith("the registry answers 'denied: you may not'. Check that the login from a"
                            + " helper may push to this repository.");
            assertThat(allowed.renewals()).isZero();
        }
    }

    @Test
    void noSecretIsInAnyMessageOrLine() {
        List<String> said = new ArrayList<>();
        for (Fault fault : List.of(
                CHALLENGE,
                EXPIRED,
                Fault.reset(),
                Fault.refuse(500, "UNKNOWN", "bad header Authorization: " + basic(OLD)),
                Fault.refuse(400, "UNKNOWN", "no such user https://anne:" + OLD + "@registry"))) {
            try (PushRig rig = demanding(new RenewableLogin(OLD), fault)) {
                for (Runnable call : List.<Runnable>of(
                        () -> rig.push(layout),
                        () -> rig.repository().digestOf(V1),
                        () -> rig.repository().checkPush())) {
                    try {
                        call.run();
                    } catch (SlipwayException e) {
                        said.add(e.toString());
                    }
                }
                said.addAll(rig.log.events());
            }
        }
        assertThat(said).hasSizeGreaterThan(15);
        assertThat(said)
                .allSatisfy(text -> assertThat(text)
                        .doesNotContain(OLD)
                        .doesNotContain(basic(OLD).substring("Basic ".length())));
    }
}

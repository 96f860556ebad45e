package dev.slipway.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import dev.slipway.image.Tag;
import dev.slipway.layout.OciLayout;
import dev.slipway.registry.Credential;
import dev.slipway.registry.CredentialException;
import dev.slipway.registry.Login;
import dev.slipway.testing.Fault;
import dev.slipway.testing.RegistryProcess;
import dev.slipway.testing.TestLayouts;
import dev.slipway.testing.TokenServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registries that want tokens: one for each repository, for as long as it lasts. */
class PushTokensTest {

    private static final Tag V1 = new Tag("1.0");
    private static final String SECRET = "s3cret-of-the-registry";
    private static final Credential CREDENTIAL = Credential.of("anne", SECRET, "settings.xml");
    private static final Login LOGIN = Login.of(Optional.of(CREDENTIAL));

    @TempDir
    private Path folder;

    private final AtomicInteger issued = new AtomicInteger();
    private final AtomicInteger refusedFrom = new AtomicInteger();
    private OciLayout layout;

    @BeforeEach
    void image() {
        layout = new OciLayout(folder.resolve("oci"));
        layout.put(TestLayouts.image(layout, "amd64", "hello"));
    }

    @Test
    void oneTokenForEachRepositoryIsAskedForWhoeverNeedsIt() throws Exception {
        try (TokenServer tokens = new TokenServer(folder.resolve("tokens"), "anne", SECRET, "identity");
                PushRig rig =
                        new PushRig(RegistryProcess.options().tokens(tokens).start(), LOGIN)) {
            rig.push(layout, "fleet/one");
            assertThat(tokens.askedScopes()).containsExactly("repository:fleet/one:pull,push");

            assertThat(lookAtTwelve(rig)).containsOnly(Optional.empty());
            assertThat(tokens.askedScopes().subList(1, tokens.askedScopes().size()))
                    .containsExactlyInAnyOrder(
                            "repository:fleet/two:pull", "repository:fleet/three:pull", "repository:fleet/four:pull");

            rig.gate.clear();
            lookAtTwelve(rig);
            assertThat(rig.gate.requests()).hasSize(12).allMatch(request -> request.startsWith("HEAD "));
            assertThat(tokens.askedScopes()).hasSize(4);
        }
    }

    private static List<Optional<Digest>> lookAtTwelve(PushRig rig) throws Exception {
        List<Callable<Optional<Digest>>> looks = new ArrayList<>();
        for (String name : List.of("fleet/one", "fleet/two", "fleet/three", "fleet/four")) {
            for (String tag : List.of("1.0", "1", "latest")) {
                looks.add(() -> rig.repository(name).digestOf(new Tag(tag)));
            }
        }
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try {
            List<Optional<Digest>> found = new ArrayList<>();
            for (Future<Optional<Digest>> look : threads.invokeAll(looks)) {
                found.add(look.get());
            }
            return found;
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void layerIsMountedWithATokenForBothRepositories() {
        try (TokenServer tokens = new TokenServer(folder.resolve("tokens"), "anne", SECRET, "identity");
                PushRig rig =
                        new PushRig(RegistryProcess.options().tokens(tokens).start(), LOGIN)) {
            rig.push(layout, "fleet/one");
            rig.gate.clear();
            rig.push(layout, "fleet/two");
            assertThat(rig.gate.count("POST .*mount=.*from=fleet%2Fone")).isEqualTo(2);
            assertThat(rig.gate.count("PUT .*/blobs/.*")).isZero();
            assertThat(tokens.askedScopes())
                    .containsExactly(
                            "repository:fleet/one:pull,push",
                            "repository:fleet/two:pull,push",
                            "repository:fleet/two:pull,push",
                            "repository:fleet/one:pull");
        }
    }

    @Test
    void identityTokenOpensTheSameDoors() {
        Login identity = Login.of(Optional.of(new Credential("", "", "identity", "docker config")));
        try (TokenServer tokens = new TokenServer(folder.resolve("tokens"), "anne", SECRET, "identity");
                PushRig rig =
                        new PushRig(RegistryProcess.options().tokens(tokens).start(), identity)) {
            rig.push(layout, "fleet/one");
            rig.push(layout, "fleet/two");
            assertThat(rig.gate.count("POST .*mount=.*")).isEqualTo(2);
            assertThat(rig.gate.count("PUT .*/blobs/.*")).isEqualTo(2);
        }
    }

    @Test
    void tokenServiceThatRefusesIsASentenceWithoutTheSecret() {
        Login wrong = Login.of(Optional.of(Credential.of("anne", "not-" + SECRET, "settings.xml")));
        try (TokenServer tokens = new TokenServer(folder.resolve("tokens"), "anne", SECRET, "identity");
                PushRig rig =
                        new PushRig(RegistryProcess.options().tokens(tokens).start(), wrong)) {
            assertThatThrownBy(() -> rig.push(layout))
                    .isInstanceOf(CredentialException.class)
                    .hasMessage("Cannot push " + ImageReference.parse(rig.gate.host() + "/fleet/agent:1.0")
                            + ": the registry answers with status 401. Check user name and password of"
                            + " settings.xml.");
        }
    }

    /** Its tokens are {@code token1}, {@code token2} and so on; those below a number are refused. */
    private PushRig withOwnTokens(Login login, String lifetime) {
        PushRig rig = new PushRig(RegistryProcess.start(), login);
        String realm = "http://" + rig.gate.host() + "/token";
        Fault challenge =
                Fault.answer(401, Map.of("WWW-Authenticate", "Bearer realm=\"" + realm + "\",service=\"s\""), "");
        rig.gate.guard(call -> {
            if (call.line().startsWith("GET /token")) {
                return Optional.of(request -> {
                    String token = "token" + issued.incrementAndGet();
                    request.answer(200, Map.of(), "{\"token\":\"" + token + "\"" + lifetime + "}");
                    return true;
                });
            }
            String shown = call.header("Authorization").replace("Bearer token", "");
            boolean isGood = shown.matches("[0-9]+") && Integer.parseInt(shown) >= refusedFrom.get();
            return isGood ? Optional.empty() : Optional.of(challenge);
        });
        return rig;
    }

    @Test
    void tokenIsUsedForItsLifetimeAndNoLonger() throws InterruptedException {
        try (PushRig rig = withOwnTokens(LOGIN, ",\"expires_in\":1")) {
            rig.repository().digestOf(V1);
            rig.repository().digestOf(V1);
            assertThat(issued).hasValueLessThanOrEqualTo(2);
            long end = System.nanoTime() + 1_000_000_000;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            rig.gate.clear();
            rig.repository().digestOf(V1);
            assertThat(rig.gate.requests()).hasSize(2).first().asString().startsWith("GET /token?");
        }
        issued.set(0);
        try (PushRig rig = withOwnTokens(LOGIN, ",\"expires_in\":300")) {
            rig.push(layout);
            rig.repository().digestOf(V1);
            assertThat(issued).hasValue(1);
        }
    }

    @Test
    void tokenThatTheRegistryDoesNotTakeAnyMoreIsFetchedAnew() {
        try (PushRig rig = withOwnTokens(LOGIN, ",\"expires_in\":300")) {
            rig.repository().checkPush();
            refusedFrom.set(2);
            rig.push(layout);
            assertThat(issued).hasValue(2);
            assertThat(rig.retries()).isEmpty();
        }
    }

    @Test
    void tokenThatIsNeverTakenIsASentence() {
        refusedFrom.set(1000);
        try (PushRig rig = withOwnTokens(LOGIN, "")) {
            assertThatThrownBy(() -> rig.push(layout))
                    .isInstanceOf(CredentialException.class)
                    .hasMessageEndingWith(
                            "the registry answers with status 401. Check user name and password of settings.xml.");
            assertThat(issued).hasValueLessThanOrEqualTo(4);
        }
    }
}

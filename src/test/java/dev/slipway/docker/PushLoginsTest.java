package dev.slipway.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.Digest;
import dev.slipway.registry.Credential;
import dev.slipway.registry.Login;
import dev.slipway.registry.RegistryException;
import dev.slipway.testing.ChangingLogin;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins that a registry does not take, or not any more. */
@Timeout(30)
class PushLoginsTest {

    private static final String EXPIRED = "denied: Your authorization token has expired. Reauthenticate and try again.";
    private static final Credential OLD = Credential.of("AWS", "0ldSecret", "Amazon ECR");
    private static final Credential NEW = Credential.of("AWS", "n3wSecret", "Amazon ECR");

    private final ChangingLogin login = ChangingLogin.of(OLD, NEW);
    private PushBench bench;

    @BeforeEach
    void open() {
        bench = new PushBench().login(login);
    }

    @AfterEach
    void close() {
        assertThat(String.join("\n", bench.log().events())).doesNotContain("Secret");
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                EXPIRED,
                "error from registry: Your authorization token has expired. Reauthenticate and try again.",
                "no basic auth credentials",
                "unauthorized: authentication required",
                "error from registry: unauthorized\\nunauthorized",
                "writing blob: uploading layer chunked: unauthorized",
                "unexpected status from HEAD request to http://r/v2/a/blobs/x: 401 Unauthorized"
            })
    void refusedLoginIsRenewedWithoutAPause(String message) {
        bench.showing(PushBench.DIGEST).answers(PushBench.refusal(message), PushBench.success());
        assertThat(bench.push()).isEqualTo(Digest.parse(PushBench.DIGEST));
        assertThat(bench.shownLogins()).containsExactly(OLD.password(), NEW.password());
        assertThat(login.refused()).containsExactly(OLD);
        assertThat(bench.log().events("again ")).hasSize(1);
    }

    @Test
    void renewedLoginThatIsRefusedTooIsTheEnd() {
        bench.answers(PushBench.refusal(EXPIRED));
        assertThatThrownBy(bench::push)
                .isInstanceOf(RegistryException.class)
                .hasMessage("Cannot push " + PushBench.REFERENCE + ": denied: Your authorization token has expired."
                        + " Reauthenticate and try again (2 attempts). Push again; if the login comes from docker"
                        + " login, log in anew first.");
        assertThat(bench.shownLogins()).containsExactly(OLD.password(), NEW.password());
        assertThat(login.refused()).containsExactly(OLD, NEW);
    }

    @Test
    void loginMayExpireBetweenOtherFaults() {
        bench.showing(PushBench.DIGEST)
                .answers(
                        PushBench.refusal("EOF"),
                        PushBench.refusal(EXPIRED),
                        PushBench.refusal("toomanyrequests: Rate exceeded"),
                        PushBench.success());
        assertThat(bench.push()).isEqualTo(Digest.parse(PushBench.DIGEST));
        assertThat(bench.shownLogins()).containsExactly(OLD.password(), OLD.password(), NEW.password(), NEW.password());
    }

    @Test
    void missingLoginFailsAtOnce() {
        bench.login(Login.anonymous()).answers(PushBench.refusal("no basic auth credentials"));
        assertThatThrownBy(bench::push)
                .hasMessage("Cannot push " + PushBench.REFERENCE + ": no basic auth credentials. Log in with docker"
                        + " login, or add the registry as a <server> to settings.xml.");
        assertThat(bench.shownLogins()).containsExactly("");
    }

    @Test
    void onlyLoginThatIsRefusedFromTheBeginningFailsAtOnce() {
        bench.login(Login.of(Optional.of(OLD))).answers(PushBench.refusal("unauthorized"));
        assertThatThrownBy(bench::push).hasMessageEndingWith("Check user name and password of Amazon ECR.");
        assertThat(bench.shownLogins()).hasSize(1);
    }

    @Test
    void onlyLoginIsShownOnceMoreAfterTheRegistryHadTakenIt() {
        bench.login(Login.of(Optional.of(OLD)))
                .showing(PushBench.DIGEST)
                .answers(PushBench.refusalMidway("unauthorized"), PushBench.success());
        assertThat(bench.push()).isEqualTo(Digest.parse(PushBench.DIGEST));
    }

    @Test
    void onlyLoginIsNotShownForEver() {
        bench.login(Login.of(Optional.of(OLD))).answers(PushBench.refusalMidway("unauthorized"));
        assertThatThrownBy(bench::push).hasMessageContaining("unauthorized (2 attempts)");
    }
}

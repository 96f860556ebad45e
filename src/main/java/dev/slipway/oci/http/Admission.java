package dev.slipway.oci.http;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How one request gets past the registry's door: what it shows, and what it shows next when that is refused. A pass that
 * was accepted before is shown or made anew once; then another credential is asked for, once.
 */
final class Admission {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final String EXPIRED = "authorization token has expired";

    private final RegistryLogin login;
    private final List<Scope> scopes;
    private final boolean isEncrypted;
    private final Wire wire;
    private Pass pass;
    private boolean answeredAgain;
    private boolean renewed;

    Admission(RegistryLogin login, List<Scope> scopes, boolean isEncrypted, Wire wire) {
        this.login = login;
        this.scopes = scopes;
        this.isEncrypted = isEncrypted;
        this.wire = wire;
        this.pass = login.pass(scopes, isEncrypted, wire);
    }

    /** What to show now. */
    Pass pass() {
        return pass;
    }

    /** Whether a request is worth sending once more, since there is something else to show. */
    boolean isWorthAnother(HttpResponse<byte[]> response) {
        if (response.statusCode() == FORBIDDEN && saysExpired(response)) {
            return renew();
        }
        if (response.statusCode() != UNAUTHORIZED) {
            login.accept(pass);
            return false;
        }
        Optional<Challenge> challenge = Challenge.firstOf(response.headers().allValues("WWW-Authenticate"));
        challenge.ifPresent(login::learn);
        login.forget(pass);
        if (!answeredAgain && (pass.isNone() ? challenge.isPresent() : login.wasAccepted(pass))) {
            answeredAgain = true;
            pass = login.pass(scopes, isEncrypted, wire);
            return !pass.isNone();
        }
        return renew();
    }

    /** How ECR says it. */
    static boolean saysExpired(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8)
                .toLowerCase(Locale.ROOT)
                .contains(EXPIRED);
    }

    private boolean renew() {
        if (renewed || !login.renew(pass)) {
            return false;
        }
        renewed = true;
        pass = login.pass(scopes, isEncrypted, wire);
        return true;
    }
}

package dev.slipway.docker;

import dev.slipway.registry.Credential;
import dev.slipway.registry.Login;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The credential that a push shows, as long as the registry takes it. Used by one thread. */
final class PushLogin {

    private final Login login;
    private final Set<Credential> refused = new HashSet<>();
    private Optional<Credential> shown = Optional.empty();

    PushLogin(Login login) {
        this.login = login;
    }

    /** What to show now: none that was refused already, unless there is no other. */
    Optional<Credential> credential() {
        shown = login.credential().filter(known -> !refused.contains(known)).or(() -> shown);
        return shown;
    }

    /** What was shown last. */
    Optional<Credential> shown() {
        return shown;
    }

    /** Asks for another credential, once for each that was refused; false if there is none. */
    boolean renew() {
        if (shown.isEmpty() || !refused.add(shown.get())) {
            return false;
        }
        Optional<Credential> other = login.renewed(shown.get()).filter(known -> !refused.contains(known));
        other.ifPresent(credential -> shown = Optional.of(credential));
        return other.isPresent();
    }
}

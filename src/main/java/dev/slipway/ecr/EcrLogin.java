package dev.slipway.ecr;

import dev.slipway.registry.Credential;
import dev.slipway.registry.Login;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges AWS credentials for a registry login: once for all threads of a run, again when it ends within a quarter of an
 * hour, and again when a registry did not take it. It is kept in memory alone.
 */
final class EcrLogin implements Login {

    private final Supplier<EcrToken> source;
    private @Nullable EcrToken token;

    /** @param source asks AWS */
    EcrLogin(Supplier<EcrToken> source) {
        this.source = source;
    }

    @Override
    public synchronized Optional<Credential> credential() {
        return Optional.of(
                token == null || token.isToBeRenewed(Instant.now()) ? anew().credential() : token.credential());
    }

    @Override
    public synchronized Optional<Credential> renewed(Credential refused) {
        boolean isKnown = token != null && token.credential().equals(refused);
        return isKnown ? Optional.of(anew().credential()) : credential();
    }

    private EcrToken anew() {
        EcrToken asked = source.get();
        token = asked;
        return asked;
    }
}

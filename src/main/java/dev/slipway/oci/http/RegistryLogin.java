package dev.slipway.oci.http;

import dev.slipway.registry.Credential;
import dev.slipway.registry.Login;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What opens one registry: a credential, or the tokens that it was exchanged for. Safe for use by several threads; a token
 * is asked for once, whoever needs it.
 */
final class RegistryLogin {

    private static final int UNAUTHORIZED = 401;

    private final Login login;
    private final List<Token> tokens = new CopyOnWriteArrayList<>();
    private final Map<List<Scope>, Object> locks = new ConcurrentHashMap<>();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Challenge challenge;
    private volatile Optional<Credential> shown = Optional.empty();

    RegistryLogin(Login login) {
        this.login = login;
    }

    /** User and password as a header. */
    static Pass basic(Credential credential) {
        byte[] text = (credential.username() + ":" + credential.password()).getBytes(StandardCharsets.UTF_8);
        return new Pass("Basic " + Base64.getEncoder().encodeToString(text), Optional.of(credential));
    }

    /** The credential that was used last, or would be if the registry asked for one. */
    Optional<Credential> credential() {
        return shown.or(login::credential);
    }

    /** Remembers how the registry wants to be logged in to. */
    void learn(Challenge newChallenge) {
        challenge = newChallenge;
    }

    /**
     * What to show; nothing as long as the registry has not asked for anything, or if there is nothing.
     *
     * @param isEncrypted whether the registry itself speaks TLS
     */
    Pass pass(List<Scope> scopes, boolean isEncrypted, Wire wire) {
        Challenge known = challenge;
        if (known == null) {
            return Pass.none();
        }
        if (known.isBasic()) {
            shown = login.credential();
            return shown.map(RegistryLogin::basic).orElseGet(Pass::none);
        }
        synchronized (locks.computeIfAbsent(scopes, key -> new Object())) {
            return tokens.stream()
                    .filter(token -> token.opens(scopes))
                    .findFirst()
                    .orElseGet(() -> fetch(new TokenService(known), scopes, isEncrypted, wire))
                    .pass();
        }
    }

    private Token fetch(TokenService service, List<Scope> scopes, boolean isEncrypted, Wire wire) {
        Optional<Credential> credential = login.credential();
        shown = credential;
        HttpResponse<byte[]> response = service.ask(scopes, credential, isEncrypted, wire);
        if (response.statusCode() == UNAUTHORIZED) {
            Optional<Credential> other = credential.flatMap(login::renewed);
            if (other.isPresent()) {
                shown = other;
                credential = other;
                response = service.ask(scopes, credential, isEncrypted, wire);
            }
        }
        Token token = TokenService.token(response, scopes, credential, wire.refusals());
        tokens.add(token);
        return token;
    }

    /** Notes that the registry let a pass in. */
    void accept(Pass pass) {
        accepted.add(pass.authorization());
    }

    /** Whether the registry let a pass in before. */
    boolean wasAccepted(Pass pass) {
        return accepted.contains(pass.authorization());
    }

    /** Never shows a token again. */
    void forget(Pass pass) {
        tokens.removeIf(token -> token.pass() == pass);
    }

    /** Whether there is another credential than the one that a refused pass was made of; it is shown from now on. */
    boolean renew(Pass refused) {
        Optional<Credential> credential = refused.credential();
        if (credential.isEmpty() || login.renewed(credential.get()).isEmpty()) {
            return false;
        }
        tokens.removeIf(token -> token.pass().credential().equals(credential));
        return true;
    }
}

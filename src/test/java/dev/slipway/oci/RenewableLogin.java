package dev.slipway.oci;

import dev.slipway.registry.Credential;
import dev.slipway.registry.Login;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Knows several credentials, one after the other. */
final class RenewableLogin implements Login {

    private final List<Credential> refused = new ArrayList<>();
    private final List<Credential> credentials;

    /** @param passwords of the user {@code anne} */
    RenewableLogin(String... passwords) {
        credentials = List.of(passwords).stream()
                .map(password -> Credential.of("anne", password, "a helper"))
                .toList();
    }

    private int current() {
        return Math.min(refused.size(), credentials.size() - 1);
    }

    @Override
    public synchronized Optional<Credential> credential() {
        return Optional.of(credentials.get(current()));
    }

    @Override
    public synchronized Optional<Credential> renewed(Credential shown) {
        if (credentials.get(current()).equals(shown)) {
            refused.add(shown);
        }
        return credential().filter(credential -> !credential.equals(shown));
    }

    /** How often another was asked for in the place of the current one. */
    synchronized int renewals() {
        return refused.size();
    }
}

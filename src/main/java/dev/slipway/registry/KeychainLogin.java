package dev.slipway.registry;

import dev.slipway.image.RegistryHost;
import java.util.Optional;

/**
 * A login that a user has set up, and after it the registry's own way. Keychains are asked once; again only when their
 * credential was refused, since a helper program may know a newer one. If none does, the registry's own way is gone from
 * then on: a docker login for ECR that has expired stops nobody who could log in without it.
 */
public final class KeychainLogin implements Login {

    private final Keychain keychain;
    private final RegistryHost host;
    private final String namespace;
    private final Login otherwise;
    private Optional<Credential> known = Optional.empty();
    private boolean isAsked;

    /**
     * @param namespace of the registry's POM entry
     * @param otherwise where no keychain knows a credential that the registry takes
     */
    public KeychainLogin(Keychain keychain, RegistryHost host, String namespace, Login otherwise) {
        this.keychain = keychain;
        this.host = host;
        this.namespace = namespace;
        this.otherwise = otherwise;
    }

    @Override
    public synchronized Optional<Credential> credential() {
        if (!isAsked) {
            known = keychain.find(host, namespace);
            isAsked = true;
        }
        return known.isPresent() ? known : otherwise.credential();
    }

    @Override
    public synchronized Optional<Credential> renewed(Credential refused) {
        if (known.isEmpty()) {
            return otherwise.renewed(refused);
        }
        if (!known.get().equals(refused)) {
            return known;
        }
        Optional<Credential> newer = keychain.find(host, namespace).filter(found -> !found.equals(refused));
        Optional<Credential> own = newer.isPresent() ? Optional.empty() : ownWay();
        if (newer.isPresent() || own.isPresent()) {
            known = newer;
        }
        return newer.or(() -> own);
    }

    /** That this way is closed too is no news: what the registry said of the refused credential is. */
    private Optional<Credential> ownWay() {
        try {
            return otherwise.credential();
        } catch (CredentialException e) {
            return Optional.empty();
        }
    }
}

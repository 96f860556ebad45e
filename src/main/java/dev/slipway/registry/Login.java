package dev.slipway.registry;

import java.util.Optional;

/** How to log in to one registry for as long as a run lasts. Safe for use by several threads. */
public interface Login {

    /** A login without a credential, for registries that let anybody in. */
    static Login anonymous() {
        return of(Optional.empty());
    }

    /** A login whose credential never changes. */
    static Login of(Optional<Credential> credential) {
        return new Login() {
            @Override
            public Optional<Credential> credential() {
                return credential;
            }

            @Override
            public Optional<Credential> renewed(Credential refused) {
                return Optional.empty();
            }
        };
    }

    /**
     * The credential to show now; empty for anonymous access. One that is known to expire soon is renewed before it is
     * given out.
     *
     * @throws CredentialException if there should be one but none can be had
     */
    Optional<Credential> credential();

    /**
     * Another credential, after the registry did not accept one any more.
     *
     * @param refused the credential that it was shown
     * @return empty if there is no other
     * @throws CredentialException if there should be one but none can be had
     */
    Optional<Credential> renewed(Credential refused);
}

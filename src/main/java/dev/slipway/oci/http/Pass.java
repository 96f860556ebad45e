package dev.slipway.oci.http;

import dev.slipway.registry.Credential;
import java.net.http.HttpRequest;
import java.util.Optional;

/** What is shown to a registry. Its text form is that of any object: what it holds is secret. */
final class Pass {

    private final String authorization;
    private final Optional<Credential> credential;

    /**
     * @param authorization the value of the header, or an empty text
     * @param credential    what it was made of
     */
    Pass(String authorization, Optional<Credential> credential) {
        this.authorization = authorization;
        this.credential = credential;
    }

    static Pass none() {
        return new Pass("", Optional.empty());
    }

    boolean isNone() {
        return authorization.isEmpty();
    }

    String authorization() {
        return authorization;
    }

    Optional<Credential> credential() {
        return credential;
    }

    /** Adds it to a request. */
    HttpRequest on(HttpRequest.Builder request) {
        return isNone()
                ? request.build()
                : request.copy().setHeader("Authorization", authorization).build();
    }
}

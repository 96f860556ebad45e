package dev.slipway.endpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * TLS as docker's variables ask for it: {@code DOCKER_TLS_VERIFY} (any text: TLS, server checked), {@code DOCKER_TLS}
 * (any text: TLS, server not checked) and {@code DOCKER_CERT_PATH} (default: docker's config folder).
 *
 * @param directory      where {@code ca.pem}, {@code cert.pem} and {@code key.pem} are
 * @param verifiesServer whether the server's certificate must be valid
 */
record TlsFiles(Path directory, boolean verifiesServer) {

    /** What the variables ask for; empty if they do not ask for TLS. */
    static Optional<TlsFiles> fromVariables(Surroundings surroundings) {
        boolean verifies = surroundings.variable("DOCKER_TLS_VERIFY").isPresent();
        return verifies || surroundings.variable("DOCKER_TLS").isPresent()
                ? Optional.of(new TlsFiles(directory(surroundings), verifies))
                : Optional.empty();
    }

    /** What an https address asks for when the variables say nothing. */
    static TlsFiles forHttps(Surroundings surroundings) {
        return new TlsFiles(directory(surroundings), true);
    }

    /**
     * These files, looked at.
     *
     * @param place who asked for TLS, for messages
     * @throws EndpointException if a file is missing that docker's client would miss too
     */
    TlsFiles checked(String place, Surroundings surroundings) {
        if (verifiesServer && !has("ca.pem")) {
            throw missing(place, "ca.pem", surroundings);
        }
        if (has("cert.pem") != has("key.pem")) {
            throw missing(place, has("cert.pem") ? "key.pem" : "cert.pem", surroundings);
        }
        return this;
    }

    private EndpointException missing(String place, String file, Surroundings surroundings) {
        return new EndpointException(
                place,
                "TLS needs " + file + ", which is not in " + surroundings.shown(directory),
                "Set DOCKER_CERT_PATH to the folder with ca.pem, cert.pem and key.pem, or unset DOCKER_TLS_VERIFY and"
                        + " DOCKER_TLS if the engine does not use TLS.",
                null);
    }

    private boolean has(String file) {
        return Files.exists(directory.resolve(file));
    }

    private static Path directory(Surroundings surroundings) {
        return surroundings.variable("DOCKER_CERT_PATH").map(Path::of).orElseGet(surroundings::dockerConfigDirectory);
    }
}

package dev.slipway.docker;

import com.github.dockerjava.api.exception.DockerException;
import dev.slipway.endpoint.DaemonEndpoint;
import dev.slipway.engine.EngineUnavailableException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Finds words for a daemon that does not answer, or not as it should. */
final class UnreachableDaemon {

    private static final String START = "Start Docker or Podman, or set DOCKER_HOST to where the engine listens.";

    private final DaemonEndpoint endpoint;

    UnreachableDaemon(DaemonEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    EngineUnavailableException because(String whatHappened, String remedy) {
        return new EngineUnavailableException(endpoint.toString(), whatHappened, remedy, null);
    }

    EngineUnavailableException because(Throwable cause) {
        String message = DockerFailures.rootMessage(cause);
        if (DockerFailures.cause(cause, SSLException.class).isPresent()) {
            return unavailable("TLS failed (" + message + ")", tlsRemedy(message), cause);
        }
        if (isRefusedWithoutCertificate(message)) {
            return unavailable("TLS failed (" + message + ")", clientRemedy(), cause);
        }
        if (cause instanceof DockerException && message.contains("HTTP request to an HTTPS server")) {
            return unavailable(message, "Set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH.", cause);
        }
        if (message.equals("Permission denied")) {
            return unavailable(
                    message,
                    "Let the user who runs Maven use this socket (for Docker: sudo usermod -aG docker USER, then log"
                            + " in again).",
                    cause);
        }
        boolean isClosedPort =
                DockerFailures.cause(cause, SocketException.class).isPresent();
        return unavailable(isClosedPort ? message.replaceFirst("^Connect to .* failed: ", "") : message, START, cause);
    }

    private EngineUnavailableException unavailable(String whatHappened, String remedy, Throwable cause) {
        return new EngineUnavailableException(endpoint.toString(), whatHappened, remedy, cause);
    }

    /** With TLS 1.3 an engine that misses our certificate may hang up before its alert can be read. */
    private boolean isRefusedWithoutCertificate(String message) {
        Path folder = endpoint.certificates();
        return folder != null
                && !Files.exists(folder.resolve("cert.pem"))
                && (message.equals("Broken pipe") || message.startsWith("Connection reset"));
    }

    private String clientRemedy() {
        return "Put the cert.pem and key.pem that the engine wants into " + endpoint.certificates() + ".";
    }

    private String tlsRemedy(String message) {
        String words = message.toLowerCase(Locale.ROOT);
        if (words.contains("unrecognized ssl message")) {
            return "Unset DOCKER_TLS_VERIFY and DOCKER_TLS if the engine does not use TLS there.";
        }
        return words.contains("received fatal alert")
                ? clientRemedy()
                : "Put the ca.pem of this engine into " + endpoint.certificates()
                        + ", and use the host name of its certificate.";
    }
}

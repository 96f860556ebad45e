package dev.slipway.buildkit;

import dev.slipway.endpoint.DaemonEndpoint;
import dev.slipway.engine.EngineUnavailableException;
import io.grpc.Status;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Finds words for a BuildKit daemon that does not answer, or not as it should. */
final class Unreachable {

    private final DaemonEndpoint endpoint;

    Unreachable(DaemonEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** @param failure of a stream, or of a call */
    EngineUnavailableException because(Throwable failure) {
        Status status = Status.fromThrowable(failure);
        Throwable cause = Optional.ofNullable(status.getCause())
                .filter(IOException.class::isInstance)
                .orElse(failure);
        String words = words(cause, status);
        if (cause instanceof SSLException) {
            return unavailable("TLS failed (" + words + ")", tlsRemedy(words), cause);
        }
        if (endpoint.certificates() != null && words.matches("Broken pipe|Connection reset.*")) {
            // A daemon that wants a certificate may hang up before it says so.
            return unavailable("TLS failed (" + words + ")", tlsRemedy("received fatal alert"), cause);
        }
        if (words.startsWith("the TLS files in")) {
            return unavailable(words, "Put the ca.pem, cert.pem and key.pem of this engine there.", cause);
        }
        if (words.contains("Permission denied") || words.contains("AccessDenied")) {
            return unavailable(
                    words, "Let the user who runs Maven use this socket (for Docker: join the group docker).", cause);
        }
        return unavailable(words, "Start the engine there, or correct " + endpoint.source() + ".", cause);
    }

    private static String words(Throwable cause, Status status) {
        if (cause instanceof IOException && cause.getMessage() != null) {
            return cause.getMessage();
        }
        if (status.getCode() == Status.Code.DEADLINE_EXCEEDED) {
            return "it does not answer in time";
        }
        String description = status.getDescription();
        return description == null ? status.getCode().name().toLowerCase(Locale.ROOT) : description;
    }

    private String tlsRemedy(String message) {
        String words = message.toLowerCase(Locale.ROOT);
        if (words.contains("unsupported or unrecognized")) {
            return "Leave TLS out if the engine does not use it there.";
        }
        return words.contains("received fatal alert")
                ? "Put the cert.pem and key.pem that the engine wants into " + endpoint.certificates() + "."
                : "Put the ca.pem of this engine into " + endpoint.certificates()
                        + ", and use the host name of its certificate.";
    }

    private EngineUnavailableException unavailable(String whatHappened, String remedy, Throwable cause) {
        return new EngineUnavailableException(endpoint.toString(), whatHappened, remedy, cause);
    }
}

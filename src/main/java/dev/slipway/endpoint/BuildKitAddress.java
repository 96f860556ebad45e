package dev.slipway.endpoint;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * An address of a BuildKit daemon as users write it for buildctl: {@code unix:///path}, {@code tcp://host:port},
 * {@code npipe:////./pipe/name}.
 */
final class BuildKitAddress {

    /** The folder that buildctl takes by its option {@code --tlsdir}. */
    private static final String TLS_FOLDER = "BUILDKIT_TLS_DIR";

    private final String place;
    private final String text;

    /** @param place who says so, for messages */
    BuildKitAddress(String place, String text) {
        this.place = place;
        this.text = text.strip();
    }

    /** @throws EndpointException if it cannot be followed */
    DaemonEndpoint endpoint(Surroundings surroundings) {
        String scheme = text.replaceFirst("://.*", "").toLowerCase(Locale.ROOT);
        URI uri = switch (scheme) {
            case "unix", "npipe" -> local();
            case "tcp" -> tcp();
            case "docker-container", "podman-container", "nerdctl-container", "kube-pod" ->
                throw failure(
                        "'" + scheme + "' runs a program (docker, kubectl) to get into the container of the"
                                + " daemon, and builds start no programs",
                        "Let the daemon listen at a port or socket (buildkitd --addr tcp://0.0.0.0:1234), and"
                                + " name that.");
            case "ssh" ->
                throw failure(
                        "builds reach a BuildKit daemon over sockets, pipes and tcp only, not over ssh",
                        "Open a tunnel with 'ssh -nNT -L /tmp/buildkitd.sock:/run/buildkit/buildkitd.sock"
                                + " HOST' and name unix:///tmp/buildkitd.sock.");
            default -> throw malformed();
        };
        return scheme.equals("tcp") ? overTcp(uri, surroundings) : new DaemonEndpoint(uri, null, false, place);
    }

    private URI local() {
        if (text.endsWith("://")) {
            throw malformed();
        }
        return new EngineAddress(place, text).uri(false);
    }

    private URI tcp() {
        if (!text.matches("(?i)tcp://[^/]+:[0-9]+/?")) {
            throw malformed();
        }
        return new EngineAddress(place, text).uri(false);
    }

    private DaemonEndpoint overTcp(URI uri, Surroundings surroundings) {
        return surroundings
                .variable(TLS_FOLDER)
                .map(Path::of)
                .map(folder -> new DaemonEndpoint(uri, checked(folder, surroundings), true, place))
                .orElseGet(() -> new DaemonEndpoint(uri, null, false, place));
    }

    private Path checked(Path folder, Surroundings surroundings) {
        Stream.of("ca.pem", "cert.pem", "key.pem")
                .filter(file -> !Files.exists(folder.resolve(file)))
                .findFirst()
                .ifPresent(file -> {
                    throw failure(
                            "TLS needs " + file + ", which is not in " + surroundings.shown(folder),
                            "Set " + TLS_FOLDER + " to the folder with ca.pem, cert.pem and key.pem, or unset it if"
                                    + " the daemon does not use TLS.");
                });
        return folder;
    }

    private EndpointException malformed() {
        return failure(
                "it is not an address of a BuildKit daemon",
                "Write unix:///run/buildkit/buildkitd.sock, tcp://host:1234 or npipe:////./pipe/buildkitd.");
    }

    private EndpointException failure(String whatHappened, String remedy) {
        return new EndpointException(place, whatHappened, remedy, null);
    }
}

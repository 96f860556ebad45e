package dev.slipway.endpoint;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address as users write it for docker: {@code unix:///path}, {@code npipe:////./pipe/name},
 * {@code tcp://host:port}, {@code host:port}, {@code /path}, {@code https://host}.
 */
final class EngineAddress {

    private static final String DEFAULT_SOCKET = "/var/run/docker.sock";
    private static final String DEFAULT_PIPE = "//./pipe/docker_engine";
    private static final int PLAIN_PORT = 2375;
    private static final int TLS_PORT = 2376;
    private static final Pattern TCP =
            Pattern.compile("(?<host>\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]*)(?::(?<port>[0-9]{0,5}))?(?<path>/[^?#\\s]*)?");

    private final String place;
    private final String text;
    private final String scheme;
    private final String rest;

    /**
     * @param place who says so, for messages
     * @throws EndpointException if we do not speak the protocol
     */
    EngineAddress(String place, String text) {
        this.place = place;
        this.text = text.strip();
        int colon = this.text.indexOf("://");
        if (colon >= 0) {
            scheme = this.text.substring(0, colon).toLowerCase(Locale.ROOT);
            rest = this.text.substring(colon + "://".length());
        } else {
            scheme = this.text.startsWith("/") || this.text.startsWith(".") ? "unix" : "tcp";
            rest = this.text;
        }
        refuseWhatWeDoNotSpeak();
    }

    /** Whether it is reached over the network, where TLS makes sense. */
    boolean isTcp() {
        return !scheme.equals("unix") && !scheme.equals("npipe");
    }

    /** Whether the address itself asks for TLS. */
    boolean isHttps() {
        return scheme.equals("https");
    }

    /**
     * The address in full: with host and port, or with the path of the socket or pipe.
     *
     * @param tls decides the default port, 2376 or 2375, where a tcp address names none
     * @throws EndpointException if the address is malformed
     */
    URI uri(boolean tls) {
        try {
            return switch (scheme) {
                case "unix" -> unix();
                case "npipe" -> npipe();
                default -> tcp(tls);
            };
        } catch (URISyntaxException e) {
            throw malformed();
        }
    }

    private URI unix() throws URISyntaxException {
        String path = rest.isEmpty() ? DEFAULT_SOCKET : rest;
        if (!path.startsWith("/")) {
            throw malformed();
        }
        return new URI("unix", "", path, null);
    }

    private URI npipe() throws URISyntaxException {
        String path = rest.isEmpty() ? DEFAULT_PIPE : rest.replace('\\', '/');
        return new URI("npipe", "", "//" + path.replaceFirst("^/*", ""), null);
    }

    private URI tcp(boolean tls) throws URISyntaxException {
        Matcher parts = TCP.matcher(rest);
        if (!parts.matches() || rest.contains("://")) {
            throw malformed();
        }
        String host = parts.group("host").isEmpty() ? "localhost" : parts.group("host");
        String port = parts.group("port");
        int number = port == null || port.isEmpty() ? (tls ? TLS_PORT : PLAIN_PORT) : Integer.parseInt(port);
        String path = parts.group("path") == null || parts.group("path").equals("/") ? "" : parts.group("path");
        URI uri = new URI("tcp://" + host + ":" + number + path);
        if (number == 0 || number > 65535) {
            throw malformed();
        }
        if (uri.getHost() == null) {
            throw failure(
                    "'" + host + "' is a host name that Java does not accept",
                    "Use the IP address, or a name without underscores.");
        }
        return uri;
    }

    private void refuseWhatWeDoNotSpeak() {
        switch (scheme) {
            case "unix", "npipe", "tcp", "http", "https" -> {}
            case "ssh" ->
                throw failure(
                        quoted() + " is an ssh address, and builds reach an engine over sockets, pipes and tcp only",
                        "Open a tunnel with 'ssh -nNT -L /tmp/engine.sock:/var/run/docker.sock HOST' and set"
                                + " DOCKER_HOST=unix:///tmp/engine.sock, or use a docker context with a unix or tcp"
                                + " endpoint.");
            case "fd" ->
                throw failure(
                        quoted() + " is a file descriptor, on which a daemon listens but no client can call",
                        "Set DOCKER_HOST to the socket itself, such as unix:///var/run/docker.sock.");
            default -> throw malformed();
        }
    }

    private EndpointException malformed() {
        return failure(
                quoted() + " is not an address of a container engine",
                "Write unix:///path/of/socket, tcp://host:port or npipe:////./pipe/name.");
    }

    private String quoted() {
        return "'" + text.replaceFirst("^(\\w+://)?.*@", "$1***@") + "'";
    }

    private EndpointException failure(String whatHappened, String remedy) {
        return new EndpointException(place, whatHappened, remedy, null);
    }
}

package dev.slipway.git;

import java.util.Optional;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** Turns the address that git fetches from into one that a person can open, for labels of images. */
final class RemoteAddress {

    private static final String SUFFIX = ".git";

    private RemoteAddress() {}

    /**
     * The web address of a remote: {@code git@github.com:acme/app.git} and {@code ssh://git@github.com:22/acme/app}
     * become {@code https://github.com/acme/app}. User, password, query and {@code .git} are left out. A port stays
     * only where it is one of HTTP; a folder of this machine has no address.
     */
    static Optional<String> of(URIish remote) {
        @Nullable String host = remote.getHost();
        if (host == null || host.isEmpty() || "file".equals(remote.getScheme())) {
            return Optional.empty();
        }
        return Optional.of(schemeAndHost(remote, host) + "/" + path(remote));
    }

    private static String schemeAndHost(URIish remote, String host) {
        @Nullable String scheme = remote.getScheme();
        if (scheme == null) {
            return "https://" + host;
        }
        return switch (scheme) {
            case "ssh", "git+ssh", "ssh+git", "git" -> "https://" + host;
            default -> scheme + "://" + host + (remote.getPort() > 0 ? ":" + remote.getPort() : "");
        };
    }

    private static String path(URIish remote) {
        String path = remote.getRawPath().replaceFirst("[?#].*$", "").replaceAll("^/+|/+$", "");
        return path.endsWith(SUFFIX) ? path.substring(0, path.length() - SUFFIX.length()) : path;
    }
}

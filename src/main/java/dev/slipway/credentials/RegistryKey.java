package dev.slipway.credentials;

import dev.slipway.image.RegistryHost;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a key of an auth file stands for, whichever way it is written: {@code ghcr.io}, {@code https://ghcr.io/v1/},
 * {@code ghcr.io/acme}, or one of the many names of Docker Hub.
 *
 * <p>As in podman, a path counts as a namespace only where the key has no scheme.
 *
 * @param host      host or host:port, in lower case; Docker Hub is always {@code docker.io}
 * @param namespace the path under which the entry holds, or an empty text for the whole registry
 */
record RegistryKey(String host, String namespace) {

    private static final String HUB = "docker.io";
    private static final String HUB_URL = "https://index.docker.io/v1/";
    private static final Set<String> HUB_NAMES =
            Set.of(HUB, "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com");
    private static final Set<String> API_PATHS = Set.of("v1", "v2");

    static RegistryKey of(RegistryHost host, String namespace) {
        return new RegistryKey(canonical(host.value()), namespace);
    }

    /** What a key means; any text means something, though maybe no registry at all. */
    static RegistryKey parse(String key) {
        String bare = key.replaceFirst("^(?i)https?://", "");
        int slash = bare.indexOf('/');
        if (slash < 0) {
            return new RegistryKey(canonical(bare), "");
        }
        String path = bare.substring(slash + 1).replaceFirst("/+$", "");
        boolean isNamespace = bare.equals(key) && !API_PATHS.contains(path);
        return new RegistryKey(canonical(bare.substring(0, slash)), isNamespace ? path : "");
    }

    /** Whether an entry under this key holds for what is wanted. */
    boolean covers(RegistryKey wanted) {
        return host.equals(wanted.host)
                && (namespace.isEmpty() || (wanted.namespace + "/").startsWith(namespace + "/"));
    }

    /** How docker itself writes the key of this registry; it goes before other spellings. */
    String spelling() {
        return host.equals(HUB) ? HUB_URL : host;
    }

    /** What a credential helper is asked for, in this order: docker and podman store Docker Hub under different names. */
    List<String> serverUrls() {
        return host.equals(HUB) ? List.of(HUB_URL, HUB) : List.of(host);
    }

    private static String canonical(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return HUB_NAMES.contains(lower) ? HUB : lower;
    }
}

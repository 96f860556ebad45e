package dev.slipway.oci.http;

import dev.slipway.proxy.HttpProxy;
import dev.slipway.registry.Credential;
import dev.slipway.registry.CredentialException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Shows proxies the login that they want to see. Java's HTTP client takes it away again from tunnels, which requests with
 * TLS go through, as long as this system property forbids it; the client reads it once, and it is not ours to change.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/net/doc-files/net-properties.html">Networking properties</a>
 */
final class ProxyLogin {

    /** The status of an answer of a proxy that has not seen a login, or not the right one. */
    static final int REQUIRED = 407;

    private static final String FORBIDDEN = "jdk.http.auth.tunneling.disabledSchemes";
    private static final String HEADER = "Proxy-Authorization";

    private ProxyLogin() {}

    /** The request with the login of its proxy, which tells it apart from what is for the target. */
    static HttpRequest on(HttpRequest request, HttpProxy proxy) {
        return proxy.login()
                .map(login -> HttpRequest.newBuilder(request, (name, value) -> true)
                        .setHeader(HEADER, RegistryLogin.basic(login).authorization())
                        .build())
                .orElse(request);
    }

    /** The failure that a proxy does not let a request through. */
    static CredentialException refused(Errand errand, HttpProxy proxy, URI target) {
        return new CredentialException(errand.doing(), what(proxy, target), remedy(proxy, target), null);
    }

    private static String what(HttpProxy proxy, URI target) {
        String way = "the registry cannot be reached through the proxy " + proxy;
        if (proxy.login().isEmpty()) {
            return way + ", which wants a login (status " + REQUIRED + ")";
        }
        return isForbidden(target)
                ? way + ", which wants a login (status " + REQUIRED + ") that this Java does not send to proxies"
                : way + ", which does not take the login (status " + REQUIRED + ")";
    }

    private static String remedy(HttpProxy proxy, URI target) {
        String option = "add -D" + FORBIDDEN + "= to MAVEN_OPTS or .mvn/jvm.config";
        if (proxy.login().isEmpty()) {
            return "Add user and password to " + proxy.source() + (isForbidden(target) ? ", and " + option : "") + ".";
        }
        return isForbidden(target)
                ? Character.toUpperCase(option.charAt(0)) + option.substring(1) + "."
                : "Check user name and password of "
                        + proxy.login().map(Credential::source).orElseThrow() + ".";
    }

    private static boolean isForbidden(URI target) {
        return "https".equals(target.getScheme())
                && Stream.of(System.getProperty(FORBIDDEN, "Basic").split(",", -1))
                        .anyMatch(scheme ->
                                scheme.strip().toLowerCase(Locale.ROOT).equals("basic"));
    }
}

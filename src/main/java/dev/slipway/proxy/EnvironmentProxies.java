package dev.slipway.proxy;

import dev.slipway.registry.Credential;
import dev.slipway.registry.RegistryException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables that docker, curl and the AWS SDK read: {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY}, in
 * capital or in small letters; capital ones go first.
 *
 * @param variables what the environment says
 */
public record EnvironmentProxies(Function<String, Optional<String>> variables) implements ProxySource {

    private static final int USUAL_PORT = 80;
    private static final int LAST_PORT = 65_535;

    /** Up to the last {@code @}: passwords hold that sign too, and other signs that mean something in an address. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?:(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://)?(?:(?<user>[^@:]*)(?::(?<password>.*))?@)?"
                    + "(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(?<port>[^/@]*))?/?");

    @Override
    public Optional<ProxyChoice> choose(URI target) {
        String name = "https".equalsIgnoreCase(target.getScheme()) ? "HTTPS_PROXY" : "HTTP_PROXY";
        return set(name).map(variable -> choice(variable, TargetHost.of(target)));
    }

    private Optional<String> set(String name) {
        return List.of(name, name.toLowerCase(Locale.ROOT)).stream()
                .filter(spelling -> variables.apply(spelling).isPresent())
                .findFirst();
    }

    private ProxyChoice choice(String variable, TargetHost target) {
        boolean isExcepted = set("NO_PROXY")
                .flatMap(variables)
                .filter(list -> NoProxy.parse(list).covers(target))
                .isPresent();
        return isExcepted
                ? ProxyChoice.direct()
                : ProxyChoice.through(
                        parse(variable, variables.apply(variable).orElseThrow().strip(), target));
    }

    private static HttpProxy parse(String variable, String value, TargetHost target) {
        Matcher address = ADDRESS.matcher(value);
        if (!address.matches()) {
            throw unreadable(variable, "is no address of a proxy", target);
        }
        String scheme = address.group("scheme");
        if (scheme != null && !scheme.equalsIgnoreCase("http")) {
            throw unreadable(variable, "names a proxy of another kind than http", target);
        }
        String port = address.group("port");
        if (port != null && !isPort(port)) {
            throw unreadable(variable, "names no port from 1 to " + LAST_PORT, target);
        }
        return new HttpProxy(
                TargetHost.bare(address.group("host")),
                port == null ? USUAL_PORT : Integer.parseInt(port),
                variable,
                login(variable, address, target));
    }

    private static boolean isPort(String port) {
        return port.matches("[0-9]{1,5}") && Integer.parseInt(port) > 0 && Integer.parseInt(port) <= LAST_PORT;
    }

    private static Optional<Credential> login(String variable, Matcher address, TargetHost target) {
        String user = address.group("user");
        if (user == null || user.isEmpty()) {
            return Optional.empty();
        }
        String password = address.group("password");
        return Optional.of(Credential.of(
                decoded(user, variable, target),
                password == null ? "" : decoded(password, variable, target),
                variable));
    }

    private static String decoded(String text, String variable, TargetHost target) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // the cause would quote the password
            throw unreadable(variable, "has a '%' in its user or password that is not written as %25", target);
        }
    }

    /** The value is not shown: there is no telling which part of it is the password. */
    private static RegistryException unreadable(String variable, String how, TargetHost target) {
        return new RegistryException(
                "Cannot find the proxy to " + target.name(),
                "the environment variable " + variable + " " + how,
                "Write it as http://proxy.example.com:3128, or name the proxy in <proxies> of settings.xml.",
                null);
    }
}

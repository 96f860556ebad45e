package dev.slipway.mojo;

import dev.slipway.proxy.HttpProxy;
import dev.slipway.proxy.ProxyChoice;
import dev.slipway.proxy.ProxySource;
import dev.slipway.registry.Credential;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/**
 * The active proxies of {@code settings.xml}, chosen as Maven does it for its own repositories: the first for the protocol
 * of the target that does not leave out its host; for https without such a proxy the first for http.
 *
 * @see <a href="https://maven.apache.org/guides/mini/guide-proxies.html">Configuring a proxy</a>
 */
final class SettingsProxies implements ProxySource {

    private final List<Proxy> proxies;
    private final SettingsDecrypter decrypter;
    private final Map<Proxy, HttpProxy> read = new ConcurrentHashMap<>();

    SettingsProxies(Settings settings, SettingsDecrypter decrypter) {
        this.proxies = settings.getProxies().stream()
                .filter(proxy -> proxy.isActive()
                        && proxy.getHost() != null
                        && !proxy.getHost().isBlank())
                .toList();
        this.decrypter = decrypter;
    }

    @Override
    public Optional<ProxyChoice> choose(URI target) {
        List<Proxy> candidates = protocols(target)
                .flatMap(protocol -> proxies.stream().filter(proxy -> protocol.equalsIgnoreCase(proxy.getProtocol())))
                .toList();
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        String host = Objects.requireNonNullElse(target.getHost(), "");
        return Optional.of(new ProxyChoice(candidates.stream()
                .filter(proxy -> !leavesOut(proxy, host))
                .findFirst()
                .map(proxy -> read.computeIfAbsent(proxy, this::read))));
    }

    private static Stream<String> protocols(URI target) {
        String scheme = String.valueOf(target.getScheme()).toLowerCase(Locale.ROOT);
        return scheme.equals("https") ? Stream.of(scheme, "http") : Stream.of(scheme);
    }

    private static boolean leavesOut(Proxy proxy, String host) {
        return Stream.of(
                        Objects.requireNonNullElse(proxy.getNonProxyHosts(), "").split("\\|", -1))
                .map(pattern -> Stream.of(pattern.strip().split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")))
                .anyMatch(pattern -> Pattern.compile(pattern, Pattern.CASE_INSENSITIVE)
                        .matcher(host)
                        .matches());
    }

    private HttpProxy read(Proxy proxy) {
        String name = "the proxy '" + proxy.getId() + "'";
        return new HttpProxy(proxy.getHost().strip(), proxy.getPort(), name + " of settings.xml", login(proxy, name));
    }

    private Optional<Credential> login(Proxy proxy, String name) {
        if (proxy.getUsername() == null || proxy.getUsername().isEmpty()) {
            return Optional.empty();
        }
        SettingsDecryptionResult result = decrypter.decrypt(new DefaultSettingsDecryptionRequest(proxy));
        DecryptionProblems.check(result, name);
        return Optional.of(Credential.of(
                proxy.getUsername(),
                Objects.requireNonNullElse(result.getProxy().getPassword(), ""),
                name + " of settings.xml"));
    }
}

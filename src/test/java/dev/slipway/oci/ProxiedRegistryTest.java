package dev.slipway.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import dev.slipway.image.Tag;
import dev.slipway.layout.OciLayout;
import dev.slipway.plan.PushSettings;
import dev.slipway.proxy.HttpProxy;
import dev.slipway.proxy.Proxies;
import dev.slipway.proxy.ProxyChoice;
import dev.slipway.registry.Credential;
import dev.slipway.registry.CredentialException;
import dev.slipway.registry.Delivery;
import dev.slipway.registry.Login;
import dev.slipway.registry.RegistryException;
import dev.slipway.registry.Repository;
import dev.slipway.testing.Fault;
import dev.slipway.testing.FaultyRegistry;
import dev.slipway.testing.ForwardProxy;
import dev.slipway.testing.RecordingLog;
import dev.slipway.testing.RegistryContents;
import dev.slipway.testing.RegistryProcess;
import dev.slipway.testing.TestCertificates;
import dev.slipway.testing.TestLayouts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that only a proxy knows the way to. */
class ProxiedRegistryTest {

    private static final String HOST = "registry.example.com";
    private static final Tag V1 = new Tag("1.0");
    private static final String SECRET = "proxy-s3cret";
    private static final String DOING = "Cannot look up " + HOST + "/fleet/agent:1.0: ";

    @TempDir
    private Path folder;

    private final RegistryProcess registry = RegistryProcess.start();
    private final ForwardProxy proxy = ForwardProxy.start();
    private final RecordingLog log = new RecordingLog();

    @AfterEach
    void stop() {
        proxy.close();
        registry.close();
    }

    private static Proxies through(String host, int port, Optional<Credential> login) {
        HttpProxy way = new HttpProxy(host, port, "the proxy 'corp' of settings.xml", login);
        return Proxies.of(target -> Optional.of(ProxyChoice.through(way)), name -> Optional.empty());
    }

    private Proxies proxies() {
        return through(proxy.host(), proxy.port(), Optional.empty());
    }

    private Proxies proxies(String password) {
        Credential login = Credential.of("anne", password, "the proxy 'corp' of settings.xml");
        return through(proxy.host(), proxy.port(), Optional.of(login));
    }

    private Repository repository(Proxies proxies) {
        return repository(proxies, log);
    }

    private static Repository repository(Proxies proxies, RecordingLog log) {
        return new RegistryRepositories(
                        RegistryHost.parse(HOST),
                        Login.anonymous(),
                        true,
                        proxies,
                        new PushSettings(0, Duration.ofSeconds(20)),
                        log)
                .in(RepositoryName.parse("fleet/agent"));
    }

    private Digest push(Repository repository) {
        return push(folder, repository);
    }

    private static Digest push(Path folder, Repository repository) {
        OciLayout layout = new OciLayout(folder.resolve("oci"));
        layout.put(TestLayouts.image(layout, "amd64", "hello"));
        ImageReference carrier = ImageReference.parse(HOST + "/fleet/agent:1.0");
        return new LayoutPublisher(new RecordingLog())
                .push(layout.content(List.of()), new Delivery(repository, carrier, Login.anonymous()));
    }

    @Test
    void requestsWithTlsGoThroughATunnel() {
        TestCertificates certificates = new TestCertificates(folder.resolve("certificates"));
        List<String> leaked = new CopyOnWriteArrayList<>();
        try (FaultyRegistry gate = FaultyRegistry.before(registry, certificates.server("DNS:" + HOST))) {
            gate.guard(call -> {
                leaked.add(call.header("Proxy-Authorization"));
                return Optional.empty();
            });
            proxy.leading(HOST + ":443", gate.host());
            Repository repository = repository(proxies(SECRET));

            Digest digest = push(repository);

            assertThat(repository.manifest(digest)).isPresent();
            assertThat(gate.count("PUT /v2/fleet/agent/manifests/.*")).isPositive();
            assertThat(proxy.requests()).isNotEmpty().containsOnly("CONNECT " + HOST + ":443");
            assertThat(leaked).isNotEmpty().containsOnly("");
        }
    }

    @Test
    void requestsWithoutTlsNameTheWholeAddress() {
        proxy.leading(HOST + ":80", registry.host());
        Repository repository = repository(proxies());

        Digest digest = push(repository);

        assertThat(repository.manifest(digest)).isPresent();
        assertThat(proxy.requests())
                .startsWith("502 CONNECT " + HOST + ":443")
                .contains("HEAD http://" + HOST + "/v2/fleet/agent/manifests/" + digest);
        assertThat(RegistryContents.of(registry).repositories()).containsExactly("fleet/agent");
    }

    @Test
    void redirectionsToStorageGoThroughTheProxyToo() {
        try (FaultyRegistry gate = FaultyRegistry.before(registry)) {
            proxy.leading(HOST + ":80", gate.host()).leading("storage.example.com:80", gate.host());
            Repository repository = repository(proxies());
            Digest digest = push(repository);
            gate.fail(
                    1,
                    "GET /v2/fleet/agent/manifests/.*",
                    Fault.answer(
                            307,
                            Map.of("Location", "http://storage.example.com/v2/fleet/agent/manifests/" + digest),
                            ""));

            assertThat(repository.manifest(digest)).isPresent();
            assertThat(proxy.requests()).contains("GET http://storage.example.com/v2/fleet/agent/manifests/" + digest);
        }
    }

    /** In a Java of its own: what its option says is read once. */
    @Test
    void proxySeesItsLoginWhereAnOptionAllowsIt() throws Exception {
        proxy.login("anne", SECRET).leading(HOST + ":80", registry.host());
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.http.auth.tunneling.disabledSchemes=",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ProxiedRegistryTest.class.getName(),
                        proxy.toString(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(output)).isZero();

        assertThat(RegistryContents.of(registry).repositories()).containsExactly("fleet/agent");
        assertThat(proxy.requests())
                .startsWith("502 CONNECT " + HOST + ":443")
                .allMatch(request -> !request.startsWith("407"));
        assertThat(output).content().doesNotContain(SECRET);
    }

    /**
     * Pushes an image.
     *
     * @param arguments host and port of a proxy, and a folder
     */
    public static void main(String[] arguments) {
        String[] way = arguments[0].split(":", 2);
        Credential login = Credential.of("anne", SECRET, "the test");
        push(
                Path.of(arguments[1]),
                repository(through(way[0], Integer.parseInt(way[1]), Optional.of(login)), new RecordingLog()));
    }

    @Test
    void loginThatTheProxyDoesNotTakeIsSaid() {
        // without TLS there is no tunnel, and the login of the storage's proxy is shown
        proxy.login("anne", "another");
        try (FaultyRegistry gate = FaultyRegistry.before(registry)) {
            gate.fail(".*", Fault.answer(307, Map.of("Location", "http://storage.example.com/agent"), ""));
            RegistryImages images = new RegistryImages(
                    (host, namespace) -> Optional.empty(), folder, Duration.ofSeconds(5), proxies(SECRET));
            assertThatThrownBy(
                            () -> images.find(gate.host() + "/fleet/agent@sha256:" + "0".repeat(64), Optional.empty()))
                    .isInstanceOf(CredentialException.class)
                    .hasMessageEndingWith("the registry cannot be reached through the proxy " + proxy
                            + ", which does not take the login (status 407). Check user name and password of the proxy"
                            + " 'corp' of settings.xml.");
        }
        assertThat(proxy.requests()).containsExactly("407 GET http://storage.example.com/agent");
    }

    @Test
    void loginThatJavaDoesNotSendThroughTunnelsNamesTheOption() {
        proxy.login("anne", SECRET);
        assertThat(failure(proxies(SECRET)))
                .isInstanceOf(CredentialException.class)
                .hasMessage(DOING + "the registry cannot be reached through the proxy " + proxy
                        + ", which wants a login (status 407) that this Java does not send to proxies. Add"
                        + " -Djdk.http.auth.tunneling.disabledSchemes= to MAVEN_OPTS or .mvn/jvm.config.");
    }

    @Test
    void missingLoginIsSaid() {
        proxy.login("anne", SECRET);
        assertThat(failure(proxies()))
                .isInstanceOf(CredentialException.class)
                .hasMessage(DOING + "the registry cannot be reached through the proxy " + proxy
                        + ", which wants a login (status 407). Add user and password to the proxy 'corp' of"
                        + " settings.xml, and add -Djdk.http.auth.tunneling.disabledSchemes= to MAVEN_OPTS or"
                        + " .mvn/jvm.config.");
    }

    @Test
    void proxyThatIsNotThereIsNamed() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThat(failure(through("127.0.0.1", port, Optional.empty())))
                .isInstanceOf(RegistryException.class)
                .hasMessage(DOING + "the registry cannot be reached through the proxy 127.0.0.1:" + port
                        + ", where nothing listens. Check the proxy 'corp' of settings.xml, whether the"
                        + " proxy lets us through to the host in <registries>, and the network.");
        assertThat(failure(through("proxy.invalid", 3128, Optional.empty())))
                .hasMessageStartingWith(DOING + "the registry cannot be reached through the proxy proxy.invalid:3128,"
                        + " whose name is not known. ");
    }

    @Test
    void proxyThatLetsNobodyThroughIsNamed() {
        for (int status : new int[] {403, 502}) {
            proxy.refusing(status);
            assertThat(failure(proxies()))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageStartingWith(DOING + "the registry answers with status " + status + " through the proxy "
                            + proxy + ". ");
            assertThatThrownBy(() -> new RegistryImages(
                                    (host, namespace) -> Optional.empty(), folder, Duration.ofSeconds(5), proxies())
                            .find(HOST + "/fleet/agent:1.0", Optional.empty()))
                    .hasMessageStartingWith(DOING + "the connection to the registry through the proxy " + proxy
                            + " broke (Tunnel failed, got: " + status + "). ");
        }
    }

    @Test
    void passwordIsNowhere() {
        proxy.login("anne", "another");
        Throwable failure = failure(proxies(SECRET));
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString() + proxies(SECRET).find(URI.create("https://" + HOST)) + log.events())
                .contains("the proxy " + proxy)
                .doesNotContain(SECRET, "YW5uZTpwcm94eS1zM2NyZXQ");
    }

    private Throwable failure(Proxies proxies) {
        return catchThrowable(() -> repository(proxies).digestOf(V1));
    }
}

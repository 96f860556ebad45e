package dev.slipway.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A registry that shows manifests, whose digests are what a test says, and takes nothing. */
public final class FakeManifests implements AutoCloseable {

    private record Shown(String digest, String config) {}

    private final HttpServer server;
    private final Map<String, Shown> shown = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private FakeManifests() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Starts one that shows nothing yet. */
    public static FakeManifests start() {
        try {
            return new FakeManifests();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Shows a manifest.
     *
     * @param path   such as {@code fleet/agent:1.0}
     * @param config the digest of the image's configuration
     */
    public FakeManifests show(String path, String digest, String config) {
        shown.put("/v2/" + path.replace(":", "/manifests/"), new Shown(digest, config));
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            requests.add(exchange.getRequestMethod() + " " + path);
            Shown manifest = shown.get(path);
            if (manifest == null) {
                FakeHttp.send(exchange, 404, "application/json", "{}");
                return;
            }
            exchange.getResponseHeaders().set("Docker-Content-Digest", manifest.digest());
            FakeHttp.send(
                    exchange,
                    200,
                    "application/vnd.docker.distribution.manifest.v2+json",
                    "{\"schemaVersion\":2,\"config\":{\"digest\":\"" + manifest.config() + "\"}}");
        }
    }

    /** Host and port, as references begin. */
    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Methods and paths of the requests so far. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

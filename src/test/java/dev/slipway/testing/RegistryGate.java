package dev.slipway.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Stands before a {@link RegistryProcess}, writes down what it is asked, and can fail where the registry would not. */
public final class RegistryGate implements AutoCloseable {

    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "host", "content-length", "transfer-encoding", "expect", "upgrade");

    private record Fault(int status, Map<String, String> headers, String body) {}

    private interface Accident {
        void happenTo(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private record Demand(String authorization, String challenge) {}

    private final RegistryProcess registry;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(RegistryGate::daemon);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();
    private final Map<String, Accident> accidents = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final PlainTextGate plainText;
    private volatile String silentMethod = "";
    private volatile @Nullable Demand demand;

    private RegistryGate(RegistryProcess registry) throws IOException {
        this.registry = registry;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        this.plainText = PlainTextGate.open(0, server.getAddress(), threads);
    }

    /** Opens a gate before a registry, which stays the caller's to close. */
    public static RegistryGate before(RegistryProcess registry) {
        try {
            return new RegistryGate(registry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "registry-gate");
        thread.setDaemon(true);
        return thread;
    }

    /** Host and port, as references begin. */
    public String host() {
        return "127.0.0.1:" + plainText.port();
    }

    /** Methods and paths of the requests so far, such as {@code GET /v2/a/manifests/1}. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Answers all requests whose method and path begin so with an error. */
    public RegistryGate failing(String prefix, int status, String body) {
        return answering(prefix, status, Map.of(), body);
    }

    /** Answers all requests whose method and path begin so by itself. */
    public RegistryGate answering(String prefix, int status, Map<String, String> headers, String body) {
        faults.put(prefix, new Fault(status, headers, body));
        return this;
    }

    /** Answers the first request whose method and path begin so with an error, and lets the others through. */
    public RegistryGate failingOnce(String prefix, int status, String body) {
        return once(prefix, exchange -> fail(exchange, new Fault(status, Map.of(), body)));
    }

    /** Hands the first such request on, and hangs up instead of answering it. */
    public RegistryGate losingAnswerOnce(String prefix) {
        return once(prefix, this::ask);
    }

    /** Resets the connection of the first such request, which the registry never gets. */
    public RegistryGate resettingOnce(String prefix) {
        return once(prefix, exchange -> {
            exchange.getRequestBody().readAllBytes();
            plainText.reset(exchange.getRemoteAddress().getPort());
        });
    }

    private RegistryGate once(String prefix, Accident accident) {
        accidents.put(prefix, accident);
        return this;
    }

    /** Never answers requests of a method. */
    public RegistryGate silentOn(String method) {
        silentMethod = method;
        return this;
    }

    /**
     * Keeps requests whose method and path begin so without an answer, and from the registry.
     *
     * @return goes down with the first of them
     */
    public CountDownLatch holding(String prefix) {
        return held.computeIfAbsent(prefix, unknown -> new CountDownLatch(1));
    }

    /** Lets only requests through that carry an authorization, and challenges the others. */
    public RegistryGate demanding(String authorization, String challenge) {
        demand = new Demand(authorization, challenge);
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String call =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            requests.add(call);
            if (exchange.getRequestMethod().equals(silentMethod)) {
                closed.await();
                return;
            }
            for (Map.Entry<String, CountDownLatch> hold : held.entrySet()) {
                if (call.startsWith(hold.getKey())) {
                    hold.getValue().countDown();
                    closed.await();
                    return;
                }
            }
            Demand wanted = demand;
            if (wanted != null
                    && !wanted.authorization()
                            .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.getResponseHeaders().add("WWW-Authenticate", wanted.challenge());
                fail(exchange, new Fault(401, Map.of(), ""));
                return;
            }
            Optional<Accident> accident = accidents.keySet().stream()
                    .filter(call::startsWith)
                    .findFirst()
                    .map(accidents::remove);
            if (accident.isPresent()) {
                accident.get().happenTo(exchange);
                return;
            }
            for (Map.Entry<String, Fault> fault : faults.entrySet()) {
                if (call.startsWith(fault.getKey())) {
                    fail(exchange, fault.getValue());
                    return;
                }
            }
            forward(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void fail(HttpExchange exchange, Fault fault) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] body = fault.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        fault.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(fault.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private HttpResponse<byte[]> ask(HttpExchange exchange) throws IOException, InterruptedException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(registry.uri() + exchange.getRequestURI().toString()))
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private void forward(HttpExchange exchange) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = ask(exchange);
        response.headers().map().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        if (isHead) {
            response.headers()
                    .firstValue("content-length")
                    .ifPresent(length -> exchange.getResponseHeaders().add("Content-Length", length));
        }
        exchange.sendResponseHeaders(
                response.statusCode(), isHead || response.body().length == 0 ? -1 : response.body().length);
        if (!isHead) {
            exchange.getResponseBody().write(response.body());
        }
    }

    @Override
    public void close() {
        closed.countDown();
        plainText.close();
        server.stop(0);
        threads.shutdownNow();
    }
}

package dev.slipway.testing;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The real registry behind the stand-in, started at the first need; requests are streamed through to it. */
final class FakeEcrStorage implements AutoCloseable {

    private static final Set<String> NOT_FORWARDED = Set.of(
            "authorization",
            "connection",
            "content-length",
            "date",
            "expect",
            "host",
            "http2-settings",
            "transfer-encoding",
            "upgrade");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private RegistryProcess registry;

    private synchronized URI uri(String pathAndQuery) {
        if (registry == null) {
            registry = RegistryProcess.start();
        }
        return URI.create(registry.uri() + pathAndQuery);
    }

    /** Passes a request on and its answer back, without holding either in memory. */
    int forward(HttpExchange exchange, String pathAndQuery) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(pathAndQuery)).method(exchange.getRequestMethod(), body(exchange));
        exchange.getRequestHeaders().forEach((name, values) -> copy(name, values, request));
        HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
        try (InputStream content = response.body()) {
            sendBack(exchange, response, content);
        }
        return response.statusCode();
    }

    /** Asks the registry for itself. */
    HttpResponse<String> ask(String method, String path, String... accept) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).method(method, BodyPublishers.noBody());
        Stream.of(accept).forEach(type -> request.header("Accept", type));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static BodyPublisher body(HttpExchange exchange) {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        boolean chunked = exchange.getRequestHeaders().containsKey("Transfer-Encoding");
        if (!chunked && (length == null || length.equals("0"))) {
            return BodyPublishers.noBody();
        }
        BodyPublisher stream = BodyPublishers.ofInputStream(exchange::getRequestBody);
        return chunked ? stream : BodyPublishers.fromPublisher(stream, Long.parseLong(length));
    }

    private static void copy(String name, List<String> values, HttpRequest.Builder request) {
        if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
        }
    }

    private static void sendBack(HttpExchange exchange, HttpResponse<InputStream> response, InputStream content)
            throws IOException {
        Map<String, List<String>> kept = response.headers().map().entrySet().stream()
                .filter(header -> !NOT_FORWARDED.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        exchange.getResponseHeaders().putAll(kept);
        long length = response.headers().firstValueAsLong("Content-Length").orElse(0);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
            exchange.sendResponseHeaders(response.statusCode(), -1);
        } else {
            boolean sized = response.headers().firstValue("Content-Length").isPresent();
            exchange.sendResponseHeaders(response.statusCode(), sized ? (length == 0 ? -1 : length) : 0);
            content.transferTo(exchange.getResponseBody());
        }
    }

    @Override
    public synchronized void close() {
        if (registry != null) {
            registry.close();
        }
    }
}

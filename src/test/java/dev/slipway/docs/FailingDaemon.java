package dev.slipway.docs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** An engine that has no image, and whose builds fail in their second step. */
final class FailingDaemon implements AutoCloseable {

    private static final String BUILD = """
            {"stream":"Step 1/2 : FROM scratch\\n"}
            {"stream":" ---> \\n"}
            {"stream":"Step 2/2 : RUN npm ci\\n"}
            {"stream":"npm error code ENOTFOUND\\n"}
            {"errorDetail":{"code":3,"message":"The command '/bin/sh -c npm ci' returned a non-zero code: 3"},\
            "error":"The command '/bin/sh -c npm ci' returned a non-zero code: 3"}
            """;

    private final HttpServer server;

    private FailingDaemon(HttpServer server) {
        this.server = server;
        server.createContext("/version", exchange -> send(exchange, 200, "{\"Version\":\"28.5.2\"}"));
        server.createContext("/build", exchange -> send(exchange, 200, BUILD));
        server.createContext("/images/", exchange -> send(exchange, 404, "{\"message\":\"No such image\"}"));
        server.start();
    }

    static FailingDaemon start() {
        try {
            return new FailingDaemon(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For {@code DOCKER_HOST}. */
    String address() {
        return "tcp://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

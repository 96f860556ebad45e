package dev.slipway.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Short answers of the JDK's HTTP server. */
final class FakeHttp {

    private FakeHttp() {}

    static void send(HttpExchange exchange, int status, String contentType, String text) throws IOException {
        // an answer to a request that was not read breaks the connection of a client that still writes
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        exchange.getResponseHeaders().set("Content-Type", contentType);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** An error as the distribution specification shapes it. */
    static void sendRegistryError(HttpExchange exchange, FakeAwsError error) throws IOException {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("errors").addObject().put("code", error.type()).put("message", error.text());
        send(exchange, error.status(), "application/json; charset=utf-8", body.toString());
    }
}

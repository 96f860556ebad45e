package dev.slipway.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.UUID;

/** Where ECR sends whoever wants a blob: addresses that carry their own signature and take no other login. */
final class FakeS3Handler implements HttpHandler {

    private final String signature =
            "X-Amz-Signature=" + UUID.randomUUID().toString().replace("-", "");
    private final String address;
    private final FakeEcrStorage storage;

    FakeS3Handler(String address, FakeEcrStorage storage) {
        this.address = address;
        this.storage = storage;
    }

    /** The address of a blob that the registry serves at a path. */
    String signed(String path) {
        return address + path + "?" + signature;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestHeaders().containsKey("Authorization")) {
                refuse(exchange, 400, "InvalidArgument", "Only one auth mechanism allowed");
            } else if (!signature.equals(exchange.getRequestURI().getRawQuery())) {
                refuse(exchange, 403, "AccessDenied", "Access Denied");
            } else {
                storage.forward(exchange, exchange.getRequestURI().getRawPath());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refuse(HttpExchange exchange, int status, String code, String message) throws IOException {
        FakeHttp.send(
                exchange,
                status,
                "application/xml",
                "<Error><Code>%s</Code><Message>%s</Message></Error>".formatted(code, message));
    }
}

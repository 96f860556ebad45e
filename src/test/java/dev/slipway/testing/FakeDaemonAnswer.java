package dev.slipway.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** How a {@link FakeDaemon} answers. */
@FunctionalInterface
public interface FakeDaemonAnswer {

    /** Answers; the connection is closed afterwards. */
    void answer(FakeDaemonRequest request, InputStream in, OutputStream out) throws IOException;

    /** A whole answer. */
    static FakeDaemonAnswer of(int status, String contentType, String body) {
        return (request, in, out) -> {
            request.body(in);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            write(out, """
                    HTTP/1.1 %d Answer
                    Content-Type: %s
                    Content-Length: %d
                    Connection: close

                    """.formatted(status, contentType, bytes.length).replace("\n", "\r\n"));
            out.write(bytes);
            out.flush();
        };
    }

    /** A whole answer in JSON. */
    static FakeDaemonAnswer json(int status, String body) {
        return of(status, "application/json", body);
    }

    /** The items of a build or a push, one JSON object each. */
    static FakeDaemonAnswer stream(String... items) {
        return (request, in, out) -> {
            begin(request, in, out, items);
            write(out, "0\r\n\r\n");
        };
    }

    /** The first items of a stream, and then nothing more: the connection breaks. */
    static FakeDaemonAnswer brokenStream(String... items) {
        return (request, in, out) -> begin(request, in, out, items);
    }

    /** The first items of a stream, and then silence until the client hangs up. */
    static FakeDaemonAnswer hangingStream(CountDownLatch clientHungUp, String... items) {
        return (request, in, out) -> {
            begin(request, in, out, items);
            awaitEnd(in, clientHungUp);
        };
    }

    /** Silence from the beginning, until the client hangs up; its body is read. */
    static FakeDaemonAnswer silence(CountDownLatch clientHungUp) {
        return (request, in, out) -> {
            request.body(in);
            awaitEnd(in, clientHungUp);
        };
    }

    private static void awaitEnd(InputStream in, CountDownLatch clientHungUp) {
        try {
            while (in.read() >= 0) {}
        } catch (IOException e) {
            // a reset is an end too
        }
        clientHungUp.countDown();
    }

    private static void begin(FakeDaemonRequest request, InputStream in, OutputStream out, String... items)
            throws IOException {
        request.body(in);
        write(
                out,
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
        for (String item : items) {
            byte[] bytes = (item + "\r\n").getBytes(StandardCharsets.UTF_8);
            write(out, Integer.toHexString(bytes.length) + "\r\n");
            out.write(bytes);
            write(out, "\r\n");
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}

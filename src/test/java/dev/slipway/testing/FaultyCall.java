package dev.slipway.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One request at a {@link FaultyRegistry}. */
public final class FaultyCall {

    private static final int BUFFER = 65_536;

    private final Socket client;
    private final URI registry;
    private final CountDownLatch closed;
    private final List<String> head;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private long unread;

    private FaultyCall(Socket client, URI registry, CountDownLatch closed, List<String> head) {
        this.client = client;
        this.registry = registry;
        this.closed = closed;
        this.head = head;
        for (String line : head.subList(1, head.size())) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        this.unread = Long.parseLong(headers.getOrDefault("content-length", "0"));
    }

    /** The next request of a connection; null if there is none. */
    static @Nullable FaultyCall next(Socket client, int first, URI registry, CountDownLatch closed) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int next = first;
        while (next >= 0) {
            bytes.write(next);
            String text = bytes.toString(StandardCharsets.ISO_8859_1);
            if (text.endsWith("\r\n\r\n")) {
                return new FaultyCall(
                        client, registry, closed, List.of(text.strip().split("\r\n", -1)));
            }
            next = client.getInputStream().read();
        }
        return null;
    }

    /** Method and target, such as {@code GET /v2/a/manifests/1}. */
    public String line() {
        return head.get(0).replaceFirst(" HTTP/1\\.1$", "");
    }

    /** A header, or an empty text. */
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    void drain() throws IOException {
        copyBody(OutputStream.nullOutputStream(), BUFFER, 0);
    }

    private void copyBody(OutputStream target, int piece, long millis) throws IOException {
        byte[] buffer = new byte[piece];
        while (unread > 0) {
            int read = client.getInputStream().read(buffer, 0, (int) Math.min(buffer.length, unread));
            if (read < 0) {
                throw new IOException("the client hung up");
            }
            unread -= read;
            target.write(buffer, 0, read);
            target.flush();
            pause(millis);
        }
    }

    private static void pause(long millis) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Answers in the place of the registry. */
    public void answer(int status, Map<String, String> answerHeaders, String body) throws IOException {
        answer(status, answerHeaders, body, body.getBytes(StandardCharsets.UTF_8).length);
    }

    void answer(int status, Map<String, String> answerHeaders, String body, int promised) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " said\r\n");
        answerHeaders.forEach((name, value) -> text.append(name + ": " + value + "\r\n"));
        text.append("Content-Length: " + promised + "\r\n\r\n");
        client.getOutputStream().write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (!line().startsWith("HEAD ")) {
            client.getOutputStream().write(bytes);
        }
        client.getOutputStream().flush();
    }

    /** Lets the registry answer. */
    void forward() throws IOException {
        forward(BUFFER, 0);
    }

    void forward(int piece, long millis) throws IOException {
        try (Socket upstream = ask(piece, millis)) {
            passHead(upstream.getInputStream(), client.getOutputStream());
            byte[] buffer = new byte[piece];
            for (int read = upstream.getInputStream().read(buffer);
                    read >= 0;
                    read = upstream.getInputStream().read(buffer)) {
                client.getOutputStream().write(buffer, 0, read);
                pause(millis);
            }
            client.getOutputStream().flush();
        }
    }

    void forwardInVain() throws IOException {
        try (Socket upstream = ask(BUFFER, 0)) {
            upstream.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }

    /** It closes the connection itself when its answer is over. */
    private Socket ask(int piece, long millis) throws IOException {
        Socket upstream = new Socket(registry.getHost(), registry.getPort());
        List<String> lines = new ArrayList<>(head);
        lines.removeIf(line -> line.matches("(?i)(connection|upgrade|http2-settings):.*"));
        lines.add("Connection: close");
        upstream.getOutputStream()
                .write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        copyBody(upstream.getOutputStream(), piece, millis);
        return upstream;
    }

    /** All but the closing of the connection, which is the registry's and not ours. */
    private static void passHead(InputStream from, OutputStream to) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String text = "";
        for (int next = from.read(); next >= 0 && !text.endsWith("\r\n\r\n"); next = from.read()) {
            bytes.write(next);
            text = bytes.toString(StandardCharsets.ISO_8859_1);
            if (text.endsWith("\r\n\r\n")) {
                break;
            }
        }
        to.write(text.replaceFirst("(?i)\r\nConnection: close", "").getBytes(StandardCharsets.ISO_8859_1));
    }

    void reset() throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }

    void awaitClose() throws InterruptedException {
        closed.await();
    }
}

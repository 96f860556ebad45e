package dev.slipway.buildkit;

import dev.slipway.buildkit.transport.ByteStream;
import dev.slipway.buildkit.transport.StreamSocketFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a Docker engine says of itself when it is pinged.
 *
 * @param headers the answer's, by their lower-case names
 */
record Ping(Map<String, String> headers) {

    private static final int MAX_HEAD = 64 * 1024;

    /**
     * Pings.
     *
     * @param dialer opens a connection, which is closed afterwards
     * @throws IOException if nothing answers, or something that speaks no HTTP
     */
    static Ping of(StreamSocketFactory.Dialer dialer) throws IOException {
        try (ByteStream stream = dialer.dial()) {
            String request = "GET /_ping HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n";
            stream.output().write(request.getBytes(StandardCharsets.US_ASCII));
            stream.output().flush();
            return parse(head(stream.input()));
        }
    }

    private static String head(InputStream input) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        byte[] chunk = new byte[4096];
        while (head.size() < MAX_HEAD) {
            int count = input.read(chunk);
            if (count < 0) {
                break;
            }
            head.write(chunk, 0, count);
            String text = head.toString(StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            if (end >= 0) {
                return text.substring(0, end);
            }
        }
        throw new IOException("what answers there speaks no HTTP");
    }

    private static Ping parse(String head) {
        Map<String, String> headers = new TreeMap<>();
        head.lines().skip(1).forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        });
        return new Ping(headers);
    }

    /** Whether it is Podman, which builds with Buildah. */
    boolean isPodman() {
        return headers.containsKey("libpod-api-version")
                || headers.getOrDefault("server", "").startsWith("Libpod");
    }

    /** The newest API that the engine speaks; 0.0 where it does not say. */
    Daemon.Version apiVersion() {
        return Daemon.Version.parse(headers.getOrDefault("api-version", ""));
    }
}

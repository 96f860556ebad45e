package dev.slipway.buildkit.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Turns an HTTP/1.1 connection to a Docker daemon into one that speaks HTTP/2.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-7.8">RFC 9110, upgrade</a>
 */
public final class Upgrade {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SHOWN_BODY = 200;

    private final String path;
    private final Map<String, List<String>> headers;
    private final Patience patience;

    /** @param path where HTTP/2 is asked for, such as {@code /grpc} */
    public Upgrade(String path) {
        this(path, Map.of());
    }

    /**
     * @param path    where HTTP/2 is asked for
     * @param headers further headers of the request; each may come several times
     */
    public Upgrade(String path, Map<String, List<String>> headers) {
        this(path, headers, PATIENCE);
    }

    Upgrade(String path, Map<String, List<String>> headers, Duration patience) {
        this.path = path;
        this.headers = new TreeMap<>(headers);
        this.patience = new Patience(patience);
    }

    /**
     * Asks for the upgrade; after it the stream speaks HTTP/2.
     *
     * @throws UpgradeRefusedException if the daemon answers anything but 101
     * @throws IOException             if the connection breaks, or nothing is answered within 10 s
     */
    public void on(ByteStream stream) throws IOException {
        patience.with(stream, () -> ask(stream));
    }

    private void ask(ByteStream stream) throws IOException {
        stream.output().write(request().getBytes(StandardCharsets.US_ASCII));
        stream.output().flush();
        try {
            ResponseHead head = ResponseHead.read(stream.input());
            if (head.status() != 101 || !head.isHttp11()) {
                throw refused(head, stream);
            }
            String protocol = head.headers().getOrDefault("upgrade", "h2c");
            if (!protocol.equalsIgnoreCase("h2c")) {
                throw new UpgradeRefusedException(path, "it answers with the protocol '" + protocol + "'");
            }
        } catch (ResponseHead.NotHttpException e) {
            throw new UpgradeRefusedException(path, String.valueOf(e.getMessage()));
        }
    }

    private String request() {
        StringBuilder request = new StringBuilder("POST " + path + " HTTP/1.1\r\n"
                + "Host: docker\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 0\r\n");
        headers.forEach((name, values) -> values.forEach(
                value -> request.append(name).append(": ").append(value).append("\r\n")));
        return request.append("\r\n").toString();
    }

    private UpgradeRefusedException refused(ResponseHead head, ByteStream stream) {
        String protocol = head.isHttp11() ? "" : " in " + head.version();
        String body = firstWords(head, stream);
        return new UpgradeRefusedException(
                path, "it answers '" + head.statusText() + "'" + protocol + (body.isEmpty() ? "" : " (" + body + ")"));
    }

    /** What a body says of the refusal; only where it says how long it is, since waiting for more is no use. */
    private static String firstWords(ResponseHead head, ByteStream stream) {
        if (!head.headers().containsKey("content-length") && !head.headers().containsKey("transfer-encoding")) {
            return "";
        }
        try {
            byte[] body = head.body(stream.input()).readNBytes(SHOWN_BODY);
            return new String(body, StandardCharsets.UTF_8)
                    .replaceAll("\\p{Cntrl}+", " ")
                    .strip();
        } catch (IOException e) {
            return "";
        }
    }
}

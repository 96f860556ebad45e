package dev.slipway.buildkit.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of an HTTP/1.1 response.
 *
 * @param version such as {@code HTTP/1.1}
 * @param status  such as 101
 * @param reason  such as {@code Switching Protocols}; may be empty
 * @param headers by name in lower case
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-4">RFC 9112, status line</a>
 */
record ResponseHead(String version, int status, String reason, Map<String, String> headers) {

    private static final int MAX_BYTES = 64 * 1024;
    private static final Pattern STATUS_LINE = Pattern.compile("(HTTP/[0-9.]+) ([0-9]{3})(?: (.*))?");

    /**
     * Reads a head and not one byte more: what follows may be another protocol.
     *
     * @throws NotHttpException if something else comes, or nothing
     */
    static ResponseHead read(InputStream input) throws IOException {
        List<String> lines = bytes(input).lines().toList();
        Matcher status = STATUS_LINE.matcher(lines.get(0));
        if (!status.matches()) {
            throw new NotHttpException("it does not answer in HTTP");
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        String reason = status.group(3) == null ? "" : status.group(3);
        return new ResponseHead(status.group(1), Integer.parseInt(status.group(2)), reason, headers);
    }

    private static String bytes(InputStream input) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            int next = input.read();
            if (next < 0) {
                throw new NotHttpException(
                        head.size() == 0 ? "it hangs up without an answer" : "it hangs up in the middle of its answer");
            }
            if (head.size() >= MAX_BYTES) {
                throw new NotHttpException("the head of its answer has more than " + MAX_BYTES + " bytes");
            }
            if (head.size() == 4 && !head.toString(StandardCharsets.ISO_8859_1).equals("HTTP")) {
                throw new NotHttpException("it does not answer in HTTP");
            }
            head.write(next);
            boolean fits = next == (matched % 2 == 0 ? '\r' : '\n');
            matched = fits ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    boolean isHttp11() {
        return version.equals("HTTP/1.1");
    }

    /** The status line without the version: {@code 404 Not Found}. */
    String statusText() {
        return (status + " " + reason).strip();
    }

    /** The body that belongs to this head; ends where the body ends. */
    InputStream body(InputStream input) {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return new ChunkedBody(input);
        }
        String length = headers.get("content-length");
        return length != null && length.matches("[0-9]{1,18}") ? new SizedBody(input, Long.parseLong(length)) : input;
    }

    /** An answer that is not HTTP. */
    static final class NotHttpException extends IOException {

        private static final long serialVersionUID = 1L;

        NotHttpException(String whatHappened) {
            super(whatHappened);
        }
    }
}

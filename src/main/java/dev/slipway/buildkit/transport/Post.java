package dev.slipway.buildkit.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A plain HTTP/1.1 call without a body, on a connection of its own. */
public final class Post {

    private static final int MAX_ERROR_BYTES = 64 * 1024;

    private Post() {}

    /**
     * Calls, and waits for as long as it takes until the answer begins.
     *
     * @param target path and query, encoded
     * @return the answer's body as it comes
     * @throws RefusedException if the answer is anything but 200
     */
    public static InputStream to(ByteStream stream, String target) throws IOException {
        String request = "POST " + target + " HTTP/1.1\r\nHost: docker\r\nContent-Length: 0\r\n"
                + "Content-Type: application/json\r\nConnection: close\r\n\r\n";
        stream.output().write(request.getBytes(StandardCharsets.US_ASCII));
        stream.output().flush();
        ResponseHead head = ResponseHead.read(stream.input());
        InputStream body = head.body(stream.input());
        if (head.status() != 200) {
            String text = new String(body.readNBytes(MAX_ERROR_BYTES), StandardCharsets.UTF_8);
            throw new RefusedException(head.status(), head.statusText(), text.strip());
        }
        return body;
    }

    /** An answer other than 200. */
    public static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1L;

        private final int status;
        private final String body;

        RefusedException(int status, String statusText, String body) {
            super("the engine answers '" + statusText + "'");
            this.status = status;
            this.body = body;
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }

        /** What came with it; may be empty. */
        public String body() {
            return body;
        }
    }
}

package dev.slipway.buildkit.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.testing.RawServer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class UpgradeTest {

    private static final String ACCEPTED = "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n";

    private static ByteStream dial(RawServer server) throws IOException {
        return new Dial(server.endpoint()).open();
    }

    @Test
    void bytesRightBehindTheAnswerBelongToHttp2() throws IOException {
        try (RawServer server = RawServer.answering((ACCEPTED + "\0\0\u0006HTTP/2").getBytes(US_ASCII));
                ByteStream stream = dial(server)) {
            new Upgrade("/grpc").on(stream);
            assertThat(stream.input().readNBytes(9)).isEqualTo("\0\0\u0006HTTP/2".getBytes(US_ASCII));
            stream.output().write("PRI".getBytes(US_ASCII));
            assertThat(server.awaitRequest("PRI"))
                    .startsWith("POST /grpc HTTP/1.1\r\nHost: docker\r\n")
                    .contains("\r\nConnection: Upgrade\r\n", "\r\nUpgrade: h2c\r\n", "\r\nContent-Length: 0\r\n")
                    .endsWith("\r\n\r\nPRI");
        }
    }

    @Test
    void headersMayComeSeveralTimes() throws IOException {
        try (RawServer server = RawServer.answering(ACCEPTED.getBytes(US_ASCII));
                ByteStream stream = dial(server)) {
            new Upgrade("/session", Map.of("x-method", List.of("/a/b", "/c/d"))).on(stream);
            assertThat(server.awaitRequest("\r\n\r\n")).contains("\r\nx-method: /a/b\r\nx-method: /c/d\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HTTP/1.1 404 Not Found\\r\\nContent-Length: 0\\r\\n\\r\\n                   | it answers '404 Not Found'
            HTTP/1.1 404 Not Found\\r\\n\\r\\npage not found                           | it answers '404 Not Found'
            HTTP/1.1 400 Bad Request\\r\\nContent-Length: 7\\r\\n\\r\\ntoo new         | it answers '400 Bad Request' (too new)
            HTTP/1.1 500 Oops\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n3\\r\\nbad\\r\\n2\\r\\n x\\r\\n0\\r\\n\\r\\n | it answers '500 Oops' (bad x)
            HTTP/1.1 403\\r\\n\\r\\n                                                   | it answers '403'
            HTTP/1.0 101 Fine\\r\\n\\r\\n                                              | it answers '101 Fine' in HTTP/1.0
            HTTP/1.1 101 Fine\\r\\nUpgrade: tcp\\r\\n\\r\\n                            | it answers with the protocol 'tcp'
            SSH-2.0-OpenSSH_9.2\\r\\n\\r\\n                                            | it does not answer in HTTP
            HTTP/1.1                                                                   | it hangs up in the middle of its answer
            """)
    void refusalIsSaidInWords(String answer, String words) throws IOException {
        byte[] bytes = answer.translateEscapes().getBytes(US_ASCII);
        try (RawServer server = RawServer.answeringAndClosing(bytes);
                ByteStream stream = dial(server)) {
            assertThatThrownBy(() -> new Upgrade("/grpc").on(stream))
                    .isInstanceOf(UpgradeRefusedException.class)
                    .hasMessage("HTTP/2 is not offered at POST /grpc: " + words);
        }
    }

    @Test
    void engineThatHangsUpIsSaid() throws IOException {
        try (RawServer server = RawServer.answeringAndClosing(new byte[0]);
                ByteStream stream = dial(server)) {
            assertThatThrownBy(() -> new Upgrade("/grpc").on(stream))
                    .isInstanceOf(UpgradeRefusedException.class)
                    .hasMessageEndingWith(": it hangs up without an answer");
        }
    }

    @Test
    void headWithoutEndIsNotReadForever() throws IOException {
        String endless = "HTTP/1.1 200 OK\r\n" + "x-filler: abcdefghijklmnopqrstuvwxyz\r\n".repeat(4000);
        try (RawServer server = RawServer.answering(endless.getBytes(US_ASCII));
                ByteStream stream = dial(server)) {
            assertThatThrownBy(() -> new Upgrade("/grpc").on(stream))
                    .isInstanceOf(UpgradeRefusedException.class)
                    .hasMessageEndingWith(": the head of its answer has more than 65536 bytes");
        }
    }

    @Test
    void silenceIsNotWaitedForForever() throws IOException {
        try (RawServer server = RawServer.answering(new byte[0]);
                ByteStream stream = dial(server)) {
            Upgrade impatient = new Upgrade("/grpc", Map.of(), Duration.ofMillis(200));
            assertThatThrownBy(() -> impatient.on(stream))
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessageStartingWith("no answer within ");
        }
    }
}

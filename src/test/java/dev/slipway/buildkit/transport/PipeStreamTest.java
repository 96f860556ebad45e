package dev.slipway.buildkit.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On sockets, since pipes are on Windows only; the stream knows no difference. */
@Timeout(30)
class PipeStreamTest {

    private record Pair(ByteStream ours, ByteStream theirs) implements AutoCloseable {

        static Pair open() throws Exception {
            try (AsynchronousServerSocketChannel server = AsynchronousServerSocketChannel.open()
                    .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
                Future<AsynchronousSocketChannel> accepted = server.accept();
                AsynchronousSocketChannel client = AsynchronousSocketChannel.open();
                client.connect(server.getLocalAddress()).get();
                return new Pair(new PipeStream(client), new PipeStream(accepted.get()));
            }
        }

        @Override
        public void close() throws IOException {
            ours.close();
            theirs.close();
        }
    }

    @Test
    void writesWhileItWaitsForARead() throws Exception {
        try (Pair pair = Pair.open()) {
            CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> {
                try {
                    return pair.ours().input().read();
                } catch (IOException e) {
                    return -2;
                }
            });
            byte[] much = new byte[1 << 20];
            CompletableFuture<Integer> arrived = CompletableFuture.supplyAsync(() -> {
                try {
                    return pair.theirs().input().readNBytes(much.length).length;
                } catch (IOException e) {
                    return -2;
                }
            });
            pair.ours().output().write(much);
            assertThat(arrived.get(10, TimeUnit.SECONDS)).isEqualTo(much.length);
            assertThat(read).isNotDone();
            pair.theirs().output().write(42);
            assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo(42);
        }
    }

    @Test
    void endOfTheOtherSideIsTheEndOfTheStream() throws Exception {
        try (Pair pair = Pair.open()) {
            pair.theirs().close();
            assertThat(pair.ours().input().read()).isEqualTo(-1);
        }
    }

    @Test
    void closingFreesAReader() throws Exception {
        try (Pair pair = Pair.open()) {
            CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> {
                try {
                    return "read " + pair.ours().input().read();
                } catch (IOException e) {
                    return "closed";
                }
            });
            pair.ours().close();
            assertThat(read.get(10, TimeUnit.SECONDS)).isIn("closed", "read -1");
        }
    }

    @Test
    void pipeThatIsNotThereIsNotWaitedFor(@TempDir Path folder) {
        assertThatThrownBy(() -> PipeStream.open(folder.resolve("docker_engine")))
                .isInstanceOf(NoSuchFileException.class);
    }
}

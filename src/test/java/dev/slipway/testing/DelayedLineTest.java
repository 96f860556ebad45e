package dev.slipway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DelayedLineTest {

    private static final Duration ROUND_TRIP = Duration.ofMillis(40);
    private static final int TRANSFER = 100_000_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private ServerSocket server;
    private DelayedLine line;

    /** A server that sends back all that it gets. */
    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        line = DelayedLine.to(server.getLocalPort(), ROUND_TRIP);
        threads.execute(() -> {
            while (!server.isClosed()) {
                try {
                    Socket client = server.accept();
                    threads.execute(() -> echo(client));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private static void echo(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // the client hung up
        }
    }

    @AfterEach
    void close() throws IOException {
        line.close();
        server.close();
        threads.shutdownNow();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), line.port());
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static double ask(Socket socket) throws IOException {
        long start = System.nanoTime();
        socket.getOutputStream().write(7);
        assertThat(socket.getInputStream().read()).isEqualTo(7);
        return (System.nanoTime() - start) / 1e6;
    }

    @Test
    void everyAnswerTakesARoundTripAndTheFirstOneTwo() throws IOException {
        try (Socket socket = connect()) {
            List<Double> times = new ArrayList<>();
            for (int request = 0; request < 11; request++) {
                times.add(ask(socket));
            }
            assertThat(times.get(0)).isGreaterThan(75);
            List<Double> later = times.stream().skip(1).sorted().toList();
            assertThat(later).allSatisfy(time -> assertThat(time).isGreaterThanOrEqualTo(40));
            assertThat(later.get(5)).isLessThan(80);
        }
    }

    @Test
    void aLargeTransferIsWholeAndDoesNotWaitForEachOfItsParts() throws Exception {
        try (Socket socket = connect()) {
            long start = System.nanoTime();
            Future<Long> sent = threads.submit(() -> send(socket));
            long received = checksum(socket.getInputStream());
            double seconds = (System.nanoTime() - start) / 1e9;
            assertThat(received).isEqualTo(sent.get());
            // with 20 ms for each 64 KB it were more than half a minute
            assertThat(seconds).isLessThan(10);
        }
    }

    private static long send(Socket socket) throws IOException {
        Random random = new Random(1);
        CRC32 checksum = new CRC32();
        byte[] bytes = new byte[1_000_000];
        OutputStream output = socket.getOutputStream();
        for (int sent = 0; sent < TRANSFER; sent += bytes.length) {
            random.nextBytes(bytes);
            checksum.update(bytes);
            output.write(bytes);
        }
        socket.shutdownOutput();
        return checksum.getValue();
    }

    private static long checksum(InputStream input) throws IOException {
        CRC32 checksum = new CRC32();
        byte[] bytes = new byte[100_000];
        int count = 0;
        for (int next = input.read(bytes); next >= 0; next = input.read(bytes)) {
            checksum.update(bytes, 0, next);
            count += next;
        }
        assertThat(count).isEqualTo(TRANSFER);
        return checksum.getValue();
    }

    @Test
    void manyConnectionsDoNotWaitForEachOther() throws Exception {
        List<Future<Double>> asked = new ArrayList<>();
        for (int number = 0; number < 50; number++) {
            asked.add(threads.submit(() -> {
                try (Socket socket = connect()) {
                    ask(socket);
                    return ask(socket);
                }
            }));
        }
        List<Double> times = new ArrayList<>();
        for (Future<Double> time : asked) {
            times.add(time.get());
        }
        assertThat(times.stream().sorted().toList().get(25)).isBetween(40.0, 120.0);
    }

    @Test
    void aServerThatIsGoneHangsUp() throws IOException {
        server.close();
        try (Socket socket = connect()) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }
}

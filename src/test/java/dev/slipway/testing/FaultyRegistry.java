package dev.slipway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a {@link RegistryProcess} and carries requests to it byte by byte; it writes down what was asked, and does
 * what a registry should not where a test has said so.
 */
public final class FaultyRegistry implements AutoCloseable {

    /** The first byte of a TLS handshake record (RFC 8446, section 5.1). */
    private static final int TLS_HANDSHAKE = 22;

    private static final int RECEIVE_BUFFER = 131_072;

    private record Rule(String pattern, AtomicInteger left, Fault fault) {

        boolean applies(String line) {
            return line.matches(pattern) && left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
        }
    }

    /** Looks at each request first. */
    @FunctionalInterface
    public interface Guard {

        /** What happens to a request; empty lets it through. */
        Optional<Fault> look(FaultyCall call);
    }

    private final URI registry;
    private final ServerSocket door;
    private final boolean isTls;
    private final ExecutorService threads = Executors.newCachedThreadPool(FaultyRegistry::daemon);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> worn = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Guard guard = call -> Optional.empty();

    private FaultyRegistry(URI registry, ServerSocket door) {
        this.registry = registry;
        this.door = door;
        this.isTls = door instanceof SSLServerSocket;
        threads.execute(this::accept);
    }

    /** Opens one before a registry, which stays the caller's to close. */
    public static FaultyRegistry before(RegistryProcess registry) {
        return before(registry.uri(), null);
    }

    /** Opens one that speaks TLS. */
    public static FaultyRegistry before(RegistryProcess registry, SSLContext tls) {
        return before(registry.uri(), tls);
    }

    private static FaultyRegistry before(URI registry, @Nullable SSLContext tls) {
        try {
            ServerSocket door = tls == null
                    ? new ServerSocket()
                    : tls.getServerSocketFactory().createServerSocket();
            // what waits in buffers moves, but nobody sees it
            door.setReceiveBufferSize(RECEIVE_BUFFER);
            door.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[4]), 0));
            return new FaultyRegistry(registry, door);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "faulty-registry");
        thread.setDaemon(true);
        return thread;
    }

    /** Host and port, as references begin. */
    public String host() {
        return "127.0.0.1:" + door.getLocalPort();
    }

    /** Another name for it, by which nobody can tell that it is on this machine. */
    public String otherHost() {
        return "0.0.0.0:" + door.getLocalPort();
    }

    /**
     * Lets requests fail.
     *
     * @param times how many of them
     * @param calls a regular expression for method and target, such as {@code PUT /v2/.*}
     */
    public FaultyRegistry fail(int times, String calls, Fault fault) {
        rules.add(new Rule(calls, new AtomicInteger(times), fault));
        return this;
    }

    /** Lets all such requests fail. */
    public FaultyRegistry fail(String calls, Fault fault) {
        return fail(Integer.MAX_VALUE, calls, fault);
    }

    /** Looks at each request before anything else is done with it. */
    public FaultyRegistry guard(Guard newGuard) {
        guard = newGuard;
        return this;
    }

    /** Resets all connections that are open now at their next request, as lines do that were silent for too long. */
    public FaultyRegistry wearOut() {
        worn.addAll(open);
        return this;
    }

    /** Methods and targets of the requests so far, such as {@code GET /v2/a/manifests/1}. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** How many requests there were whose method and target look so. */
    public long count(String calls) {
        return requests.stream().filter(line -> line.matches(calls)).count();
    }

    /** Forgets the requests so far, and the faults that are left. */
    public void clear() {
        requests.clear();
        rules.clear();
    }

    /** How many connections there were. */
    public int connections() {
        return connections.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                open.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            int first = client.getInputStream().read();
            if (!isTls && first == TLS_HANDSHAKE) {
                return;
            }
            connections.incrementAndGet();
            serve(client, first);
        } catch (IOException e) {
            // whoever hung up needs no answer
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private void serve(Socket client, int first) throws IOException, InterruptedException {
        int next = first;
        for (FaultyCall call = FaultyCall.next(client, next, registry, closed);
                call != null;
                call = FaultyCall.next(client, next, registry, closed)) {
            if (worn.contains(client)) {
                call.reset();
                return;
            }
            requests.add(call.line());
            if (!fault(call).serve(call)) {
                return;
            }
            next = client.getInputStream().read();
        }
    }

    private Fault fault(FaultyCall call) {
        return guard.look(call)
                .or(() -> rules.stream()
                        .filter(rule -> rule.applies(call.line()))
                        .findFirst()
                        .map(Rule::fault))
                .orElse(Fault.late(0));
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            door.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}

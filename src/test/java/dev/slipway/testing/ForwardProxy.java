package dev.slipway.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * A forward proxy at a loopback port, with tunnels and with requests for whole addresses. It alone knows where the hosts
 * are that a test names, so whatever reaches them came through it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6">RFC 9110, CONNECT</a>
 */
public final class ForwardProxy implements AutoCloseable {

    private static final String LINE = "\r\n";

    private final ServerSocket door;
    private final Map<String, Integer> ports = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(ForwardProxy::daemon);
    private volatile String login = "";
    private volatile int refusal;

    private ForwardProxy(ServerSocket door) {
        this.door = door;
        threads.execute(this::accept);
    }

    /** Starts one that lets everybody through, but knows no host yet. */
    public static ForwardProxy start() {
        try {
            return new ForwardProxy(new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1})));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "forward-proxy");
        thread.setDaemon(true);
        return thread;
    }

    /** Makes a host and port, such as {@code registry.example.com:443}, lead to a server of this machine. */
    public ForwardProxy leading(String authority, String server) {
        ports.put(authority, Integer.parseInt(server.replaceFirst(".*:", "")));
        return this;
    }

    /** Wants to see a login. */
    public ForwardProxy login(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        login = "Basic " + Base64.getEncoder().encodeToString(pair);
        return this;
    }

    /** Answers everything with a status. */
    public ForwardProxy refusing(int status) {
        refusal = status;
        return this;
    }

    /** What it was asked so far: {@code CONNECT host:443}, or {@code 407 GET http://host/} where it let nobody through. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Its host. */
    public String host() {
        return "127.0.0.1";
    }

    /** Its port. */
    public int port() {
        return door.getLocalPort();
    }

    @Override
    public String toString() {
        return host() + ":" + port();
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
            List<String> head = head(client.getInputStream());
            if (!head.isEmpty()) {
                serve(client, head);
            }
        } catch (IOException e) {
            // whoever hung up needs no answer
        } finally {
            open.remove(client);
        }
    }

    private void serve(Socket client, List<String> head) throws IOException {
        String[] request = head.get(0).split(" ", 3);
        boolean isTunnel = request[0].equals("CONNECT");
        URI target = isTunnel ? URI.create("https://" + request[1]) : URI.create(request[1]);
        Integer port = ports.get(target.getHost() + ":" + (target.getPort() < 0 ? 80 : target.getPort()));
        int status = status(head, port != null);
        requests.add((status == 0 ? "" : status + " ") + request[0] + " " + request[1]);
        if (status != 0) {
            refuse(client, status);
            return;
        }
        try (Socket server = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port)) {
            open.add(server);
            if (isTunnel) {
                send(client, Stream.of("HTTP/1.1 200 connected"));
                threads.execute(() -> copy(client, server));
            } else {
                send(server, rewritten(head, request[0] + " " + path(target) + " HTTP/1.1"));
                threads.execute(() -> copy(client, server));
                List<String> answer = head(server.getInputStream());
                send(client, rewritten(answer, answer.get(0)));
            }
            copy(server, client);
            open.remove(server);
        }
    }

    private int status(List<String> head, boolean isKnown) {
        String shown = head.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("proxy-authorization:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
        if (!login.isEmpty() && !login.equals(shown)) {
            return 407;
        }
        if (refusal != 0) {
            return refusal;
        }
        return isKnown ? 0 : 502;
    }

    private static void refuse(Socket client, int status) throws IOException {
        send(
                client,
                Stream.of(
                        "HTTP/1.1 " + status + " refused",
                        "Proxy-Authenticate: Basic realm=\"test\"",
                        "Content-Length: 0",
                        "Connection: close"));
        // whoever still sends would not hear the answer
        client.shutdownOutput();
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    /** What is for the proxy goes no further, and a connection is for one request. */
    private static Stream<String> rewritten(List<String> head, String firstLine) {
        return Stream.concat(
                Stream.of(firstLine, "Connection: close"),
                head.stream()
                        .skip(1)
                        .filter(line -> !line.toLowerCase(Locale.ROOT).matches("(proxy-.*|connection:.*)")));
    }

    private static String path(URI target) {
        return target.getRawPath() + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery());
    }

    private static void send(Socket socket, Stream<String> lines) throws IOException {
        String text = lines.reduce("", (before, line) -> before + line + LINE) + LINE;
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static List<String> head(InputStream input) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = input.read(); next >= 0; next = input.read()) {
            bytes.write(next);
            String text = bytes.toString(StandardCharsets.ISO_8859_1);
            if (text.endsWith(LINE + LINE)) {
                return List.of(text.strip().split(LINE, -1));
            }
        }
        return List.of();
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // the other direction ended
        }
    }

    @Override
    public void close() {
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

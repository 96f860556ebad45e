package dev.slipway.buildkit.transport;

import dev.slipway.endpoint.DaemonEndpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Opens streams to where a daemon listens: a unix socket, a named pipe, TCP, TLS. */
public final class Dial {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final DaemonEndpoint endpoint;
    private final Patience patience = new Patience(PATIENCE);
    private @Nullable SSLContext tls;

    /** @param endpoint where the daemon listens */
    public Dial(DaemonEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * A new stream to the daemon. Connecting and the TLS handshake may take 10 s each.
     *
     * @throws IOException if nothing answers, or TLS fails
     */
    public ByteStream open() throws IOException {
        URI uri = endpoint.uri();
        return switch (uri.getScheme()) {
            case "unix" -> unix(uri.getPath());
            case "npipe" -> PipeStream.open(Path.of(uri.getPath().replace('/', '\\')));
            case "tcp" -> tcp(uri.getHost().replaceAll("[\\[\\]]", ""), uri.getPort());
            default -> throw new IOException(uri.getScheme() + " is not a way to a BuildKit daemon");
        };
    }

    /** The path of a daemon behind a reverse proxy, before all others; an empty text for most. */
    public String basePath() {
        return endpoint.uri().getScheme().equals("tcp") ? endpoint.uri().getPath() : "";
    }

    private ByteStream unix(String path) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            patience.with(channel, () -> channel.connect(UnixDomainSocketAddress.of(path)));
            return new ChannelStream(channel);
        } catch (IOException | IllegalArgumentException e) {
            channel.close();
            throw e;
        }
    }

    private ByteStream tcp(String host, int port) throws IOException {
        Socket socket = new Socket();
        try {
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new UnknownHostException("the host " + host + " is unknown");
            }
            socket.connect(address, (int) PATIENCE.toMillis());
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            return SocketStream.of(socket, endpoint.certificates() == null ? socket : secured(socket, host, port));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Without ALPN: a Docker daemon would refuse {@code h2}, and a BuildKit daemon needs none. */
    private Socket secured(Socket plain, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) context().getSocketFactory().createSocket(plain, host, port, true);
        if (endpoint.verifiesServer()) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        patience.with(plain, socket::startHandshake);
        return socket;
    }

    private synchronized SSLContext context() throws IOException {
        SSLContext known = tls;
        Path certificates = endpoint.certificates();
        if (known == null && certificates != null) {
            known = new ClientTls(certificates).context(endpoint.verifiesServer());
            tls = known;
        }
        if (known == null) {
            throw new IOException("TLS is not asked for");
        }
        return known;
    }
}

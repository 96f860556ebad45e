package dev.slipway.buildkit.session;

import io.grpc.BindableService;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.okhttp.OkHttpServerBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A service of a session behind real HTTP/2, and the daemon's side of it. */
final class Loopback implements AutoCloseable {

    private final Server server;
    private final ManagedChannel channel;

    Loopback(BindableService service) {
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try {
            server = OkHttpServerBuilder.forPort(free, InsecureServerCredentials.create())
                    .addService(service)
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        channel = OkHttpChannelBuilder.forAddress(
                        InetAddress.getLoopbackAddress().getHostAddress(), server.getPort())
                .usePlaintext()
                .build();
    }

    /** A channel whose calls carry a field of metadata. */
    Channel channel(String field, String value) {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of(field, Metadata.ASCII_STRING_MARSHALLER), value);
        return ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.shutdownNow();
    }
}

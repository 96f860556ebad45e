package dev.slipway.buildkit.session;

import dev.slipway.buildkit.wire.ssh.BytesMessage;
import dev.slipway.buildkit.wire.ssh.CheckAgentRequest;
import dev.slipway.buildkit.wire.ssh.CheckAgentResponse;
import dev.slipway.buildkit.wire.ssh.SSHGrpc;
import dev.slipway.engine.EngineException;
import dev.slipway.failure.SlipwayException;
import io.grpc.BindableService;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lets steps with {@code RUN --mount=type=ssh} talk to SSH agents of this machine: every connection that a step opens
 * becomes a connection to the agent's socket.
 */
public final class SshService implements BindableService, SSHGrpc.AsyncService {

    /** The id that a mount without one means. */
    public static final String DEFAULT_ID = "default";

    private static final Context.Key<String> ID = Context.key("slipway-ssh-id");

    private final Map<String, Path> sockets;
    private final KeptFailure failure = new KeptFailure();

    /** @param sockets where agents listen, by the id that the Dockerfile uses */
    public SshService(Map<String, Path> sockets) {
        this.sockets = new TreeMap<>(sockets);
    }

    @Override
    public ServerServiceDefinition bindService() {
        return ServerInterceptors.intercept(SSHGrpc.bindService(this), new IdHeader());
    }

    /** Whether an agent answers; asked before a step that wants it. */
    @Override
    public void checkAgent(CheckAgentRequest request, StreamObserver<CheckAgentResponse> responses) {
        Optional<SocketChannel> agent = connect(request.getId(), responses);
        if (agent.isPresent()) {
            AgentBridge.closeQuietly(agent.get());
            responses.onNext(CheckAgentResponse.getDefaultInstance());
            responses.onCompleted();
        }
    }

    @Override
    public StreamObserver<BytesMessage> forwardAgent(StreamObserver<BytesMessage> responses) {
        Optional<SocketChannel> agent = connect(Optional.ofNullable(ID.get()).orElse(""), responses);
        return agent.<StreamObserver<BytesMessage>>map(
                        channel -> AgentBridge.start(channel, (ServerCallStreamObserver<BytesMessage>) responses))
                .orElseGet(Ignored::new);
    }

    /** The first agent that could not be reached. */
    public Optional<SlipwayException> failure() {
        return failure.first();
    }

    private Optional<SocketChannel> connect(String asked, StreamObserver<?> responses) {
        String id = asked.isEmpty() ? DEFAULT_ID : asked;
        Path socket = sockets.get(id);
        if (socket == null) {
            responses.onError(Status.NOT_FOUND
                    .withDescription("there is no SSH agent with the id " + id)
                    .asRuntimeException());
            return Optional.empty();
        }
        try {
            return Optional.of(open(socket));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            SlipwayException unreachable = new EngineException(
                    "Cannot reach the SSH agent '" + id + "' at " + socket,
                    String.valueOf(e.getMessage()),
                    "Start one (eval $(ssh-agent); ssh-add), or correct its <socket> or SSH_AUTH_SOCK.",
                    e);
            failure.keep(unreachable);
            responses.onError(Status.FAILED_PRECONDITION
                    .withDescription(unreachable.getMessage())
                    .asRuntimeException());
            return Optional.empty();
        }
    }

    private static SocketChannel open(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return channel;
        } catch (IOException | IllegalArgumentException e) {
            channel.close();
            throw e;
        }
    }

    /** The id comes in a header, which only an interceptor sees. */
    private static final class IdHeader implements ServerInterceptor {

        private static final Metadata.Key<String> NAME =
                Metadata.Key.of("buildkit.ssh.id", Metadata.ASCII_STRING_MARSHALLER);

        @Override
        public <Q, R> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
            String id = headers.get(NAME);
            Context context = Context.current().withValue(ID, id == null ? "" : id);
            return Contexts.interceptCall(context, call, headers, next);
        }
    }

    /** What a daemon sends to an agent that is not there. */
    private static final class Ignored implements StreamObserver<BytesMessage> {

        @Override
        public void onNext(BytesMessage message) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
    }
}

package dev.slipway.buildkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.slipway.buildkit.wire.ssh.BytesMessage;
import dev.slipway.buildkit.wire.ssh.CheckAgentRequest;
import dev.slipway.buildkit.wire.ssh.SSHGrpc;
import dev.slipway.failure.SlipwayException;
import dev.slipway.testing.SshAgentProcess;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SshServiceTest {

    /** Length 1, then SSH_AGENTC_REQUEST_IDENTITIES. */
    private static final byte[] LIST_KEYS = {0, 0, 0, 1, 11};

    @TempDir
    private Path folder;

    private static SSHGrpc.SSHStub agent(ManagedChannel channel, String id) {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("buildkit.ssh.id", Metadata.ASCII_STRING_MARSHALLER), id);
        return SSHGrpc.newStub(channel).withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    private static BytesMessage message(byte[] bytes) {
        return BytesMessage.newBuilder().setData(ByteString.copyFrom(bytes)).build();
    }

    @Test
    void realAgentListsItsKeyThroughTheSession() throws Exception {
        try (SshAgentProcess agent = SshAgentProcess.start(folder.resolve("agent"));
                ServiceBench bench = new ServiceBench(folder, new SshService(Map.of("default", agent.socket())))) {
            assertThat(SSHGrpc.newBlockingStub(bench.channel()).checkAgent(CheckAgentRequest.getDefaultInstance()))
                    .isNotNull();
            Answers answers = new Answers();
            StreamObserver<BytesMessage> questions =
                    agent(bench.channel(), "default").forwardAgent(answers);
            questions.onNext(message(LIST_KEYS));
            assertThat(answers.awaitText("slipway-test")).contains("ssh-ed25519");
            questions.onCompleted();
            assertThat(answers.end.get(5, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void manyConnectionsAtOnceStayApart() throws Exception {
        try (SshAgentProcess agent = SshAgentProcess.start(folder.resolve("agent"));
                ServiceBench bench = new ServiceBench(folder, new SshService(Map.of("work", agent.socket())))) {
            for (int i = 0; i < 20; i++) {
                Answers answers = new Answers();
                agent(bench.channel(), "work").forwardAgent(answers).onNext(message(LIST_KEYS));
                assertThat(answers.awaitText("slipway-test")).isNotEmpty();
            }
        }
    }

    @Test
    void halfCloseReachesTheAgentWhoseAnswerStillArrives() throws Exception {
        try (ServerSocketChannel server = listen();
                ServiceBench bench = new ServiceBench(folder, new SshService(Map.of("default", socket())))) {
            Answers answers = new Answers();
            StreamObserver<BytesMessage> questions = agent(bench.channel(), "").forwardAgent(answers);
            questions.onNext(message("half".getBytes(StandardCharsets.US_ASCII)));
            questions.onCompleted();
            try (SocketChannel accepted = server.accept()) {
                assertThat(readToEnd(accepted)).isEqualTo("half");
                accepted.write(ByteBuffer.wrap("whole".getBytes(StandardCharsets.US_ASCII)));
            }
            assertThat(answers.awaitText("whole")).isEqualTo("whole");
            assertThat(answers.end.get(5, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void agentThatGoesAwayEndsTheConnection() throws Exception {
        try (ServerSocketChannel server = listen();
                ServiceBench bench = new ServiceBench(folder, new SshService(Map.of("default", socket())))) {
            Answers answers = new Answers();
            StreamObserver<BytesMessage> questions = agent(bench.channel(), "").forwardAgent(answers);
            questions.onNext(message(LIST_KEYS));
            server.accept().close();
            assertThat(answers.end).satisfies(end -> {
                try {
                    end.get(5, TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    assertThat(e).cause().hasMessageContaining("the SSH agent went away");
                }
            });
        }
    }

    @Test
    void cancelledCallHangsUpOnTheAgent() throws Exception {
        try (ServerSocketChannel server = listen()) {
            ServiceBench bench = new ServiceBench(folder, new SshService(Map.of("default", socket())));
            Answers answers = new Answers();
            agent(bench.channel(), "").forwardAgent(answers).onNext(message(LIST_KEYS));
            try (SocketChannel accepted = server.accept()) {
                ByteBuffer question = ByteBuffer.allocate(LIST_KEYS.length);
                while (question.hasRemaining()) {
                    assertThat(accepted.read(question)).isPositive();
                }
                bench.close();
                assertThat(readToEnd(accepted)).isEmpty();
            }
        }
    }

    @Test
    void unknownIdIsNotFound() throws Exception {
        SshService service = new SshService(Map.of());
        try (ServiceBench bench = new ServiceBench(folder, service)) {
            assertThatThrownBy(() -> SSHGrpc.newBlockingStub(bench.channel())
                            .checkAgent(
                                    CheckAgentRequest.newBuilder().setId("work").build()))
                    .isInstanceOf(StatusRuntimeException.class)
                    .hasMessage("NOT_FOUND: there is no SSH agent with the id work");
            assertThat(service.failure()).isEmpty();
        }
    }

    @Test
    void missingAgentIsSaidInWords() throws Exception {
        Path missing = folder.resolve("nothing.sock");
        SshService service = new SshService(Map.of("default", missing));
        try (ServiceBench bench = new ServiceBench(folder, service)) {
            assertThatThrownBy(() ->
                            SSHGrpc.newBlockingStub(bench.channel()).checkAgent(CheckAgentRequest.getDefaultInstance()))
                    .hasMessageStartingWith("FAILED_PRECONDITION: Cannot reach the SSH agent 'default' at " + missing);
            assertThat(service.failure())
                    .get()
                    .extracting(SlipwayException::getMessage)
                    .asString()
                    .startsWith("Cannot reach the SSH agent 'default' at " + missing + ": ")
                    .endsWith(". Start one (eval $(ssh-agent); ssh-add), or correct its <socket> or SSH_AUTH_SOCK.");
        }
    }

    private Path socket() {
        return folder.resolve("fake-agent.sock");
    }

    private ServerSocketChannel listen() throws Exception {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket()));
    }

    private static String readToEnd(SocketChannel channel) throws Exception {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(1024);
        while (channel.read(buffer.clear()) >= 0) {
            text.write(buffer.array(), 0, buffer.position());
        }
        return text.toString(StandardCharsets.ISO_8859_1);
    }

    private static final class Answers implements StreamObserver<BytesMessage> {

        private final BlockingQueue<ByteString> messages = new LinkedBlockingQueue<>();
        private final CompletableFuture<String> end = new CompletableFuture<>();

        @Override
        public void onNext(BytesMessage message) {
            messages.add(message.getData());
        }

        @Override
        public void onError(Throwable failure) {
            end.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {
            end.complete("ended");
        }

        String awaitText(String ending) throws InterruptedException {
            ByteString all = ByteString.EMPTY;
            while (!all.toString(StandardCharsets.ISO_8859_1).contains(ending)) {
                ByteString next = messages.poll(5, TimeUnit.SECONDS);
                assertThat(next)
                        .as("what the agent says after " + all.size() + " bytes")
                        .isNotNull();
                all = all.concat(next);
            }
            return all.toString(StandardCharsets.ISO_8859_1);
        }
    }
}

package dev.slipway.buildkit.session;

import com.google.protobuf.ByteString;
import dev.slipway.buildkit.wire.ssh.BytesMessage;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Carries bytes between a call of the daemon and a connection to an SSH agent. Each side may end its direction alone;
 * when the agent ends, or the call is cancelled, both are over.
 */
final class AgentBridge implements StreamObserver<BytesMessage> {

    private static final int CHUNK_BYTES = 32 * 1024;

    private final SocketChannel agent;
    private final ServerCallStreamObserver<BytesMessage> daemon;
    private final Object ready = new Object();

    private AgentBridge(SocketChannel agent, ServerCallStreamObserver<BytesMessage> daemon) {
        this.agent = agent;
        this.daemon = daemon;
    }

    static AgentBridge start(SocketChannel agent, ServerCallStreamObserver<BytesMessage> daemon) {
        AgentBridge bridge = new AgentBridge(agent, daemon);
        daemon.setOnReadyHandler(bridge::wake);
        daemon.setOnCancelHandler(() -> {
            closeQuietly(agent);
            bridge.wake();
        });
        Thread reader = new Thread(bridge::answer, "slipway-ssh-agent");
        reader.setDaemon(true);
        reader.start();
        return bridge;
    }

    static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // it is gone, which is what we want
        }
    }

    @Override
    public void onNext(BytesMessage message) {
        ByteBuffer bytes = message.getData().asReadOnlyByteBuffer();
        try {
            while (bytes.hasRemaining()) {
                agent.write(bytes);
            }
        } catch (IOException e) {
            closeQuietly(agent);
        }
    }

    @Override
    public void onError(Throwable failure) {
        closeQuietly(agent);
    }

    @Override
    public void onCompleted() {
        try {
            agent.shutdownOutput();
        } catch (IOException e) {
            closeQuietly(agent);
        }
    }

    /** What the agent says, until it hangs up. */
    private void answer() {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        try (agent) {
            while (agent.read(chunk) >= 0 && awaitReady()) {
                daemon.onNext(BytesMessage.newBuilder()
                        .setData(ByteString.copyFrom(chunk.flip()))
                        .build());
                chunk.clear();
            }
            if (!daemon.isCancelled()) {
                daemon.onCompleted();
            }
        } catch (IOException e) {
            hangUp("the SSH agent went away");
        } catch (IllegalStateException e) {
            // cancelled since we looked
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            hangUp("interrupted");
        }
    }

    private void hangUp(String why) {
        if (!daemon.isCancelled()) {
            daemon.onError(Status.UNAVAILABLE.withDescription(why).asRuntimeException());
        }
    }

    private boolean awaitReady() throws InterruptedException {
        synchronized (ready) {
            while (!daemon.isReady() && !daemon.isCancelled()) {
                ready.wait();
            }
        }
        return !daemon.isCancelled();
    }

    private void wake() {
        synchronized (ready) {
            ready.notifyAll();
        }
    }
}

package dev.slipway.buildkit.session;

import dev.slipway.buildkit.wire.fsutil.Packet;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;

/** Sends packets as fast as the daemon takes them, and not faster: who sends waits. */
final class PacketOutbox {

    private static final int READY_BYTES = 512 * 1024;

    private final ServerCallStreamObserver<Packet> call;
    private boolean closed;

    PacketOutbox(ServerCallStreamObserver<Packet> call) {
        this.call = call;
        call.setOnReadyThreshold(READY_BYTES);
        call.setOnReadyHandler(this::wake);
        call.setOnCancelHandler(this::cancelled);
    }

    private synchronized void wake() {
        notifyAll();
    }

    private synchronized void cancelled() {
        closed = true;
        notifyAll();
    }

    /**
     * Sends a packet once the daemon takes it.
     *
     * @return false if the daemon wants nothing any more
     */
    synchronized boolean send(Packet packet) {
        try {
            while (!closed && !call.isReady()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        }
        if (!closed) {
            call.onNext(packet);
        }
        return !closed;
    }

    /** Ends the call well. */
    synchronized void complete(Packet last) {
        if (!closed) {
            closed = true;
            call.onNext(last);
            call.onCompleted();
            notifyAll();
        }
    }

    /** Ends the call with a reason. */
    synchronized void fail(String reason) {
        if (!closed) {
            closed = true;
            call.onError(Status.ABORTED.withDescription(reason).asRuntimeException());
            notifyAll();
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }
}

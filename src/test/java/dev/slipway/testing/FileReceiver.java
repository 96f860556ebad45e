package dev.slipway.testing;

import dev.slipway.buildkit.wire.filesync.FileSyncGrpc;
import dev.slipway.buildkit.wire.fsutil.Packet;
import dev.slipway.buildkit.wire.fsutil.Packet.PacketType;
import dev.slipway.buildkit.wire.fsutil.Stat;
import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;

/**
 * The daemon's end of a file transfer: asks for a folder, hears what lies in it, and takes the files that it wants. Its
 * answers are waited for, but not for ever.
 */
public final class FileReceiver implements ClientResponseObserver<Packet, Packet> {

    private static final long PATIENCE_SECONDS = 30;

    /** In Go: a folder, a link, a device, a pipe, a socket. */
    private static final int NO_FILE = 1 << 31 | 1 << 27 | 1 << 26 | 1 << 25 | 1 << 24 | 1 << 21;

    private final IntPredicate wantsAtOnce;
    private final boolean isSlow;
    private final List<Stat> told = new ArrayList<>();
    private final CompletableFuture<List<Stat>> allTold = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private final Map<Integer, ByteArrayOutputStream> arriving = new ConcurrentHashMap<>();
    private final Map<Integer, CompletableFuture<byte[]>> contents = new ConcurrentHashMap<>();
    private final AtomicLong received = new AtomicLong();
    private final Semaphore came = new Semaphore(0);
    private volatile ClientCallStreamObserver<Packet> call;

    private FileReceiver(IntPredicate wantsAtOnce, boolean isSlow) {
        this.wantsAtOnce = wantsAtOnce;
        this.isSlow = isSlow;
    }

    /** What a daemon writes into the headers of its call. */
    public static final class Question {

        private final Metadata headers = new Metadata();
        private IntPredicate wantsAtOnce = file -> false;
        private boolean isSlow;

        public static Question about(String folder) {
            return new Question().with("dir-name", folder);
        }

        public Question with(String name, String... values) {
            for (String value : values) {
                put(name, value);
            }
            return this;
        }

        /** As daemons since BuildKit 0.12 send what is not ASCII. */
        public Question encoded(String name, String... values) {
            put(name + "-encoded", "1");
            for (String value : values) {
                put(name, URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
            return this;
        }

        /** Asks for these files while the rest is still told. */
        public Question wantingAtOnce(IntPredicate files) {
            wantsAtOnce = files;
            return this;
        }

        /** Takes a packet only when {@link FileReceiver#take} allows it. */
        public Question slowly() {
            isSlow = true;
            return this;
        }

        private void put(String name, String value) {
            headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
        }

        /** Asks. */
        public FileReceiver at(Channel session) {
            FileReceiver receiver = new FileReceiver(wantsAtOnce, isSlow);
            FileSyncGrpc.newStub(session)
                    .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                    .diffCopy(receiver);
            return receiver;
        }
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<Packet> requestStream) {
        call = requestStream;
        if (isSlow) {
            requestStream.disableAutoRequestWithInitial(1);
        }
    }

    @Override
    public void onNext(Packet packet) {
        switch (packet.getType()) {
            case PACKET_STAT -> hear(packet);
            case PACKET_DATA -> take(packet);
            case PACKET_FIN -> finished.complete(null);
            default -> onError(new IllegalStateException("packet of type " + packet.getTypeValue()));
        }
        came.release();
    }

    private void hear(Packet packet) {
        if (!packet.hasStat()) {
            allTold.complete(List.copyOf(told));
            return;
        }
        told.add(packet.getStat());
        int id = told.size() - 1;
        if ((packet.getStat().getMode() & NO_FILE) == 0 && wantsAtOnce.test(id)) {
            var unused = request(id);
        }
    }

    private void take(Packet packet) {
        received.addAndGet(packet.getData().size());
        if (packet.getData().isEmpty()) {
            contents.get(packet.getId()).complete(arriving.get(packet.getId()).toByteArray());
        } else if (!isSlow) {
            try {
                packet.getData().writeTo(arriving.get(packet.getId()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        allTold.completeExceptionally(failure);
        contents.values().forEach(content -> content.completeExceptionally(failure));
        finished.completeExceptionally(failure);
        ended.completeExceptionally(failure);
    }

    @Override
    public void onCompleted() {
        ended.complete(null);
    }

    /** All entries, when they have been told. */
    public List<Stat> stats() throws Exception {
        return allTold.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** The paths of all entries. */
    public List<String> paths() throws Exception {
        return stats().stream().map(Stat::getPath).toList();
    }

    /** Wants the file that was told in this place. */
    public synchronized CompletableFuture<byte[]> request(int id) {
        arriving.computeIfAbsent(id, key -> new ByteArrayOutputStream());
        CompletableFuture<byte[]> content =
                contents.computeIfAbsent(id, key -> new CompletableFuture<>()).orTimeout(50, TimeUnit.SECONDS);
        send(PacketType.PACKET_REQ, id);
        return content;
    }

    /** The bytes of a file that was wanted. */
    public byte[] content(int id) throws Exception {
        return contents.get(id).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private synchronized void send(PacketType type, int id) {
        call.onNext(Packet.newBuilder().setType(type).setId(id).build());
    }

    /** Says that all is well; waits until the sender agrees and the call ends. */
    public void finish() throws Exception {
        send(PacketType.PACKET_FIN, 0);
        finished.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Gives the transfer up with a packet. */
    public void giveUp() {
        send(PacketType.PACKET_ERR, 0);
    }

    /** Ends the call without a word. */
    public void cancel() {
        call.cancel("the test has enough", null);
    }

    /** Lets so many packets more come. */
    public void take(int packets) {
        call.request(packets);
    }

    /** Lets one packet more come, and waits for it. */
    public void takeOne() throws InterruptedException {
        came.drainPermits();
        call.request(1);
        if (!came.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no packet came");
        }
    }

    /** Bytes of files that have come. */
    public long received() {
        return received.get();
    }

    /** Ends with the call, or fails with it. */
    public CompletableFuture<Void> ended() {
        return ended;
    }
}

package dev.slipway.buildkit.session;

import com.google.protobuf.ByteString;
import dev.slipway.buildkit.wire.fsutil.Packet;
import dev.slipway.buildkit.wire.fsutil.Packet.PacketType;
import dev.slipway.context.BuildContext;
import dev.slipway.context.ContentSource;
import dev.slipway.context.ContextEntry;
import dev.slipway.context.OpenFile;
import dev.slipway.failure.SlipwayException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One transfer: a thread that tells what lies in the folder, and one that sends the files that the daemon asks for
 * meanwhile. A file is asked for by its place in what was told.
 */
final class FileTransfer implements StreamObserver<Packet> {

    private static final int CHUNK = 64 * 1024;
    /** In the queue of wanted files: there are no more. */
    private static final Wanted END = new Wanted(-1, null);

    private final BuildContext folder;
    private final FileRequest request;
    private final PacketOutbox outbox;
    private final AtomicLong contentBytes;
    private final Consumer<SlipwayException> failures;
    private final Map<Integer, ContextEntry> files = new ConcurrentHashMap<>();
    private final BlockingQueue<Wanted> wanted = new LinkedBlockingQueue<>();

    /** A file that the daemon asked for. */
    private record Wanted(int id, @Nullable ContextEntry file) {}

    FileTransfer(
            BuildContext folder,
            FileRequest request,
            PacketOutbox outbox,
            AtomicLong contentBytes,
            Consumer<SlipwayException> failures) {
        this.folder = folder;
        this.request = request;
        this.outbox = outbox;
        this.contentBytes = contentBytes;
        this.failures = failures;
    }

    void start() {
        start("slipway-file-walk", this::tell);
        start("slipway-file-content", this::give);
    }

    private void start(String name, Runnable work) {
        Thread thread = new Thread(() -> guarded(work), name);
        thread.setDaemon(true);
        thread.start();
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (SlipwayException e) {
            failures.accept(e);
            fail(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            fail(e.toString());
            throw e;
        }
    }

    private void fail(String reason) {
        outbox.fail(reason);
        wanted.add(END);
    }

    private void tell() {
        Iterator<ContextEntry> entries = folder.entries(request.selection(folder));
        int id = 0;
        while (entries.hasNext()) {
            ContextEntry entry = entries.next();
            if (entry.kind() == ContextEntry.Kind.FILE) {
                // Before it is told: the daemon may ask for it at once.
                files.put(id, entry);
            }
            id++;
            if (!outbox.send(
                    packet(PacketType.PACKET_STAT).setStat(Stats.of(entry)).build())) {
                return;
            }
        }
        outbox.send(packet(PacketType.PACKET_STAT).build());
    }

    private void give() {
        try {
            Wanted next = wanted.take();
            while (next.file() != null && !outbox.isClosed()) {
                give(next.id(), next.file());
                next = wanted.take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void give(int id, ContextEntry entry) {
        ContentSource content = Objects.requireNonNull(entry.content());
        try (OpenFile file = OpenFile.of(entry, content, folder.root())) {
            byte[] chunk = new byte[(int) Math.max(1, Math.min(CHUNK, entry.size() + 1))];
            for (int count = file.read(chunk); count >= 0; count = file.read(chunk)) {
                contentBytes.addAndGet(count);
                Packet.Builder data =
                        packet(PacketType.PACKET_DATA).setId(id).setData(ByteString.copyFrom(chunk, 0, count));
                if (!outbox.send(data.build())) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        outbox.send(packet(PacketType.PACKET_DATA).setId(id).build());
    }

    private static Packet.Builder packet(PacketType type) {
        return Packet.newBuilder().setType(type);
    }

    @Override
    public void onNext(Packet packet) {
        switch (packet.getType()) {
            case PACKET_REQ -> want(packet.getId());
            case PACKET_FIN -> {
                outbox.complete(packet(PacketType.PACKET_FIN).build());
                wanted.add(END);
            }
            case PACKET_ERR ->
                fail("the daemon gave the transfer up: " + packet.getData().toStringUtf8());
            default -> {
                // nothing that a receiver says today
            }
        }
    }

    private void want(int id) {
        ContextEntry file = files.remove(id);
        if (file == null) {
            fail("there is no file " + Integer.toUnsignedString(id) + ", or it was asked for before");
        } else {
            wanted.add(new Wanted(id, file));
        }
    }

    @Override
    public void onError(Throwable failure) {
        wanted.add(END);
    }

    @Override
    public void onCompleted() {
        wanted.add(END);
    }
}

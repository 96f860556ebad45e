package dev.slipway.buildkit;

import com.google.protobuf.ByteString;
import dev.slipway.buildkit.wire.filesync.FileSyncGrpc;
import dev.slipway.buildkit.wire.fsutil.Packet;
import dev.slipway.buildkit.wire.fsutil.Packet.PacketType;
import dev.slipway.buildkit.wire.fsutil.Stat;
import io.grpc.stub.StreamObserver;
import java.nio.charset.StandardCharsets;

/** A build context that is nothing but a Dockerfile. */
final class OneFile extends FileSyncGrpc.FileSyncImplBase {

    private final ByteString content;

    OneFile(String dockerfile) {
        this.content = ByteString.copyFrom(dockerfile, StandardCharsets.UTF_8);
    }

    @Override
    public StreamObserver<Packet> diffCopy(StreamObserver<Packet> daemon) {
        daemon.onNext(packet(PacketType.PACKET_STAT)
                .setStat(Stat.newBuilder()
                        .setPath("Dockerfile")
                        .setMode(0644)
                        .setSize(content.size())
                        .setModTime(System.nanoTime()))
                .build());
        daemon.onNext(packet(PacketType.PACKET_STAT).build());
        return new StreamObserver<>() {
            @Override
            public void onNext(Packet packet) {
                if (packet.getType() == PacketType.PACKET_REQ) {
                    daemon.onNext(packet(PacketType.PACKET_DATA)
                            .setId(packet.getId())
                            .setData(content)
                            .build());
                    daemon.onNext(
                            packet(PacketType.PACKET_DATA).setId(packet.getId()).build());
                } else if (packet.getType() == PacketType.PACKET_FIN) {
                    daemon.onNext(packet(PacketType.PACKET_FIN).build());
                    daemon.onCompleted();
                }
            }

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onCompleted() {}
        };
    }

    private static Packet.Builder packet(PacketType type) {
        return Packet.newBuilder().setType(type);
    }
}

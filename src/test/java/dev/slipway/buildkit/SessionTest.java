package dev.slipway.buildkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.slipway.buildkit.session.HealthService;
import dev.slipway.buildkit.session.SecretsService;
import dev.slipway.buildkit.session.Session;
import dev.slipway.buildkit.wire.control.SolveRequest;
import dev.slipway.buildkit.wire.control.SolveResponse;
import dev.slipway.buildkit.wire.control.StatusResponse;
import dev.slipway.buildkit.wire.filesync.BytesMessage;
import dev.slipway.buildkit.wire.filesync.FileSendGrpc;
import dev.slipway.buildkit.wire.secrets.GetSecretRequest;
import dev.slipway.buildkit.wire.secrets.SecretsGrpc;
import dev.slipway.testing.FakeBuildKit;
import dev.slipway.testing.FakeBuildKitSession;
import io.grpc.BindableService;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SessionTest {

    private static final Duration A_SECOND = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    private static List<BindableService> services(String secret) {
        return List.of(new HealthService(), new SecretsService(Map.of("token", () -> secret.getBytes(UTF_8))));
    }

    private static String secret(FakeBuildKitSession session) {
        return SecretsGrpc.newBlockingStub(session.channel())
                .getSecret(GetSecretRequest.newBuilder().setId("token").build())
                .getData()
                .toStringUtf8();
    }

    private static StreamObserver<StatusResponse> nobody() {
        return new Ignored<>();
    }

    @Test
    void daemonAsksForSecretsWhileItBuilds() throws Exception {
        try (FakeBuildKit daemon = FakeBuildKit.at(folder.resolve("buildkitd.sock"));
                Solver solver = ControlConnection.direct(daemon.endpoint())) {
            daemon.onBuild((request, build) -> SolveResponse.newBuilder()
                    .putExporterResponse("secret", secret(build.session()))
                    .build());
            assertThat(built(solver, "s3same")).containsEntry("secret", "s3same");
        }
    }

    @Test
    void dockerDaemonIsAskedForAnUpgradeFirst() throws Exception {
        try (FakeBuildKit daemon = FakeBuildKit.inDockerAt(folder.resolve("docker.sock"));
                Solver solver = ControlConnection.toDocker(daemon.endpoint())) {
            daemon.onBuild((request, build) -> SolveResponse.newBuilder()
                    .putExporterResponse("secret", secret(build.session()))
                    .build());
            assertThat(built(solver, "s3same")).containsEntry("secret", "s3same");
        }
    }

    private static Map<String, String> built(Solver solver, String secret) throws Exception {
        try (Session session = solver.session("agent", "key", services(secret))) {
            SolveRequest request = SolveRequest.newBuilder()
                    .setRef("ref")
                    .setSession(session.id())
                    .build();
            return solver.solve(request, nobody()).get().getExporterResponseMap();
        }
    }

    @Test
    void sessionAnnouncesItselfAndEveryMethodThatItServes() throws Exception {
        try (FakeBuildKit daemon = FakeBuildKit.at(folder.resolve("buildkitd.sock"));
                Solver solver = ControlConnection.direct(daemon.endpoint());
                Session session = solver.session("agent", "key of föld", services("s3same"))) {
            FakeBuildKitSession seen = daemon.session(session.id());
            assertThat(seen.announced("name")).containsExactly("agent");
            assertThat(seen.announced("sharedkey")).containsExactly("key of f_ld");
            assertThat(seen.announced("grpc-method"))
                    .containsExactlyInAnyOrder(
                            "/grpc.health.v1.Health/Check", "/moby.buildkit.secrets.v1.Secrets/GetSecret");
        }
    }

    @Test
    void progressIsToldAsItComes() throws Exception {
        try (FakeBuildKit daemon = FakeBuildKit.at(folder.resolve("buildkitd.sock"));
                Solver solver = ControlConnection.direct(daemon.endpoint())) {
            CountDownLatch told = new CountDownLatch(1);
            daemon.onBuild((request, build) -> {
                build.status(StatusResponse.getDefaultInstance());
                told.await();
                return SolveResponse.getDefaultInstance();
            });
            Future<SolveResponse> solve =
                    solver.solve(SolveRequest.newBuilder().setRef("ref").build(), new Ignored<>() {
                        @Override
                        public void onNext(StatusResponse status) {
                            told.countDown();
                        }
                    });
            assertThat(solve.get(10, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void cancelledBuildEndsAtTheDaemon() throws Exception {
        try (FakeBuildKit daemon = FakeBuildKit.at(folder.resolve("buildkitd.sock"));
                Solver solver = ControlConnection.direct(daemon.endpoint())) {
            CountDownLatch begun = new CountDownLatch(1);
            CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
            daemon.onBuild((request, build) -> {
                begun.countDown();
                cancelled.complete(build.awaitCancel());
                return SolveResponse.getDefaultInstance();
            });
            Future<SolveResponse> solve =
                    solver.solve(SolveRequest.newBuilder().setRef("ref").build(), nobody());
            begun.await();
            solve.cancel(true);
            assertThat(cancelled.get(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void daemonThatDiesEndsTheSessionAndTheBuildWithinASecond() throws Exception {
        try (FakeBuildKit daemon = FakeBuildKit.inDockerAt(folder.resolve("docker.sock"));
                Solver solver = ControlConnection.toDocker(daemon.endpoint());
                Session session = solver.session("agent", "key", services("s3same"))) {
            CountDownLatch begun = new CountDownLatch(1);
            daemon.onBuild((request, build) -> {
                secret(build.session());
                begun.countDown();
                build.awaitCancel();
                return SolveResponse.getDefaultInstance();
            });
            Future<SolveResponse> solve = solver.solve(
                    SolveRequest.newBuilder()
                            .setRef("ref")
                            .setSession(session.id())
                            .build(),
                    nobody());
            begun.await();
            daemon.die();
            assertThat(session.ended().toCompletableFuture()).succeedsWithin(A_SECOND);
            assertThatThrownBy(() -> solve.get(1, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(StatusRuntimeException.class)
                    .hasMessageContaining("UNAVAILABLE");
        }
        awaitNoThreads();
    }

    @Test
    void daemonMayEndTheSessionAlone() throws Exception {
        try (FakeBuildKit daemon = FakeBuildKit.at(folder.resolve("buildkitd.sock"));
                Solver solver = ControlConnection.direct(daemon.endpoint());
                Session session = solver.session("agent", "key", services("s3same"))) {
            FakeBuildKitSession seen = daemon.session(session.id());
            assertThat(secret(seen)).isEqualTo("s3same");
            seen.close();
            assertThat(session.ended().toCompletableFuture()).succeedsWithin(A_SECOND);
        }
    }

    @Test
    void sessionToNobodyEndsByItself() throws Exception {
        FakeBuildKit daemon = FakeBuildKit.at(folder.resolve("buildkitd.sock"));
        daemon.close();
        try (Solver solver = ControlConnection.direct(daemon.endpoint());
                Session session = solver.session("agent", "key", services("s3same"))) {
            assertThat(session.ended().toCompletableFuture()).succeedsWithin(A_SECOND);
        }
        awaitNoThreads();
    }

    @Test
    void thirtySessionsLiveInOneConnection() throws Exception {
        try (FakeBuildKit daemon = FakeBuildKit.inDockerAt(folder.resolve("docker.sock"));
                Solver solver = ControlConnection.toDocker(daemon.endpoint())) {
            daemon.onBuild((request, build) -> SolveResponse.newBuilder()
                    .putExporterResponse("secret", secret(build.session()))
                    .build());
            List<Session> sessions = new ArrayList<>();
            List<Future<SolveResponse>> solves = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                Session session = solver.session("agent", "key", services("secret " + i));
                sessions.add(session);
                solves.add(solver.solve(
                        SolveRequest.newBuilder()
                                .setRef("ref " + i)
                                .setSession(session.id())
                                .build(),
                        nobody()));
            }
            for (int i = 0; i < 30; i++) {
                assertThat(solves.get(i).get(20, TimeUnit.SECONDS).getExporterResponseMap())
                        .containsEntry("secret", "secret " + i);
            }
            sessions.forEach(Session::close);
        }
        awaitNoThreads();
    }

    @Test
    void slowDaemonHoldsTheSenderBack() throws Exception {
        Sender sender = new Sender(200L << 20);
        try (FakeBuildKit daemon = FakeBuildKit.inDockerAt(folder.resolve("docker.sock"));
                Solver solver = ControlConnection.toDocker(daemon.endpoint());
                Session session = solver.session("agent", "key", List.of(sender))) {
            Receiver receiver = new Receiver(sender);
            FileSendGrpc.newStub(daemon.session(session.id()).channel()).diffCopy(receiver);
            assertThat(receiver.total.get(50, TimeUnit.SECONDS)).isEqualTo(200L << 20);
            assertThat(receiver.furthestAhead).isLessThan(4 << 20);
        }
    }

    @Test
    void daemonThatReadsNothingStopsTheSenderAndClosingFreesIt() throws Exception {
        Sender sender = new Sender(200L << 20);
        try (FakeBuildKit daemon = FakeBuildKit.at(folder.resolve("buildkitd.sock"));
                Solver solver = ControlConnection.direct(daemon.endpoint())) {
            Session session = solver.session("agent", "key", List.of(sender));
            FakeBuildKitSession seen = daemon.session(session.id());
            FileSendGrpc.newStub(seen.channel()).diffCopy(new Receiver(sender));
            assertThat(sender.begun.await(10, TimeUnit.SECONDS)).isTrue();
            seen.reads(false);
            Thread closing = new Thread(session::close, "slipway-closing");
            closing.start();
            closing.join(5000);
            assertThat(closing.isAlive()).isFalse();
            assertThat(sender.ended.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(sender.sent.get()).isLessThan(200L << 20);
            seen.reads(true);
        }
        awaitNoThreads();
    }

    @Test
    void closingTwiceAndFromManyThreadsIsNoHarm() throws Exception {
        try (FakeBuildKit daemon = FakeBuildKit.at(folder.resolve("buildkitd.sock"));
                Solver solver = ControlConnection.direct(daemon.endpoint())) {
            Session session = solver.session("agent", "key", services("s3same"));
            secret(daemon.session(session.id()));
            List<Thread> closers = IntStream.range(0, 8)
                    .mapToObj(i -> new Thread(session::close, "slipway-closing-" + i))
                    .toList();
            closers.forEach(Thread::start);
            for (Thread closer : closers) {
                closer.join();
            }
            assertThat(session.ended().toCompletableFuture()).isDone();
        }
        awaitNoThreads();
    }

    /** All our threads end soon, and none of them would hold a JVM back. */
    private static void awaitNoThreads() throws InterruptedException {
        Supplier<List<Thread>> ours = () -> Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("slipway-"))
                .toList();
        for (Thread thread : ours.get()) {
            assertThat(thread.isDaemon()).as(thread.getName()).isTrue();
            thread.join(5000);
        }
        assertThat(ours.get()).isEmpty();
    }

    private static class Ignored<T> implements StreamObserver<T> {

        @Override
        public void onNext(T message) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
    }

    /** Sends as much as the daemon takes. */
    private static final class Sender extends FileSendGrpc.FileSendImplBase {

        private static final ByteString CHUNK = ByteString.copyFrom(new byte[32 * 1024]);

        private final long total;
        private final AtomicLong sent = new AtomicLong();
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);

        Sender(long total) {
            this.total = total;
        }

        @Override
        public StreamObserver<BytesMessage> diffCopy(StreamObserver<BytesMessage> responses) {
            ServerCallStreamObserver<BytesMessage> daemon = (ServerCallStreamObserver<BytesMessage>) responses;
            daemon.setOnCancelHandler(ended::countDown);
            daemon.setOnReadyHandler(() -> {
                while (daemon.isReady() && sent.get() < total) {
                    daemon.onNext(BytesMessage.newBuilder().setData(CHUNK).build());
                    sent.addAndGet(CHUNK.size());
                    begun.countDown();
                }
                if (sent.get() >= total && ended.getCount() > 0) {
                    ended.countDown();
                    daemon.onCompleted();
                }
            });
            return new Ignored<>();
        }
    }

    /** Takes one message after the other, and looks how far ahead the sender is. */
    private static final class Receiver implements ClientResponseObserver<BytesMessage, BytesMessage> {

        private final Sender sender;
        private final CompletableFuture<Long> total = new CompletableFuture<>();
        private long received;
        private long furthestAhead;

        Receiver(Sender sender) {
            this.sender = sender;
        }

        @Override
        public void beforeStart(ClientCallStreamObserver<BytesMessage> requestStream) {}

        @Override
        public void onNext(BytesMessage message) {
            received += message.getData().size();
            furthestAhead = Math.max(furthestAhead, sender.sent.get() - received);
        }

        @Override
        public void onError(Throwable failure) {
            total.completeExceptionally(failure);
        }

        @Override
        public void onCompleted() {
            total.complete(received);
        }
    }
}

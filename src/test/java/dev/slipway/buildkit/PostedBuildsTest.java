package dev.slipway.buildkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.AuthConfig;
import dev.slipway.buildkit.session.AuthService;
import dev.slipway.buildkit.session.HealthService;
import dev.slipway.buildkit.session.SecretsService;
import dev.slipway.buildkit.session.Session;
import dev.slipway.buildkit.session.SshService;
import dev.slipway.buildkit.wire.control.Exporter;
import dev.slipway.buildkit.wire.control.SolveRequest;
import dev.slipway.buildkit.wire.control.SolveResponse;
import dev.slipway.buildkit.wire.control.StatusResponse;
import dev.slipway.endpoint.DaemonEndpoint;
import dev.slipway.endpoint.EndpointFinder;
import dev.slipway.endpoint.Surroundings;
import dev.slipway.registry.Credential;
import dev.slipway.registry.Keychain;
import dev.slipway.testing.EngineClients;
import dev.slipway.testing.EngineImages;
import dev.slipway.testing.RegistryProcess;
import dev.slipway.testing.SshAgentProcess;
import dev.slipway.testing.TokenServer;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both ways to have a Docker engine solve a build, on a real one. */
@Tag("engine")
@Timeout(120)
class PostedBuildsTest {

    private static final String REPOSITORY = "slipway-it/solved";

    enum Way {
        POSTED {
            @Override
            Solver to(DaemonEndpoint endpoint) {
                return new PostedBuilds(endpoint);
            }
        },
        CONTROLLED {
            @Override
            Solver to(DaemonEndpoint endpoint) {
                return ControlConnection.toDocker(endpoint);
            }
        };

        abstract Solver to(DaemonEndpoint endpoint);
    }

    @TempDir
    private Path folder;

    private final EngineImages images = new EngineImages();

    @AfterEach
    void removeImages() {
        images.remove(REPOSITORY);
        images.close();
    }

    private Solver solver(Way way) {
        return way.to(new EndpointFinder(Surroundings.ofThisProcess()).find());
    }

    private static SolveRequest.Builder request() {
        Map<String, String> exporter = Map.of("name", "docker.io/" + REPOSITORY + ":1");
        return SolveRequest.newBuilder()
                .setRef(UUID.randomUUID().toString().replace("-", ""))
                .setFrontend("dockerfile.v0")
                .putFrontendAttrs("filename", "Dockerfile")
                .putFrontendAttrs("image-resolve-mode", "local")
                .setExporterDeprecated("moby")
                .putAllExporterAttrsDeprecated(exporter)
                .addExporters(Exporter.newBuilder().setType("moby").putAllAttrs(exporter));
    }

    private static SolveResponse solved(
            Solver solver, SolveRequest.Builder request, StreamObserver<StatusResponse> progress, String dockerfile)
            throws Exception {
        Keychain nobody = (host, namespace) -> Optional.empty();
        return solved(solver, request, progress, dockerfile, nobody);
    }

    private static SolveResponse solved(
            Solver solver,
            SolveRequest.Builder request,
            StreamObserver<StatusResponse> progress,
            String dockerfile,
            Keychain keychain)
            throws Exception {
        try (Session session = solver.session(
                "solved",
                "solved",
                List.of(
                        new OneFile(dockerfile),
                        new HealthService(),
                        new AuthService(keychain),
                        new SecretsService(Map.of("token", () -> "s3same".getBytes(UTF_8)))))) {
            return solver.solve(request.setSession(session.id()).build(), progress)
                    .get(60, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void imageIsBuiltWithArgumentsLabelsTargetHostsAndSecrets(Way way) throws Exception {
        Progress progress = new Progress("a line of output");
        try (Solver solver = solver(way)) {
            SolveRequest.Builder request = request()
                    .putFrontendAttrs("target", "wanted")
                    .putFrontendAttrs("build-arg:COLOUR", "blue & green")
                    .putFrontendAttrs("label:dev.slipway.test", "ünï=1")
                    .putFrontendAttrs("add-hosts", "yard=10.1.2.3")
                    .putFrontendAttrs("no-cache", "");
            String digest = solved(solver, request, progress, """
                    FROM slipway-it/busybox:1 AS wanted
                    ARG COLOUR
                    RUN --mount=type=secret,id=token,required=true \\
                        echo a line of output; grep -q "^10.1.2.3" /etc/hosts && mkdir -p /made \\
                        && echo "$COLOUR" > /made/colour && wc -c < /run/secrets/token > /made/length
                    FROM wanted
                    RUN exit 3
                    """)
                    .getExporterResponseMap()
                    .get("containerimage.digest");
            assertThat(digest).startsWith("sha256:");
            assertThat(images.idOf(REPOSITORY + ":1")).contains(String.valueOf(digest));
            assertThat(images.labelsOf(REPOSITORY + ":1")).containsEntry("dev.slipway.test", "ünï=1");
            assertThat(images.tree(REPOSITORY + ":1", "/made"))
                    .containsEntry("colour", "644 blue & green\n")
                    .containsEntry("length", "644 6\n");
            assertThat(progress.seen.await(1, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void failureIsBuildKitsOwn(Way way) throws Exception {
        try (Solver solver = solver(way)) {
            assertThatThrownBy(() -> solved(
                            solver, request(), new Progress("-"), "FROM slipway-it/busybox:1\nRUN echo no; exit 3\n"))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(StatusRuntimeException.class)
                    .hasMessageContaining("exit code: 3");
        }
    }

    @ParameterizedTest
    @EnumSource
    void cancelledBuildEndsItsStep(Way way) throws Exception {
        Progress progress = new Progress("begun");
        String command = way == Way.POSTED ? "sleep 307" : "sleep 308";
        String dockerfile = "FROM slipway-it/busybox:1\nRUN echo begun; " + command + "\n";
        try (Solver solver = solver(way);
                Session session =
                        solver.session("solved", "solved", List.of(new OneFile(dockerfile), new HealthService()))) {
            Future<SolveResponse> solve = solver.solve(
                    request()
                            .putFrontendAttrs("no-cache", "")
                            .setSession(session.id())
                            .build(),
                    progress);
            assertThat(progress.seen.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(runs(command)).isTrue();
            solve.cancel(true);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
            while (runs(command) && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(runs(command)).isFalse();
        }
    }

    private static boolean runs(String command) {
        String[] words = command.split(" ", -1);
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::info)
                .anyMatch(info -> info.arguments()
                        .filter(arguments -> arguments.length > 0 && arguments[arguments.length - 1].equals(words[1]))
                        .isPresent());
    }

    @ParameterizedTest
    @EnumSource
    void privateBaseBehindALoginIsPulled(Way way) throws Exception {
        try (RegistryProcess registry =
                RegistryProcess.options().login("carol", "s3same").start()) {
            fromPrivateBase(way, registry);
        }
    }

    @ParameterizedTest
    @EnumSource
    void privateBaseBehindATokenServerIsPulled(Way way) throws Exception {
        try (TokenServer tokens = new TokenServer(folder, "carol", "s3same", "id3ntity");
                RegistryProcess registry =
                        RegistryProcess.options().tokens(tokens).start()) {
            fromPrivateBase(way, registry);
            assertThat(tokens.askedScopes()).contains("repository:private:pull");
        }
    }

    private void fromPrivateBase(Way way, RegistryProcess registry) throws Exception {
        String base = registry.host() + "/private:1";
        push(registry.host(), base);
        Keychain carol = (host, namespace) -> host.value().equals(registry.host())
                ? Optional.of(Credential.of("carol", "s3same", "the test"))
                : Optional.empty();
        String dockerfile = "FROM " + base + "\nRUN touch /ours\n";
        try (Solver solver = solver(way)) {
            assertThatThrownBy(() -> solved(solver, request(), new Progress("-"), dockerfile))
                    .isInstanceOf(ExecutionException.class);
            assertThat(solved(solver, request(), new Progress("-"), dockerfile, carol)
                            .getExporterResponseMap())
                    .containsKey("containerimage.digest");
        }
    }

    private static void push(String registry, String base) throws Exception {
        try (DockerClient client = EngineClients.configured()) {
            client.tagImageCmd("slipway-it/busybox:1", registry + "/private", "1")
                    .exec();
            client.pushImageCmd(base)
                    .withAuthConfig(new AuthConfig()
                            .withRegistryAddress(registry)
                            .withUsername("carol")
                            .withPassword("s3same"))
                    .start()
                    .awaitCompletion();
            client.removeImageCmd(base).exec();
        }
    }

    @ParameterizedTest
    @EnumSource
    void stepReachesTheSshAgent(Way way) throws Exception {
        String dockerfile = """
                FROM slipway-it/busybox:1
                RUN --mount=type=ssh,required=true test -S "$SSH_AUTH_SOCK"
                """;
        try (SshAgentProcess agent = SshAgentProcess.start(folder.resolve("agent"));
                Solver solver = solver(way);
                Session session = solver.session(
                        "solved",
                        "solved",
                        List.of(
                                new OneFile(dockerfile),
                                new HealthService(),
                                new SshService(Map.of("default", agent.socket()))))) {
            SolveRequest request = request()
                    .putFrontendAttrs("no-cache", "")
                    .setSession(session.id())
                    .build();
            assertThat(solver.solve(request, new Progress("-"))
                            .get(60, TimeUnit.SECONDS)
                            .getExporterResponseMap())
                    .containsKey("containerimage.digest");
        }
    }

    /** Waits for a word of output. */
    private static final class Progress implements StreamObserver<StatusResponse> {

        private final String word;
        private final CountDownLatch seen = new CountDownLatch(1);

        Progress(String word) {
            this.word = word;
        }

        @Override
        public void onNext(StatusResponse status) {
            if (status.getLogsList().stream()
                    .anyMatch(log -> log.getMsg().toStringUtf8().contains(word))) {
                seen.countDown();
            }
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
    }
}

package dev.slipway.buildkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.context.Overlay;
import dev.slipway.docker.DaemonConnection;
import dev.slipway.docker.DockerEngine;
import dev.slipway.endpoint.DaemonEndpoint;
import dev.slipway.endpoint.EndpointFinder;
import dev.slipway.endpoint.Surroundings;
import dev.slipway.engine.Engine;
import dev.slipway.engine.NoBuildKitException;
import dev.slipway.engine.PatchedContextContract;
import dev.slipway.testing.EngineBench;
import dev.slipway.testing.SocketRelay;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuildKitPatchedContextTest extends PatchedContextContract {

    private static final int SIZE = 2_000_000;

    @TempDir
    private Path temporary;

    @Override
    protected Engine open() {
        return open(new EndpointFinder(Surroundings.ofThisProcess()).find());
    }

    private static Engine open(DaemonEndpoint endpoint) {
        try {
            BuildKitConnection connection = new BuildKitProbe(endpoint, line -> {}).inDocker();
            return new BuildKitEngine(connection, new DockerEngine(new DaemonConnection(endpoint)));
        } catch (NoBuildKitException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sameContentIsNeverSentTwiceAndOtherContentOfItsSizeIsSent(boolean isDated) throws Exception {
        try (SocketRelay relay = new SocketRelay(temporary.resolve("engine.sock"));
                EngineBench bench = new EngineBench(
                        temporary.resolve("context"), open(new DaemonEndpoint(relay.uri(), null, false, "the test")))) {
            bench.dockerfile("FROM slipway-it/busybox:1\nCOPY big /in/\nRUN sha256sum /in/big > /sum\n")
                    .file("big", "small on the disk");
            if (isDated) {
                bench.arg("SOURCE_DATE_EPOCH", "1767225600");
            }
            assertThat(sent(relay, bench, 1)).isGreaterThan(SIZE);
            assertThat(sent(relay, bench, 1)).isLessThan(SIZE / 10);
            assertThat(sent(relay, bench, 2)).isGreaterThan(SIZE);
            assertThat(sent(relay, bench, 1)).isGreaterThan(SIZE);
        }
    }

    /** How much passes to build with other random bytes of one size. */
    private static long sent(SocketRelay relay, EngineBench bench, long seed) throws Exception {
        byte[] content = new byte[SIZE];
        new Random(seed).nextBytes(content);
        bench.overlay(Overlay.of(Map.of("big", new Overlay.Change.File(content, OptionalInt.empty()))));
        long before = relay.sent();
        String sum = bench.run(bench.build(), "cat", "/sum");
        assertThat(sum)
                .startsWith(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
        return relay.sent() - before;
    }
}

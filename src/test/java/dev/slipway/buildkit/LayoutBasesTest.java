package dev.slipway.buildkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.docker.DaemonConnection;
import dev.slipway.docker.DockerEngine;
import dev.slipway.dockerfile.Dockerfile;
import dev.slipway.endpoint.DaemonEndpoint;
import dev.slipway.endpoint.EndpointFinder;
import dev.slipway.endpoint.Surroundings;
import dev.slipway.engine.BuildRequest;
import dev.slipway.engine.NoBuildKitException;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageStore;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.PullPolicy;
import dev.slipway.testing.EngineBench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that a BuildKit daemon built and that a later image of the same run begins with. */
class LayoutBasesTest {

    private static final Digest DIGEST = Digest.parse("sha256:" + "a".repeat(64));

    @TempDir
    private Path temporary;

    private Map<String, String> attributes(String reference) {
        BuildRecipe recipe = new BuildRecipe(
                temporary,
                temporary.resolve("Dockerfile"),
                Optional.empty(),
                Map.of(),
                Map.of(),
                List.of(),
                BuildRecipe.Options.of(false, PullPolicy.NEVER, Duration.ofMinutes(1)));
        ImageContent base = new ImageContent(
                DIGEST, List.of(), 1, List.of(), new ImageStore.InLayout(temporary.resolve("base/oci")));
        return new SolveRequests(new BuildRequest(
                        "app",
                        recipe,
                        Dockerfile.parse("FROM " + reference + "\n"),
                        (host, namespace) -> Optional.empty(),
                        source -> new byte[0],
                        temporary,
                        Map.of(reference, base)))
                .attributes();
    }

    @Test
    void daemonIsToldUnderTheNameThatItLooksFor() {
        String source = "oci-layout://base0@" + DIGEST;
        assertThat(attributes("fleet/base:1.0")).containsEntry("context:fleet/base:1.0", source);
        assertThat(attributes("fleet/base")).containsEntry("context:fleet/base", source);
        assertThat(attributes("docker.io/library/base:latest")).containsEntry("context:base", source);
        assertThat(attributes("ghcr.io/fleet/base:1.0")).containsEntry("context:ghcr.io/fleet/base:1.0", source);
    }

    @Test
    @Tag("engine")
    void laterImageBeginsWithTheOneInTheLayout() throws IOException, NoBuildKitException {
        DaemonEndpoint endpoint = new EndpointFinder(Surroundings.ofThisProcess()).find();
        BuildKitConnection connection = new BuildKitProbe(endpoint, line -> {}).inDocker();
        Daemon daemon = connection.daemon();
        Path context = Files.createDirectory(temporary.resolve("context"));
        try (EngineBench layouts = new EngineBench(context, new BuildKitDaemonEngine(connection));
                EngineBench docker = new EngineBench(context, new DockerEngine(new DaemonConnection(endpoint)))) {
            if (!daemon.exportsEverything()) {
                // such a daemon only ever builds into the store of its engine
                assertThat(daemon.kind()).isEqualTo(Daemon.Kind.DOCKER);
                return;
            }
            layouts.dockerfile("FROM scratch\nCOPY marker /marker\n").file("marker", "from the layout\n");
            ImageContent base = layouts.in(context).build();
            layouts.dockerfile("FROM fleet/nowhere:1 AS base\nFROM " + EngineBench.BASE
                            + "\nCOPY --from=base /marker /copied\nRUN grep layout /copied\n")
                    .layoutBase("fleet/nowhere:1", base);

            assertThat(layouts.build().store()).isInstanceOf(ImageStore.InLayout.class);
            assertThat(docker.log().events()).isEmpty();
        }
    }
}

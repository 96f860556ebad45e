package dev.slipway.buildkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.Refusal;
import dev.slipway.engine.UnsupportedRecipeException;
import dev.slipway.image.Platform;
import dev.slipway.plan.Attestations;
import dev.slipway.plan.BuildInputs;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.CacheSettings;
import dev.slipway.plan.PullPolicy;
import dev.slipway.plan.RunSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildKitLimitsTest {

    private static final URI SOCKET = URI.create("unix:///var/run/docker.sock");

    private static BuildRecipe recipe(List<Platform> platforms, BuildRecipe.Options options) {
        return new BuildRecipe(
                Path.of("."), Path.of("Dockerfile"), Optional.empty(), Map.of(), Map.of(), platforms, options);
    }

    private static BuildRecipe.Options plain() {
        return BuildRecipe.Options.of(false, PullPolicy.MISSING, Duration.ofMinutes(1));
    }

    private static BuildRecipe everything() {
        TreeMap<String, BuildInputs.NamedContext> contexts = new TreeMap<>();
        contexts.put("base", new BuildInputs.NamedContext.Image("busybox"));
        List<CacheSettings.Entry> caches = List.of(
                new CacheSettings.Entry("inline", new TreeMap<>()), new CacheSettings.Entry("local", new TreeMap<>()));
        return recipe(
                twoPlatforms(),
                plain().withInputs(new BuildInputs(List.of(), List.of(), contexts))
                        .withRun(new RunSettings(
                                Optional.of("none"),
                                Map.of("a", "1.2.3.4"),
                                Optional.of(1L),
                                List.of(new RunSettings.Ulimit("nofile", 1, 1))))
                        .withCaches(new CacheSettings(List.of(), caches))
                        .withAttestations(new Attestations(Optional.of("min"), Optional.empty())));
    }

    private static List<Platform> twoPlatforms() {
        return List.of(Platform.parse("linux/amd64"), Platform.parse("linux/arm64"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DOCKER     | v0.8.2  | false | <platforms> <attestations> <cacheTo> <contexts> <shmSize> <ulimits>",
                "DOCKER     | v0.25.1 | false | <platforms> <attestations> <cacheTo>",
                "DOCKER     | v0.25.1 | true  | ''",
                "POSTED     | v0.12.0 | false | <platforms> <attestations> <cacheTo> <contexts>",
                "STANDALONE | v0.32.2 | false | ''",
            })
    void whatADaemonWouldDropIsRefused(Daemon.Kind kind, String version, boolean containerd, String elements) {
        Daemon daemon = new Daemon(kind, Daemon.Version.parse(version), containerd, SOCKET);
        assertThat(new BuildKitLimits(daemon)
                        .refusals(everything()).stream().map(Refusal::wanted).toList())
                .isEqualTo(elements.isEmpty() ? List.of() : List.of(elements.split(" ", -1)));
        assertThat(new BuildKitLimits(daemon).refusals(recipe(List.of(), plain())))
                .isEmpty();
    }

    @Test
    void refusalIsWordedAsThePageOfTheEnginesShowsIt() throws IOException {
        Daemon daemon = new Daemon(Daemon.Kind.DOCKER, new Daemon.Version(0, 8), false, SOCKET);
        List<Refusal> refusals = new BuildKitLimits(daemon).refusals(recipe(twoPlatforms(), plain()));
        String message = new UnsupportedRecipeException(
                        "Docker 20.10.24 at unix:///var/run/docker.sock (the usual place), BuildKit 0.8 (/grpc)",
                        Map.of("agent", refusals))
                .getMessage();
        assertThat(Files.readString(Path.of("docs/engines.md"))).contains("```text\n" + message + "\n```");
    }
}

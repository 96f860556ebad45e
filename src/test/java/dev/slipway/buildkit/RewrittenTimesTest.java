package dev.slipway.buildkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.dockerfile.Dockerfile;
import dev.slipway.engine.BuildRequest;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.PullPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What BuildKit is told where an image shall look as if it had been built at a time. */
class RewrittenTimesTest {

    @TempDir
    private Path folder;

    private static Daemon daemon(Daemon.Kind kind, String version, boolean containerd) {
        return new Daemon(kind, Daemon.Version.parse(version), containerd, URI.create("unix:///run/docker.sock"));
    }

    private BuildRequest request(Map<String, String> args) {
        BuildRecipe recipe = new BuildRecipe(
                folder,
                folder.resolve("Dockerfile"),
                Optional.empty(),
                args,
                Map.of(),
                List.of(),
                BuildRecipe.Options.of(false, PullPolicy.MISSING, Duration.ofMinutes(1)));
        return new BuildRequest(
                "agent",
                recipe,
                Dockerfile.parse("FROM scratch\n"),
                (host, namespace) -> Optional.empty(),
                source -> new byte[0],
                folder,
                Map.of());
    }

    private ExportTarget layout(Daemon daemon, Map<String, String> args) {
        try (LayoutResult result = new LayoutResult(request(args), daemon)) {
            return result.target();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v0.32.2 | tar=false,rewrite-timestamp=true",
                "v0.13.0 | tar=false,rewrite-timestamp=true",
                "v0.12.5 | tar=false",
            })
    void layoutHasRewrittenTimesFromBuildKit13On(String version, String attributes) {
        ExportTarget target =
                layout(daemon(Daemon.Kind.STANDALONE, version, false), Map.of("SOURCE_DATE_EPOCH", "1767225600"));
        assertThat(target.type()).isEqualTo("oci");
        assertThat(target.attributes()).containsExactlyInAnyOrderEntriesOf(entries(attributes));
    }

    private static Map<String, String> entries(String attributes) {
        Map<String, String> entries = new java.util.TreeMap<>();
        for (String attribute : List.of(attributes.split(",", -1))) {
            entries.put(
                    attribute.substring(0, attribute.indexOf('=')), attribute.substring(attribute.indexOf('=') + 1));
        }
        return entries;
    }

    @Test
    void nothingIsRewrittenWhereNoTimeIsSet() {
        Daemon daemon = daemon(Daemon.Kind.STANDALONE, "v0.32.2", false);
        assertThat(layout(daemon, Map.of()).attributes()).containsExactly(Map.entry("tar", "false"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DOCKER     | v0.25.1 | true  | ''",
                "STANDALONE | v0.13.2 | false | ''",
                "STANDALONE | v0.12.5 | false | BuildKit 0.12 is older than 0.13",
                "DOCKER     | v0.25.1 | false | its image store is not containerd's",
                "POSTED     | v0.25.1 | false | its image store is not containerd's",
            })
    void reasonIsSaidWhereTimesStayAsTheyAre(Daemon.Kind kind, String version, boolean containerd, String reason) {
        Optional<String> said = RewrittenTimes.missing(daemon(kind, version, containerd));
        assertThat(said)
                .isEqualTo(
                        reason.isEmpty()
                                ? Optional.empty()
                                : Optional.of(reason + "; what its steps write has the time at which they ran"));
    }
}

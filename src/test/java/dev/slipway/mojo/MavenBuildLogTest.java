package dev.slipway.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.image.BuiltImage;
import dev.slipway.image.Fingerprint;
import dev.slipway.image.ImageReference;
import dev.slipway.mojo.progress.PlainProgress;
import dev.slipway.testing.RecordingMavenLog;
import dev.slipway.testing.TestImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MavenBuildLogTest {

    private static final ImageReference REFERENCE = ImageReference.parse("ghcr.io/fleet/agent:1.4.0");

    private final RecordingMavenLog lines = new RecordingMavenLog();
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1);
    private final MavenBuildLog log = new MavenBuildLog(lines, nanoTime::get, new PlainProgress(lines, nanoTime::get));

    @Test
    void buildIsToldFromItsFirstToItsLastLine() {
        log.engine("Docker 20.10.24 at unix:///var/run/docker.sock");
        log.building("agent", "docker/Dockerfile.agent");
        log.output("agent", "Step 1/2 : FROM scratch");
        log.output("agent", "");
        log.built(TestImages.built("agent", 'a', "1.4.0", "latest"));

        assertThat(lines.lines())
                .containsExactly(
                        "INFO Engine: Docker 20.10.24 at unix:///var/run/docker.sock",
                        "INFO Building agent from docker/Dockerfile.agent",
                        "INFO [agent] Step 1/2 : FROM scratch",
                        "INFO [agent] ",
                        "INFO Built agent as aaaaaaaaaaaa in 2.5 s,"
                                + " tagged [fleet/agent:1.4.0, fleet/agent:latest]");
    }

    @Test
    void imageThatIsLeftAloneIsOneLineAndSoIsWhatChanged() throws IOException {
        SortedMap<String, String> parts = new TreeMap<>();
        for (String part : List.of(
                "Dockerfile",
                "arguments",
                "bases",
                "contexts",
                "engine",
                "files",
                "labels",
                "platforms",
                "settings",
                "target")) {
            parts.put(part, "hash");
        }
        BuiltImage built = TestImages.built("agent", 'a', "1.4.0");
        log.unchanged(new BuiltImage(
                built.alias(),
                built.name(),
                built.tags(),
                built.content(),
                built.buildTime(),
                built.steps(),
                Optional.of(new Fingerprint("1", parts))));
        log.changed("agent", List.of("bases", "files"));

        List<String> shown = lines.lines().stream()
                .map(line -> line.replaceFirst("^INFO", "[INFO]"))
                .toList();
        assertThat(shown).first().asString().startsWith("[INFO] Unchanged: agent is aaaaaaaaaaaa as before (same ");
        assertThat(Files.readString(Path.of("docs/building.md"))).contains(shown);
    }

    @Test
    void pushIsToldFromItsFirstToItsLastLine() {
        log.registry("ecr", "123456789012.dkr.ecr.eu-west-1.amazonaws.com");
        log.registry("ghcr.io/acme", "ghcr.io");
        log.repositoryCreated("ghcr.io", "fleet/agent");
        log.pushing("agent", REFERENCE);
        log.pushed(TestImages.pushed("agent", REFERENCE.toString(), 'c'), Duration.ofSeconds(61));

        assertThat(lines.lines())
                .containsExactly(
                        "INFO Registry ecr is 123456789012.dkr.ecr.eu-west-1.amazonaws.com",
                        "INFO Registry ghcr.io/acme",
                        "INFO Created the repository ghcr.io/fleet/agent",
                        "INFO Pushing agent to " + REFERENCE,
                        "INFO Pushed " + REFERENCE + " as " + TestImages.digest('c') + " in 1 min 01 s");
    }

    @Test
    void progressIsToldEveryFiveSecondsAndNotMoreOften() {
        ImageReference other = ImageReference.parse("ghcr.io/fleet/scout:1.4.0");
        log.pushing("agent", REFERENCE);
        log.pushing("scout", other);
        progressAfterSeconds(1, REFERENCE, 1_000_000);
        progressAfterSeconds(3, REFERENCE, 4_000_000);
        progressAfterSeconds(1, REFERENCE, 5_000_000);
        progressAfterSeconds(4, REFERENCE, 9_000_000);
        log.pushProgress(other, 7, 8);
        progressAfterSeconds(1, REFERENCE, 10_000_000);

        assertThat(lines.lines().subList(2, lines.lines().size()))
                .containsExactly(
                        "INFO Pushing " + REFERENCE + ": 5.0 MB of 20.0 MB",
                        "INFO Pushing " + other + ": 7 B of 8 B",
                        "INFO Pushing " + REFERENCE + ": 10.0 MB of 20.0 MB");
    }

    @Test
    void summaryStandsBetweenEmptyLines() {
        log.summary("IMAGE  TAGS\nagent  1.4.0\n");

        assertThat(lines.lines()).containsExactly("INFO", "INFO IMAGE  TAGS", "INFO agent  1.4.0", "INFO");
    }

    @Test
    void levelsAreThoseOfMaven() {
        log.warning("Beware.");
        log.detail("for those who look closely");
        log.nothingToDo("it is skipped");
        log.remark("It is late.");

        assertThat(lines.lines())
                .containsExactly(
                        "WARN Beware.",
                        "DEBUG for those who look closely",
                        "INFO Nothing to do: it is skipped.",
                        "INFO It is late.");
    }

    private void progressAfterSeconds(long seconds, ImageReference reference, long sent) {
        nanoTime.addAndGet(Duration.ofSeconds(seconds).toNanos());
        log.pushProgress(reference, sent, 20_000_000);
    }
}

package dev.slipway.ecr;

import static dev.slipway.ecr.TestRegistries.AGENT;
import static dev.slipway.ecr.TestRegistries.PLACE;
import static dev.slipway.ecr.TestRegistries.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.plan.LifecyclePolicies;
import dev.slipway.plan.TagMutability;
import dev.slipway.proxy.ProxySource;
import dev.slipway.registry.Backoff;
import dev.slipway.registry.RegistryException;
import dev.slipway.testing.AwsSystemProperties;
import dev.slipway.testing.FakeEcr;
import dev.slipway.testing.RecordingLog;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults of AWS that pass, and those that do not. */
class AwsRetriesTest {

    private final FakeEcr ecr = FakeEcr.start();
    private final RecordingLog log = new RecordingLog();
    private AwsSystemProperties properties;

    @TempDir
    private Path directory;

    @BeforeEach
    void leadTheSdkToTheStandIn() {
        properties = AwsSystemProperties.leadingTo(ecr, directory);
    }

    @AfterEach
    void close() {
        properties.close();
        ecr.close();
    }

    @Test
    void throttlingThatPassesIsALineForEachAttempt() {
        ecr.faults().throttle(3);
        host();
        assertThat(retries())
                .containsExactly(
                        "Cannot log in to Amazon ECR in eu-west-1: AWS throttles ecr:GetAuthorizationToken",
                        "Cannot log in to Amazon ECR in eu-west-1: AWS throttles ecr:GetAuthorizationToken",
                        "Cannot log in to Amazon ECR in eu-west-1: AWS throttles ecr:GetAuthorizationToken");
    }

    @Test
    void errorsOfAwsAndResetsPass() {
        ecr.faults().breakDown(2);
        ecr.faults().reset(2);
        host();
        assertThat(retries()).hasSize(4);
        assertThat(retries().get(0)).contains("AWS fails with HTTP status 503 (Service Unavailable)");
        assertThat(retries().get(3)).contains("AWS cannot be reached (");
    }

    @Test
    void eightAttemptsAreEnough() {
        ecr.faults().throttle(100);
        assertThatThrownBy(this::host)
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("AWS throttles ecr:GetAuthorizationToken and still did at attempt 8.");
        assertThat(ecr.recording().callsOf("ecr:GetAuthorizationToken")).hasSize(8);
    }

    @Test
    void callsThatFailSideBySideAreToldApart() {
        ecr.createRepository("fleet/agent");
        ecr.faults().throttle(6);
        try (EcrRegistry registry = TestRegistries.open(TestRegistries.CALLERS, SETTINGS, log)) {
            IntStream.range(0, 4).parallel().forEach(thread -> {
                registry.look(AGENT);
                registry.login().credential();
            });
        }
        assertThat(retries()).hasSize(6).allMatch(line -> line.contains("AWS throttles "));
    }

    @Test
    void anAwsThatDoesNotAnswerIsGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            use(Map.of("aws.endpointUrlEcr", "http://127.0.0.1:" + silent.getLocalPort()));
            AwsPatience little = new AwsPatience(
                    new Backoff(1, Duration.ofMillis(1)), Duration.ofMillis(200), Duration.ofSeconds(10));
            try (EcrRegistry registry =
                    EcrRegistries.open(TestRegistries.CALLERS, SETTINGS, ProxySource.none(), little, log)) {
                assertThatThrownBy(registry::host)
                        .isInstanceOf(RegistryException.class)
                        .hasMessage("Cannot log in to Amazon ECR in eu-west-1: AWS cannot be reached (Read timed out)."
                                + " Check the network, the proxy (settings.xml, HTTPS_PROXY), the name of the region,"
                                + " and AWS_ENDPOINT_URL where it is set.");
            }
        }
    }

    @Test
    void aHostThatNobodyKnowsIsTriedThreeTimes() {
        use(Map.of("aws.endpointUrlEcr", "http://api.ecr.eu-nowhere-1.invalid"));
        assertThatThrownBy(this::host).hasMessageContaining("the host api.ecr.eu-nowhere-1.invalid is unknown");
        assertThat(retries()).hasSize(2);
    }

    @Test
    void aRepositoryThatShowsUpLateIsWaitedFor() {
        ecr.faults().showLate(3, 0);
        var template = TestRegistries.template(true, TagMutability.mutable(), LifecyclePolicies.keepLast(3));
        try (EcrRegistry registry =
                TestRegistries.open(TestRegistries.CALLERS, TestRegistries.creating(template), log)) {
            assertThat(registry.prepare(AGENT)).isTrue();
        }
        assertThat(ecr.repository("fleet/agent").orElseThrow().lifecyclePolicy())
                .isEqualTo(LifecyclePolicies.keepLast(3));
        assertThat(retries())
                .hasSize(3)
                .first()
                .isEqualTo("Cannot set the lifecycle policy of " + PLACE + ": the repository is not there yet");
    }

    @Test
    void aRepositoryThatNeverShowsUpIsASentence() {
        ecr.faults().showLate(100, 0);
        try (EcrRegistry registry = TestRegistries.open(TestRegistries.CALLERS, SETTINGS, log)) {
            assertThatThrownBy(() -> registry.prepare(AGENT))
                    .isInstanceOf(RegistryException.class)
                    .hasMessage("Cannot push to " + PLACE
                            + ": the repository was created, but is not there yet. Run again.");
        }
    }

    private void host() {
        try (EcrRegistry registry = TestRegistries.open(TestRegistries.CALLERS, SETTINGS, log)) {
            registry.host();
        }
    }

    private List<String> retries() {
        return log.events("again ").stream()
                .map(line -> line.substring("again ".length()))
                .toList();
    }

    private void use(Map<String, String> set) {
        Map<String, String> all = new HashMap<>(ecr.systemProperties());
        all.putAll(set);
        properties.close();
        properties = AwsSystemProperties.with(all, directory);
    }
}

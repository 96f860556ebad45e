package dev.slipway.ecr;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.image.Digest;
import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import dev.slipway.image.Tag;
import dev.slipway.plan.Destination;
import dev.slipway.plan.EcrSettings;
import dev.slipway.plan.EcrSettings.Encryption;
import dev.slipway.plan.EcrSettings.RepositoryTemplate;
import dev.slipway.plan.LifecyclePolicies;
import dev.slipway.registry.Credential;
import dev.slipway.testing.AwsSystemProperties;
import dev.slipway.testing.EmptyImage;
import dev.slipway.testing.FakeEcr;
import dev.slipway.testing.FakeEcrRecording.ApiCall;
import dev.slipway.testing.FakeEcrRepository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EcrRegistryTest {

    private static final Destination.Ecr CALLERS = new Destination.Ecr(null, null, "");
    private static final RepositoryName AGENT = RepositoryName.parse("fleet/agent");
    private static final RepositoryTemplate PLAIN = new RepositoryTemplate(true, Encryption.AES256, null, false, null);
    private static final EcrSettings SETTINGS = new EcrSettings(null, true, PLAIN);

    private final FakeEcr ecr = FakeEcr.start();
    private AwsSystemProperties properties;

    @BeforeEach
    void leadTheSdkToTheStandIn(@TempDir Path directory) {
        properties = AwsSystemProperties.leadingTo(ecr, directory);
    }

    @AfterEach
    void close() {
        properties.close();
        ecr.close();
    }

    @Test
    void hostAndLoginAreThoseThatAwsNames() {
        try (EcrRegistry registry = EcrRegistries.open(CALLERS, SETTINGS)) {
            Credential credential = registry.credential().orElseThrow();
            assertThat(registry.host()).isEqualTo(RegistryHost.parse(ecr.registryHost()));
            assertThat(credential.username()).isEqualTo("AWS");
            assertThat(ecr.secrets()).contains(credential.password());
            assertThat(credential.source()).isEqualTo("ecr:GetAuthorizationToken");
        }
    }

    @Test
    void openingAsksNothing() {
        EcrRegistries.open(CALLERS, SETTINGS).close();
        assertThat(ecr.recording().calls()).isEmpty();
    }

    @Test
    void oneTokenServesAllPushesOfARun() {
        try (EcrRegistry registry = EcrRegistries.open(CALLERS, SETTINGS)) {
            List<Credential> credentials = IntStream.range(0, 20)
                    .parallel()
                    .mapToObj(push -> registry.credential().orElseThrow())
                    .toList();
            assertThat(credentials).containsOnly(credentials.get(0));
            assertThat(ecr.recording().callsOf("ecr:GetAuthorizationToken")).hasSize(1);
        }
    }

    @Test
    void aTokenThatWouldEndDuringAPushIsRenewed() {
        ecr.faults().tokensLast(Duration.ofMinutes(20));
        try (EcrRegistry registry = EcrRegistries.open(CALLERS, SETTINGS)) {
            Credential first = registry.credential().orElseThrow();
            assertThat(registry.credential()).isPresent().get().isNotEqualTo(first);
            registry.host();
            assertThat(ecr.recording().callsOf("ecr:GetAuthorizationToken")).hasSize(2);
        }
    }

    @Test
    void theAccountComesFromStsWhereNoneIsConfigured() {
        try (EcrRegistry registry = EcrRegistries.open(CALLERS, SETTINGS)) {
            registry.prepare(AGENT);
            registry.prepare(RepositoryName.parse("fleet/ui"));
        }
        assertThat(ecr.recording().callsOf("sts:GetCallerIdentity")).hasSize(1);
        assertThat(parameters("ecr:CreateRepository").path("registryId").asText())
                .isEqualTo(FakeEcr.ACCOUNT_ID);
    }

    @Test
    void aConfiguredAccountIsNamedInEveryCallAndStsIsNotAsked() {
        Destination.Ecr other = new Destination.Ecr("999999999999", "eu-west-1", "");
        try (EcrRegistry registry = EcrRegistries.open(other, new EcrSettings("888888888888", true, PLAIN))) {
            registry.credential();
            registry.prepare(AGENT);
            registry.digestOf(AGENT, Tag.parse("1.4"));
        }
        assertThat(parameters("ecr:GetAuthorizationToken")
                        .path("registryIds")
                        .path(0)
                        .asText())
                .isEqualTo("999999999999");
        for (String action : List.of("ecr:DescribeRepositories", "ecr:CreateRepository", "ecr:DescribeImages")) {
            assertThat(parameters(action).path("registryId").asText())
                    .as(action)
                    .isEqualTo("999999999999");
        }
        assertThat(ecr.recording().callsOf("sts:GetCallerIdentity")).isEmpty();
    }

    @Test
    void theAccountOfTheSettingsServesADestinationWithoutOne() {
        try (EcrRegistry registry = EcrRegistries.open(CALLERS, new EcrSettings("888888888888", true, PLAIN))) {
            registry.host();
        }
        assertThat(parameters("ecr:GetAuthorizationToken")
                        .path("registryIds")
                        .path(0)
                        .asText())
                .isEqualTo("888888888888");
    }

    @Test
    void aMissingRepositoryIsMadeAsConfigured() {
        RepositoryTemplate template = new RepositoryTemplate(
                true, Encryption.KMS, "alias/images", true, LifecyclePolicies.expireAfterDays(30));
        try (EcrRegistry registry = EcrRegistries.open(CALLERS, new EcrSettings(null, true, template))) {
            registry.prepare(AGENT);
        }
        assertThat(ecr.repository("fleet/agent"))
                .contains(new FakeEcrRepository(
                        "fleet/agent", true, true, "KMS", "alias/images", LifecyclePolicies.expireAfterDays(30)));
    }

    @Test
    void withoutALifecyclePolicyNoneIsSet() {
        try (EcrRegistry registry = EcrRegistries.open(CALLERS, SETTINGS)) {
            registry.prepare(AGENT);
        }
        assertThat(ecr.repository("fleet/agent"))
                .contains(new FakeEcrRepository("fleet/agent", false, true, "AES256", "", ""));
        assertThat(ecr.recording().callsOf("ecr:PutLifecyclePolicy")).isEmpty();
    }

    @Test
    void aRepositoryThatIsThereStaysAsItIs() {
        ecr.createRepository("fleet/agent");
        RepositoryTemplate template =
                new RepositoryTemplate(true, Encryption.AES256, null, true, LifecyclePolicies.keepLast(3));
        try (EcrRegistry registry = EcrRegistries.open(CALLERS, new EcrSettings(null, true, template))) {
            registry.prepare(AGENT);
            registry.prepare(AGENT);
        }
        assertThat(ecr.recording().calls())
                .extracting(ApiCall::action)
                .containsExactly("sts:GetCallerIdentity", "ecr:DescribeRepositories");
    }

    @Test
    void aCreatorWhoWasFasterIsNoErrorAndKeepsItsOwnSettings() {
        ecr.faults().createMeanwhile();
        RepositoryTemplate template =
                new RepositoryTemplate(true, Encryption.AES256, null, true, LifecyclePolicies.keepLast(3));
        try (EcrRegistry registry = EcrRegistries.open(CALLERS, new EcrSettings(null, true, template))) {
            registry.prepare(AGENT);
        }
        assertThat(ecr.repository("fleet/agent"))
                .contains(new FakeEcrRepository("fleet/agent", false, false, "AES256", "", ""));
    }

    @Test
    void aTagHasTheDigestOfItsManifest() throws Exception {
        ecr.createRepository("fleet/agent");
        try (EcrRegistry registry = EcrRegistries.open(CALLERS, SETTINGS)) {
            Credential login = registry.credential().orElseThrow();
            String digest =
                    EmptyImage.push(ecr.registryHost(), "fleet/agent", "1.4", login.username(), login.password());
            assertThat(registry.digestOf(AGENT, Tag.parse("1.4"))).contains(Digest.parse(digest));
        }
    }

    @Test
    void anAbsentTagAndAnAbsentRepositoryHaveNoDigest() {
        ecr.createRepository("fleet/agent");
        try (EcrRegistry registry = EcrRegistries.open(CALLERS, SETTINGS)) {
            assertThat(registry.digestOf(AGENT, Tag.parse("none"))).isEmpty();
            assertThat(registry.digestOf(RepositoryName.parse("fleet/none"), Tag.parse("1.4")))
                    .isEmpty();
        }
    }

    @Test
    void throttlingThatPassesIsNotNoticed() {
        ecr.faults().throttle(2);
        try (EcrRegistry registry = EcrRegistries.open(CALLERS, SETTINGS)) {
            registry.prepare(AGENT);
        }
        assertThat(ecr.repository("fleet/agent")).isPresent();
    }

    private JsonNode parameters(String action) {
        return ecr.recording().callsOf(action).get(0);
    }
}

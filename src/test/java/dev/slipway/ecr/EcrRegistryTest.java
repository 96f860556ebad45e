package dev.slipway.ecr;

import static dev.slipway.ecr.TestRegistries.AGENT;
import static dev.slipway.ecr.TestRegistries.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import dev.slipway.plan.AwsAccess;
import dev.slipway.plan.Destination;
import dev.slipway.plan.EcrSettings.Encryption;
import dev.slipway.plan.EcrSettings.RepositoryTemplate;
import dev.slipway.plan.LifecyclePolicies;
import dev.slipway.plan.TagMutability;
import dev.slipway.registry.Credential;
import dev.slipway.registry.RepositoryFacts;
import dev.slipway.testing.AwsSystemProperties;
import dev.slipway.testing.FakeEcr;
import dev.slipway.testing.FakeEcrRecording.ApiCall;
import dev.slipway.testing.FakeEcrRepository;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EcrRegistryTest {

    private static final String POLICY = "{\"Statement\":[{\"Effect\":\"Allow\"}]}";

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
        try (EcrRegistry registry = TestRegistries.open(SETTINGS)) {
            Credential credential = credential(registry);
            assertThat(registry.host()).isEqualTo(RegistryHost.parse(ecr.registryHost()));
            assertThat(credential.username()).isEqualTo("AWS");
            assertThat(ecr.secrets()).contains(credential.password());
            assertThat(credential.source()).isEqualTo("ecr:GetAuthorizationToken");
        }
    }

    @Test
    void openingAsksNothing() {
        TestRegistries.open(SETTINGS).close();
        assertThat(ecr.recording().calls()).isEmpty();
    }

    @Test
    void oneTokenServesAllPushesOfARun() {
        try (EcrRegistry registry = TestRegistries.open(SETTINGS)) {
            List<Credential> credentials = IntStream.range(0, 20)
                    .parallel()
                    .mapToObj(push -> credential(registry))
                    .toList();
            registry.host();
            assertThat(credentials).containsOnly(credentials.get(0));
            assertThat(ecr.recording().callsOf("ecr:GetAuthorizationToken")).hasSize(1);
        }
    }

    @Test
    void aTokenThatEndsWithinAQuarterOfAnHourIsRenewed() {
        EcrToken token = EcrToken.parse(
                "QVdTOnNlY3JldA==",
                Instant.EPOCH,
                Instant.EPOCH.plus(Duration.ofHours(12)),
                AwsAction.GET_AUTHORIZATION_TOKEN);
        assertThat(token.isToBeRenewed(Instant.EPOCH.plus(Duration.ofMinutes(12 * 60 - 16))))
                .isFalse();
        assertThat(token.isToBeRenewed(Instant.EPOCH.plus(Duration.ofMinutes(12 * 60 - 14))))
                .isTrue();
    }

    @Test
    void aTokenThatHasEndedIsRenewedAndOneThatNeverLastsLongIsNotAskedForAllTheTime() {
        ecr.faults().tokensLast(Duration.ofSeconds(-1));
        try (EcrRegistry registry = TestRegistries.open(SETTINGS)) {
            Credential ended = credential(registry);
            ecr.faults().tokensLast(Duration.ofMinutes(5));
            Credential current = credential(registry);
            assertThat(current).isNotEqualTo(ended);
            assertThat(credential(registry)).isEqualTo(current);
        }
    }

    @Test
    void aTokenThatTheRegistryRefusedIsReplacedOnceForAllThreads() {
        try (EcrRegistry registry = TestRegistries.open(SETTINGS)) {
            Credential refused = credential(registry);
            List<Credential> others = IntStream.range(0, 8)
                    .parallel()
                    .mapToObj(push -> registry.login().renewed(refused).orElseThrow())
                    .toList();
            assertThat(others).containsOnly(others.get(0)).doesNotContain(refused);
            assertThat(ecr.recording().callsOf("ecr:GetAuthorizationToken")).hasSize(2);
        }
    }

    @Test
    void theAccountComesFromStsWhereNoneIsConfigured() {
        try (EcrRegistry registry = TestRegistries.open(SETTINGS)) {
            registry.prepare(AGENT);
            registry.prepare(RepositoryName.parse("fleet/ui"));
        }
        assertThat(ecr.recording().callsOf("sts:GetCallerIdentity")).hasSize(1);
        assertThat(parameters("ecr:CreateRepository").path("registryId").asText())
                .isEqualTo(FakeEcr.ACCOUNT_ID);
    }

    @Test
    void aConfiguredAccountIsNamedInEveryCallAndStsIsNotAsked() {
        Destination.Ecr other = new Destination.Ecr("999999999999", "eu-west-1", "", AwsAccess.ofCaller());
        try (EcrRegistry registry = TestRegistries.open(other, TestRegistries.ofAccount("888888888888"))) {
            registry.host();
            registry.prepare(AGENT);
        }
        assertThat(parameters("ecr:GetAuthorizationToken")
                        .path("registryIds")
                        .path(0)
                        .asText())
                .isEqualTo("999999999999");
        for (String action : List.of("ecr:DescribeRepositories", "ecr:CreateRepository")) {
            assertThat(parameters(action).path("registryId").asText())
                    .as(action)
                    .isEqualTo("999999999999");
        }
        assertThat(ecr.recording().callsOf("sts:GetCallerIdentity")).isEmpty();
    }

    @Test
    void theAccountOfTheSettingsServesADestinationWithoutOne() {
        try (EcrRegistry registry = TestRegistries.open(TestRegistries.ofAccount("888888888888"))) {
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
                true,
                Encryption.KMS,
                "alias/images",
                TestRegistries.immutable("latest*", "dev"),
                LifecyclePolicies.expireAfterDays(30),
                Map.of("team", "yard"),
                POLICY);
        try (EcrRegistry registry = TestRegistries.open(TestRegistries.creating(template))) {
            assertThat(registry.look(AGENT)).isEqualTo(new RepositoryFacts(false, template.mutability()));
            assertThat(registry.prepare(AGENT)).isTrue();
            assertThat(registry.prepare(AGENT)).isFalse();
        }
        assertThat(ecr.repository("fleet/agent"))
                .contains(FakeEcrRepository.named("fleet/agent")
                        .withMutability("IMMUTABLE_WITH_EXCLUSION", "latest*", "dev")
                        .withScanOnPush(true)
                        .withEncryption("KMS", "alias/images")
                        .withLifecyclePolicy(LifecyclePolicies.expireAfterDays(30))
                        .withPolicy(POLICY)
                        .withTags(Map.of("team", "yard")));
    }

    @Test
    void whatIsNotConfiguredIsNotSet() {
        try (EcrRegistry registry = TestRegistries.open(SETTINGS)) {
            registry.prepare(AGENT);
        }
        assertThat(ecr.repository("fleet/agent"))
                .contains(FakeEcrRepository.named("fleet/agent").withScanOnPush(true));
        assertThat(ecr.recording().calls())
                .extracting(ApiCall::action)
                .containsExactly(
                        "sts:GetCallerIdentity",
                        "ecr:DescribeRepositories",
                        "ecr:CreateRepository",
                        "ecr:DescribeRepositories");
    }

    @Test
    void aRepositoryThatIsThereStaysAsItIs() {
        ecr.createRepository("fleet/agent");
        try (EcrRegistry registry = TestRegistries.open(TestRegistries.creating(
                TestRegistries.template(true, TestRegistries.immutable(), LifecyclePolicies.keepLast(3))))) {
            assertThat(registry.prepare(AGENT)).isFalse();
            registry.prepare(AGENT);
        }
        assertThat(ecr.recording().calls())
                .extracting(ApiCall::action)
                .containsExactly("sts:GetCallerIdentity", "ecr:DescribeRepositories");
    }

    @Test
    void aLookTellsWhichTagsOfARepositoryCannotBeMovedAndSparesThePushAnotherOne() {
        ecr.createRepository(
                FakeEcrRepository.named("fleet/agent").withMutability("IMMUTABLE_WITH_EXCLUSION", "latest*", "*-dev"));
        try (EcrRegistry registry = TestRegistries.open(SETTINGS)) {
            RepositoryFacts facts = registry.look(AGENT);
            registry.prepare(AGENT);

            assertThat(facts.exists()).isTrue();
            assertThat(List.of("1.0", "latest", "latest-2", "1.0-dev"))
                    .filteredOn(facts.mutability()::isFixed)
                    .containsExactly("1.0");
        }
        assertThat(ecr.recording().callsOf("ecr:DescribeRepositories")).hasSize(1);
    }

    @Test
    void mutableTagsMayHaveFixedOnesAmongThem() {
        ecr.createRepository(FakeEcrRepository.named("fleet/agent").withMutability("MUTABLE_WITH_EXCLUSION", "v*"));
        try (EcrRegistry registry = TestRegistries.open(SETTINGS)) {
            TagMutability mutability = registry.look(AGENT).mutability();
            assertThat(mutability).isEqualTo(new TagMutability(false, List.of("v*")));
        }
    }

    @Test
    void aCreatorWhoWasFasterIsNoErrorAndKeepsItsOwnSettings() {
        ecr.faults().createMeanwhile();
        try (EcrRegistry registry = TestRegistries.open(TestRegistries.creating(
                TestRegistries.template(true, TestRegistries.immutable(), LifecyclePolicies.keepLast(3))))) {
            assertThat(registry.prepare(AGENT)).isFalse();
        }
        assertThat(ecr.repository("fleet/agent")).contains(FakeEcrRepository.named("fleet/agent"));
    }

    @Test
    void severalThreadsMakeARepositoryOnce() {
        try (EcrRegistry registry = TestRegistries.open(SETTINGS)) {
            assertThat(IntStream.range(0, 8)
                            .parallel()
                            .filter(image -> registry.prepare(AGENT))
                            .count())
                    .isEqualTo(1);
        }
        assertThat(ecr.recording().callsOf("ecr:CreateRepository")).hasSize(1);
    }

    private static Credential credential(EcrRegistry registry) {
        return registry.login().credential().orElseThrow();
    }

    private JsonNode parameters(String action) {
        return ecr.recording().callsOf(action).get(0);
    }
}

package dev.slipway.ecr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.RepositoryName;
import dev.slipway.plan.AwsAccess;
import dev.slipway.plan.Destination;
import dev.slipway.plan.EcrSettings;
import dev.slipway.plan.EcrSettings.Encryption;
import dev.slipway.plan.EcrSettings.RepositoryTemplate;
import dev.slipway.plan.TagMutability;
import dev.slipway.registry.Credential;
import dev.slipway.registry.CredentialException;
import dev.slipway.registry.Registry;
import dev.slipway.registry.RegistryException;
import dev.slipway.registry.RepositoryFacts;
import dev.slipway.testing.AwsSystemProperties;
import dev.slipway.testing.FakeEcr;
import dev.slipway.testing.RecordingLog;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ECR Public, whose API we sign and speak by ourselves; the stand-in checks the signatures. */
class EcrPublicRegistryTest {

    private static final RepositoryName AGENT = RepositoryName.parse("fleetyard/tools/agent");
    private static final String ROLE = "arn:aws:iam::123456789012:role/deploy";

    private final FakeEcr ecr = FakeEcr.start();
    private final RecordingLog log = new RecordingLog();
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
    void theLoginIsThatOfTheAwsCredentials() {
        try (Registry registry = open(TestRegistries.SETTINGS)) {
            Credential credential = registry.login().credential().orElseThrow();
            assertThat(credential.username()).isEqualTo("AWS");
            assertThat(ecr.secrets()).contains(credential.password());
            assertThat(credential.source()).isEqualTo("ecr-public:GetAuthorizationToken");
            assertThat(registry.login().renewed(credential)).isPresent().get().isNotEqualTo(credential);
            assertThat(registry.host()).hasToString("public.ecr.aws");
            assertThat(registry.identity()).contains("account 123456789012 as arn:aws:iam::123456789012:user/builder");
        }
    }

    @Test
    void aRoleSignsWithItsSession() {
        ecr.callers().role(ROLE, "");
        AwsAccess deployer = new AwsAccess(null, ROLE, null, null);
        try (Registry registry =
                TestRegistries.open(new Destination.EcrPublic("fleetyard", deployer), TestRegistries.SETTINGS, log)) {
            assertThat(registry.login().credential()).isPresent();
        }
    }

    @Test
    void aMissingRepositoryIsMadeWithItsTags() {
        RepositoryTemplate template = new RepositoryTemplate(
                true, Encryption.AES256, null, TagMutability.mutable(), null, Map.of("team", "yard"), null);
        try (Registry registry = open(TestRegistries.creating(template))) {
            assertThat(registry.look(AGENT)).isEqualTo(new RepositoryFacts(false, TagMutability.mutable()));
            assertThat(registry.prepare(AGENT)).isTrue();
            assertThat(registry.prepare(AGENT)).isFalse();
            assertThat(registry.look(AGENT).exists()).isTrue();
        }
        assertThat(ecr.publicRepositories()).containsExactly("tools/agent");
        assertThat(ecr.recording().callsOf("ecr-public:CreateRepository").get(0).toString())
                .isEqualTo("{\"repositoryName\":\"tools/agent\",\"tags\":[{\"Key\":\"team\",\"Value\":\"yard\"}]}");
    }

    @Test
    void aRepositoryThatMayNotBeCreatedIsASentence() {
        try (Registry registry = open(TestRegistries.notCreating())) {
            assertThatThrownBy(() -> registry.look(AGENT))
                    .isInstanceOf(RegistryException.class)
                    .hasMessage("Cannot push to the ECR Public repository 'fleetyard/tools/agent': it does not exist"
                            + " and <createRepositories> in <ecr> is false. Set it to true"
                            + " (-Dslipway.ecr.createRepositories=true), or create the repository: aws ecr-public"
                            + " create-repository --region us-east-1 --repository-name tools/agent.");
        }
    }

    @Test
    void anAliasThatIsNotTheCallersIsASentence() {
        try (Registry registry = open(TestRegistries.SETTINGS)) {
            assertThatThrownBy(() -> registry.prepare(RepositoryName.parse("acme/agent")))
                    .isInstanceOf(RegistryException.class)
                    .hasMessage("Cannot push to public.ecr.aws/acme/agent: the AWS credentials are those of another"
                            + " registry, in which it is public.ecr.aws/fleetyard/agent. Correct the alias in"
                            + " <registry>public.ecr.aws/ALIAS</registry>, or the credentials.");
            assertThatThrownBy(() -> registry.look(RepositoryName.parse("agent")))
                    .hasMessageContaining("begins with the alias of its registry");
        }
    }

    @Test
    void whatPassesIsTriedAgain() {
        ecr.faults().throttle(1);
        ecr.faults().breakDown(1);
        ecr.faults().reset(1);
        try (Registry registry = open(TestRegistries.SETTINGS)) {
            assertThat(registry.login().credential()).isPresent();
        }
        assertThat(log.events("again "))
                .hasSize(3)
                .first()
                .isEqualTo("again Cannot log in to Amazon ECR Public: AWS throttles ecr-public:GetAuthorizationToken");
    }

    @Test
    void whatDoesNotPassIsASentence() {
        ecr.faults().deny("ecr-public:GetAuthorizationToken", "*");
        try (Registry registry = open(TestRegistries.SETTINGS)) {
            assertThatThrownBy(() -> registry.login().credential())
                    .isInstanceOf(CredentialException.class)
                    .hasMessageStartingWith("Cannot log in to Amazon ECR Public: AWS denies"
                            + " ecr-public:GetAuthorizationToken on * (User: arn:aws:iam::123456789012:user/builder is")
                    .hasMessageEndingWith("Allow the caller ecr-public:GetAuthorizationToken in IAM together with"
                            + " sts:GetServiceBearerToken.");
            ecr.faults().clear();
            ecr.faults().throttle(100);
            assertThatThrownBy(() -> registry.look(AGENT))
                    .hasMessageStartingWith("Cannot look for the ECR Public repository 'fleetyard/tools/agent': AWS"
                            + " throttles ecr-public:DescribeRepositories");
        }
    }

    @Test
    void anAwsThatCannotBeReachedIsASentence() {
        System.setProperty("aws.endpointUrlEcrPublic", "http://api.ecr-public.invalid");
        try (Registry registry = open(TestRegistries.SETTINGS)) {
            assertThatThrownBy(() -> registry.login().credential())
                    .isInstanceOf(RegistryException.class)
                    .hasMessageStartingWith("Cannot log in to Amazon ECR Public: AWS cannot be reached (the host"
                            + " api.ecr-public.invalid is unknown). ");
        }
    }

    private Registry open(EcrSettings settings) {
        return TestRegistries.open(new Destination.EcrPublic("fleetyard", AwsAccess.ofCaller()), settings, log);
    }
}

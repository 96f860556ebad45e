package dev.slipway.ecr;

import static dev.slipway.ecr.TestRegistries.AGENT;
import static dev.slipway.ecr.TestRegistries.CALLERS;
import static dev.slipway.ecr.TestRegistries.IRELAND;
import static dev.slipway.ecr.TestRegistries.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.plan.AwsAccess;
import dev.slipway.plan.Destination;
import dev.slipway.registry.CredentialException;
import dev.slipway.testing.AwsSystemProperties;
import dev.slipway.testing.FakeEcr;
import dev.slipway.testing.FakeHome;
import dev.slipway.testing.FakeRoleService;
import dev.slipway.testing.RecordingLog;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The services that hand out a role's credentials: beside a container, and on an EC2 instance. */
@Timeout(60)
class RoleServicesTest {

    private static final String CONTAINER =
            "account 123456789012 as" + " arn:aws:sts::123456789012:assumed-role/container/i-0123456789";
    private static final String INSTANCE =
            "account 123456789012 as arn:aws:sts::123456789012:assumed-role/instance/i-0123456789";
    private static final String DOING = "Cannot log in to the registry 'ecr:eu-west-1/acme': ";
    private static final String NOTHING = DOING + "the AWS SDK finds no credentials. Set AWS_ACCESS_KEY_ID and"
            + " AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or run where a role gives credentials (web identity, ECS, EC2).";

    @TempDir
    private Path directory;

    private final FakeEcr ecr = FakeEcr.start();
    private final FakeRoleService service = FakeRoleService.before(ecr);
    private final RecordingLog log = new RecordingLog();
    private AwsSystemProperties properties;

    @BeforeEach
    void hideWhatIsConfiguredHere() {
        properties = AwsSystemProperties.with(ecr.endpointProperties(), directory);
    }

    @AfterEach
    void close() {
        properties.close();
        assertThat(String.join("\n", log.events()))
                .doesNotContain(ecr.secrets())
                .doesNotContain(FakeRoleService.AUTHORIZATION);
        service.close();
        ecr.close();
    }

    @Test
    void aContainerHasTheRoleOfItsTask() {
        use(service.containerProperties());
        try (EcrRegistry registry = open(IRELAND)) {
            assertThat(registry.identity()).contains(CONTAINER);
            assertThat(registry.prepare(AGENT)).isTrue();
        }
        assertThat(service.requests()).containsExactly("GET /container");
    }

    @Test
    void theTokenOfAPodLiesInAFile() {
        Path token = directory.resolve("token");
        FakeHome.write(token, FakeRoleService.AUTHORIZATION);
        use(Map.of(
                "aws.containerCredentialsFullUri",
                service.address() + "/container",
                "aws.containerAuthorizationTokenFile",
                token.toString()));
        try (EcrRegistry registry = open(IRELAND)) {
            assertThat(registry.identity()).contains(CONTAINER);
        }
    }

    @Test
    void theAddressOfATaskIsAPath() {
        use(Map.of(
                "aws.containerServiceEndpoint",
                service.address(),
                "aws.containerCredentialsPath",
                "/container",
                "aws.containerAuthorizationToken",
                FakeRoleService.AUTHORIZATION));
        try (EcrRegistry registry = open(IRELAND)) {
            assertThat(registry.identity()).contains(CONTAINER);
        }
    }

    @Test
    void anInstanceHasTheRoleOfItsProfileAndARegion() {
        use(service.instanceProperties());
        System.clearProperty("aws.region");
        try (EcrRegistry registry = open(CALLERS)) {
            assertThat(registry.identity()).contains(INSTANCE);
            assertThat(registry.prepare(AGENT)).isTrue();
        }
        assertThat(service.requests())
                .contains("GET /latest/dynamic/instance-identity/document")
                .endsWith(
                        "PUT /latest/api/token",
                        "GET /latest/meta-data/iam/security-credentials/",
                        "GET /latest/meta-data/iam/security-credentials/instance");
    }

    @Test
    void anotherRoleIsAssumedOnTopOfIt() {
        use(service.instanceProperties());
        ecr.callers().role("arn:aws:iam::999999999999:role/push", "");
        AwsAccess push = new AwsAccess(null, "arn:aws:iam::999999999999:role/push", null, null);
        try (EcrRegistry registry = open(new Destination.Ecr("999999999999", "eu-west-1", "", push))) {
            assertThat(registry.identity())
                    .contains("account 999999999999 as arn:aws:sts::999999999999:assumed-role/push/slipway");
        }
    }

    @Test
    void credentialsOfAContainerThatEndAreAskedForAgain() {
        use(service.containerProperties());
        service.credentialsLast(Duration.ofSeconds(2));
        try (EcrRegistry registry = open(IRELAND)) {
            registry.look(AGENT);
            int before = service.requests().size();
            registry.look(AGENT);
            assertThat(service.requests()).hasSizeGreaterThan(before);
        }
    }

    @Test
    void credentialsOfAnInstanceThatEndAreAskedForAgain() {
        use(service.instanceProperties());
        service.credentialsLast(Duration.ofSeconds(3));
        String request = "GET /latest/meta-data/iam/security-credentials/instance";
        try (EcrRegistry registry = open(IRELAND)) {
            while (Collections.frequency(service.requests(), request) < 2) {
                registry.look(AGENT);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServiceThatFailsInTheMiddleOfARunDoesNotEndIt(boolean isContainers) {
        use(isContainers ? service.containerProperties() : service.instanceProperties());
        service.credentialsLast(Duration.ofSeconds(2));
        try (EcrRegistry registry = open(IRELAND)) {
            service.fail(500);
            assertThat(registry.look(AGENT).exists()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 500})
    void aContainersServiceThatRefusesIsNamed(int status) {
        use(service.containerProperties());
        service.fail(status);
        assertThat(failure())
                .hasMessage(DOING + "the container's service for credentials, " + service.address() + "/container,"
                        + " gives none (HTTP status " + status + ", Not today). Check the role of the task, build or"
                        + " pod, AWS_CONTAINER_CREDENTIALS_FULL_URI and AWS_CONTAINER_AUTHORIZATION_TOKEN.");
    }

    @Test
    void aContainersServiceThatKnowsNoRoleIsNamed() {
        use(service.containerProperties());
        service.fail(404);
        assertThat(failure())
                .hasMessageStartingWith(DOING + "the container's service for credentials, " + service.address()
                        + "/container, gives none (The requested metadata is not found at ");
    }

    @Test
    void aContainersServiceThatDoesNotAnswerIsNamed() {
        use(service.containerProperties());
        service.fallSilent();
        assertThat(failure())
                .hasMessageStartingWith(DOING + "the container's service for credentials, " + service.address()
                        + "/container, gives none (");
    }

    @Test
    void aTokenOfAPodThatIsNotThere() {
        use(Map.of(
                "aws.containerCredentialsFullUri",
                service.address() + "/container",
                "aws.containerAuthorizationTokenFile",
                "/does/not/exist"));
        assertThat(failure()).hasMessageContaining(" gives none (there is no file /does/not/exist). ");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 500})
    void anInstancesServiceThatRefusesGivesNoCredentials(int status) {
        use(service.instanceProperties());
        service.fail(status);
        assertThat(failure()).hasMessage(NOTHING);
    }

    @Test
    @Timeout(10)
    void whereNoServiceAnswersTheSentenceComesWithinSeconds() {
        use(service.instanceProperties());
        service.fallSilent();
        assertThat(failure()).hasMessage(NOTHING);
    }

    private void use(Map<String, String> settings) {
        Map<String, String> all = ecr.endpointProperties();
        all.putAll(settings);
        properties.close();
        properties = AwsSystemProperties.with(all, directory);
    }

    private CredentialException failure() {
        CredentialException failure = catchThrowableOfType(
                CredentialException.class, () -> open(IRELAND).close());
        assertThat(failure).isNotNull();
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(ecr.secrets()).doesNotContain(FakeRoleService.AUTHORIZATION);
        return failure;
    }

    private EcrRegistry open(Destination.Ecr destination) {
        return TestRegistries.open(destination, SETTINGS, log);
    }
}

package dev.slipway.ecr;

import static dev.slipway.ecr.TestRegistries.AGENT;
import static dev.slipway.ecr.TestRegistries.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.plan.AwsAccess;
import dev.slipway.plan.Destination;
import dev.slipway.plan.EcrSettings;
import dev.slipway.registry.CredentialException;
import dev.slipway.registry.RegistryException;
import dev.slipway.testing.AwsSystemProperties;
import dev.slipway.testing.FakeEcr;
import dev.slipway.testing.FakeEcrRecording.ApiCall;
import dev.slipway.testing.RecordingLog;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As whom AWS is asked, and who that is. */
class EcrCallersTest {

    private static final String ROLE = "arn:aws:iam::999999999999:role/release/deploy";
    private static final AwsAccess DEPLOYER = new AwsAccess(null, ROLE, "yard-7", null);

    private final FakeEcr ecr = FakeEcr.start();
    private final RecordingLog log = new RecordingLog();
    private AwsSystemProperties properties;

    @BeforeEach
    void leadTheSdkToTheStandIn(@TempDir Path directory) {
        properties = AwsSystemProperties.leadingTo(ecr, directory);
        ecr.callers().role(ROLE, "yard-7");
    }

    @AfterEach
    void close() {
        properties.close();
        assertThat(String.join("\n", log.events())).doesNotContain(ecr.secrets());
        ecr.close();
    }

    @Test
    void theIdentityIsAccountAndCaller() {
        try (EcrRegistry registry = open(TestRegistries.CALLERS)) {
            assertThat(registry.identity()).contains("account 123456789012 as arn:aws:iam::123456789012:user/builder");
            registry.identity();
            registry.look(AGENT);
        }
        assertThat(ecr.recording().callsOf("sts:GetCallerIdentity")).hasSize(1);
    }

    @Test
    void theAccountIsTheRegistrysWhoeverTheCallerIs() {
        try (EcrRegistry registry = open(new Destination.Ecr("888888888888", "eu-west-1", "", AwsAccess.ofCaller()))) {
            assertThat(registry.identity()).contains("account 888888888888 as arn:aws:iam::123456789012:user/builder");
        }
    }

    @Test
    void anIdentityThatIsDeniedStopsNothing() {
        ecr.faults().deny("sts:GetCallerIdentity", "*");
        try (EcrRegistry registry = open(TestRegistries.CALLERS)) {
            assertThat(registry.identity()).isEmpty();
            registry.identity();
        }
        assertThat(ecr.recording().callsOf("sts:GetCallerIdentity")).hasSize(1);
        try (EcrRegistry registry = open(new Destination.Ecr("888888888888", "eu-west-1", "", AwsAccess.ofCaller()))) {
            assertThat(registry.identity()).contains("account 888888888888");
        }
    }

    @Test
    void aRoleIsAssumedWithItsExternalIdAndSession() {
        try (EcrRegistry registry = open(as(DEPLOYER))) {
            assertThat(registry.identity())
                    .contains("account 999999999999 as arn:aws:sts::999999999999:assumed-role/release/deploy/slipway");
            assertThat(registry.login().credential()).isPresent();
        }
        assertThat(ecr.recording().calls())
                .extracting(ApiCall::action)
                .containsExactly("sts:AssumeRole", "sts:GetCallerIdentity", "ecr:GetAuthorizationToken");
        JsonNode assumed = ecr.recording().callsOf("sts:AssumeRole").get(0);
        assertThat(assumed.path("ExternalId").asText()).isEqualTo("yard-7");
    }

    @Test
    void aSessionMayHaveAnotherName() {
        try (EcrRegistry registry = open(as(new AwsAccess(null, ROLE, "yard-7", "release-42")))) {
            assertThat(registry.identity().orElseThrow()).endsWith("/release-42");
        }
    }

    @Test
    void aRegistrySaysMoreThanTheSettings() {
        EcrSettings settings = new EcrSettings(
                null,
                new AwsAccess(null, "arn:aws:iam::1:role/other", "yard-7", "all"),
                true,
                false,
                SETTINGS.repository());
        Destination.Ecr own = as(new AwsAccess(null, ROLE, null, null));
        try (EcrRegistry registry = TestRegistries.open(own, settings, log)) {
            assertThat(registry.identity().orElseThrow()).endsWith("assumed-role/release/deploy/all");
        }
    }

    @Test
    void aSessionThatEndsIsRenewedByItself() {
        ecr.faults().roleSessionsLast(Duration.ofSeconds(2));
        try (EcrRegistry registry = open(as(DEPLOYER))) {
            registry.look(AGENT);
            registry.look(AGENT);
        }
        assertThat(ecr.recording().callsOf("sts:AssumeRole")).hasSizeGreaterThan(1);
    }

    @Test
    void aRoleThatCannotBeAssumedNamesTheActionTheRoleAndTheCaller() {
        AwsAccess wrong = new AwsAccess(null, ROLE, "other", null);
        assertThatThrownBy(() -> open(as(wrong)))
                .isInstanceOf(CredentialException.class)
                .hasMessage(
                        "Cannot assume the role '" + ROLE + "' as arn:aws:iam::123456789012:user/builder: AWS denies"
                                + " sts:AssumeRole on " + ROLE + " (User: arn:aws:iam::123456789012:user/builder is not"
                                + " authorized to perform: sts:AssumeRole on resource: " + ROLE + "). Allow the caller"
                                + " sts:AssumeRole in IAM and name it in the role's trust policy; a role that asks for an"
                                + " external id needs <externalId> too.");
    }

    @Test
    void throttlingOfARolePasses() {
        ecr.faults().throttle(2);
        open(as(DEPLOYER)).close();
        assertThat(log.events("again "))
                .containsExactly(
                        "again Cannot assume the role '" + ROLE + "': AWS throttles sts:AssumeRole",
                        "again Cannot assume the role '" + ROLE + "': AWS throttles sts:AssumeRole");
    }

    @Test
    void aRoleWithoutAwsIsASentence() {
        System.setProperty("aws.endpointUrlSts", "http://sts.eu-nowhere-1.invalid");
        assertThatThrownBy(() -> open(as(DEPLOYER)))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith("Cannot assume the role '" + ROLE + "': AWS cannot be reached (the host"
                        + " sts.eu-nowhere-1.invalid is unknown). ");
    }

    private static Destination.Ecr as(AwsAccess access) {
        return new Destination.Ecr(null, "eu-west-1", "", access);
    }

    private EcrRegistry open(Destination.Ecr destination) {
        return TestRegistries.open(destination, SETTINGS, log);
    }
}

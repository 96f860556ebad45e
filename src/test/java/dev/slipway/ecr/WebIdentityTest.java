package dev.slipway.ecr;

import static dev.slipway.ecr.TestRegistries.AGENT;
import static dev.slipway.ecr.TestRegistries.IRELAND;
import static dev.slipway.ecr.TestRegistries.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.failure.SlipwayException;
import dev.slipway.plan.AwsAccess;
import dev.slipway.plan.Destination;
import dev.slipway.registry.CredentialException;
import dev.slipway.registry.RegistryException;
import dev.slipway.testing.AwsSystemProperties;
import dev.slipway.testing.FakeEcr;
import dev.slipway.testing.FakeEcrRecording.ApiCall;
import dev.slipway.testing.FakeHome;
import dev.slipway.testing.RecordingLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A role that is assumed with a token in a file, as EKS and CI services do it. */
class WebIdentityTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/pod";
    private static final String OTHER_ROLE = "arn:aws:iam::999999999999:role/push";
    private static final String TOKEN = "webIdentity0webIdentity1webIdentity2webIdentity3";
    private static final String DOING = "Cannot log in to the registry 'ecr:eu-west-1/acme': ";

    private final FakeEcr ecr = FakeEcr.start();
    private final RecordingLog log = new RecordingLog();
    private AwsSystemProperties properties;
    private Path token;

    @BeforeEach
    void leadTheSdkToTheStandIn(@TempDir Path directory) {
        token = directory.resolve("web-identity");
        FakeHome.write(token, TOKEN);
        ecr.callers().webIdentity(TOKEN, ROLE);
        Map<String, String> settings = ecr.endpointProperties();
        settings.put("aws.webIdentityTokenFile", token.toString());
        settings.put("aws.roleArn", ROLE);
        settings.put("aws.roleSessionName", "pod-7");
        properties = AwsSystemProperties.with(settings, directory);
    }

    @AfterEach
    void close() {
        properties.close();
        assertThat(String.join("\n", log.events())).doesNotContain(ecr.secrets());
        ecr.close();
    }

    @Test
    void theCallerIsTheRole() {
        try (EcrRegistry registry = open(IRELAND)) {
            assertThat(registry.identity())
                    .contains("account 123456789012 as arn:aws:sts::123456789012:assumed-role/pod/pod-7");
            registry.prepare(AGENT);
        }
        assertThat(ecr.recording().calls())
                .extracting(ApiCall::action)
                .startsWith("sts:AssumeRoleWithWebIdentity", "sts:GetCallerIdentity", "ecr:DescribeRepositories");
        assertThat(ecr.repository("fleet/agent")).isPresent();
    }

    @Test
    void anotherRoleIsAssumedOnTopOfIt() {
        ecr.callers().role(OTHER_ROLE, "yard-7");
        AwsAccess push = new AwsAccess(null, OTHER_ROLE, "yard-7", null);
        try (EcrRegistry registry = open(new Destination.Ecr("999999999999", "eu-west-1", "", push))) {
            assertThat(registry.identity())
                    .contains("account 999999999999 as arn:aws:sts::999999999999:assumed-role/push/slipway");
            assertThat(registry.login().credential()).isPresent();
        }
        assertThat(ecr.recording().calls())
                .extracting(ApiCall::action)
                .containsExactly(
                        "sts:AssumeRoleWithWebIdentity",
                        "sts:AssumeRole",
                        "sts:GetCallerIdentity",
                        "ecr:GetAuthorizationToken");
    }

    @Test
    void aSessionThatEndsIsRenewedWithTheTokenThatIsInTheFileThen() throws IOException {
        ecr.faults().roleSessionsLast(Duration.ofSeconds(2));
        try (EcrRegistry registry = open(IRELAND)) {
            registry.look(AGENT);
            String next = TOKEN.replace("3", "4");
            ecr.callers().webIdentity(next, ROLE);
            Files.writeString(token, next);
            registry.look(AGENT);
        }
        assertThat(ecr.recording().callsOf("sts:AssumeRoleWithWebIdentity")).hasSizeGreaterThan(1);
    }

    @Test
    void aTokenThatStsDoesNotKnowNamesTheFileAndTheIdentityProvider() {
        FakeHome.write(token, "another0another1another2another3");
        assertThat(failure(CredentialException.class))
                .hasMessage(DOING + "STS does not take the web identity token '" + token + "' for the role '" + ROLE
                        + "' (No OpenIDConnect provider found in your account for https://ci.example). Check that the"
                        + " role's account has an identity provider in IAM with the token's issuer and audience, and"
                        + " that AWS_WEB_IDENTITY_TOKEN_FILE names the right file.");
    }

    @Test
    void aTokenThatHasExpiredIsToBeAskedForAgain() {
        ecr.faults()
                .fail(
                        "sts:AssumeRoleWithWebIdentity",
                        "ExpiredTokenException",
                        "Token expired: current date/time 1767225700 must be before the expiration date/time"
                                + " 1767225600");
        assertThat(failure(CredentialException.class))
                .hasMessage(DOING + "the web identity token '" + token + "' has expired (Token expired: current"
                        + " date/time 1767225700 must be before the expiration date/time 1767225600). Run again with a"
                        + " new one; the tokens of CI jobs last for minutes only.");
    }

    @Test
    void aRoleThatDoesNotTrustTheTokenNamesItsTrustPolicy() {
        System.setProperty("aws.roleArn", OTHER_ROLE);
        assertThat(failure(CredentialException.class))
                .hasMessage(DOING + "AWS denies sts:AssumeRoleWithWebIdentity on " + OTHER_ROLE + " (Not authorized to"
                        + " perform sts:AssumeRoleWithWebIdentity). Allow it to the token's issuer, audience and"
                        + " subject in the role's trust policy, or correct AWS_ROLE_ARN.");
    }

    @Test
    void whatStsRepeatsOfTheTokenIsNotSaid() {
        ecr.faults()
                .fail(
                        "sts:AssumeRoleWithWebIdentity",
                        "ValidationError",
                        "1 validation error detected: Value '" + TOKEN + "' at 'webIdentityToken' failed to satisfy"
                                + " constraint: Member must have length less than or equal to 20000");
        assertThat(failure(CredentialException.class))
                .hasMessage(DOING + "STS does not take the form of the web identity token '" + token + "', or of the"
                        + " role '" + ROLE + "' or its session's name. Check the file, AWS_ROLE_ARN and"
                        + " AWS_ROLE_SESSION_NAME.");
    }

    @Test
    void wordsThatRepeatTheTokenOfAProfileAreLeftOut() {
        properties.close();
        Map<String, String> settings = ecr.endpointProperties();
        settings.put("aws.accessKeyId", "");
        properties = AwsSystemProperties.with(settings, token.getParent());
        FakeHome.write(token.resolveSibling("config"), """
                [profile pod]
                role_arn = %s
                web_identity_token_file = %s
                """.formatted(ROLE, token));
        ecr.faults().fail("sts:AssumeRoleWithWebIdentity", "ValidationError", "Value '" + TOKEN + "' is not valid");
        AwsAccess pod = new AwsAccess("pod", null, null, null);
        assertThatThrownBy(() -> open(new Destination.Ecr(null, "eu-west-1", "", pod)))
                .isInstanceOf(CredentialException.class)
                .hasMessageContaining("the AWS profile 'pod' gives no credentials (AWS answers ValidationError)")
                .hasMessageNotContaining(TOKEN)
                .hasNoCause();
    }

    @Test
    void anAnswerThatNobodyForesaw() {
        ecr.faults().fail("sts:AssumeRoleWithWebIdentity", "RegionDisabledException", "STS is not activated here.");
        assertThat(failure(CredentialException.class))
                .hasMessage(DOING + "STS answers the web identity token '" + token + "' with RegionDisabledException"
                        + " (STS is not activated here). Put right what STS names and run again.");
    }

    @Test
    void aTokenThatIsNotThere() throws IOException {
        Files.delete(token);
        assertThat(failure(CredentialException.class))
                .hasMessage(DOING + "there is no web identity token '" + token + "'. Correct or unset"
                        + " AWS_WEB_IDENTITY_TOKEN_FILE.");
    }

    @Test
    void aTokenThatCannotBeRead() throws IOException {
        Files.delete(token);
        Files.createDirectory(token);
        assertThat(failure(CredentialException.class))
                .hasMessage(DOING + "the web identity token '" + token + "' cannot be read (Is a directory). Make the"
                        + " file readable, or correct or unset AWS_WEB_IDENTITY_TOKEN_FILE.");
    }

    @Test
    void aTokenWithoutARole() {
        System.clearProperty("aws.roleArn");
        assertThat(failure(CredentialException.class))
                .hasMessage(DOING + "AWS_WEB_IDENTITY_TOKEN_FILE names a token, but AWS_ROLE_ARN no role. Set"
                        + " AWS_ROLE_ARN, or unset AWS_WEB_IDENTITY_TOKEN_FILE.");
    }

    @Test
    void stsThatCannotBeReached() {
        System.setProperty("aws.endpointUrlSts", "http://sts.eu-nowhere-1.invalid");
        assertThat(failure(RegistryException.class))
                .hasMessageStartingWith(
                        DOING + "AWS cannot be reached (the host sts.eu-nowhere-1.invalid is unknown). Check");
    }

    private <X extends SlipwayException> X failure(Class<X> type) {
        X failure = catchThrowableOfType(type, () -> open(IRELAND).close());
        assertThat(failure).isNotNull();
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(ecr.secrets());
        return failure;
    }

    private EcrRegistry open(Destination.Ecr destination) {
        return TestRegistries.open(destination, SETTINGS, log);
    }
}

package dev.slipway.ecr;

import static dev.slipway.ecr.TestRegistries.AGENT;
import static dev.slipway.ecr.TestRegistries.ARN;
import static dev.slipway.ecr.TestRegistries.PLACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.failure.SlipwayException;
import dev.slipway.image.RepositoryName;
import dev.slipway.plan.EcrSettings;
import dev.slipway.plan.EcrSettings.Encryption;
import dev.slipway.plan.EcrSettings.RepositoryTemplate;
import dev.slipway.plan.LifecyclePolicies;
import dev.slipway.plan.TagMutability;
import dev.slipway.registry.CredentialException;
import dev.slipway.registry.RegistryException;
import dev.slipway.testing.AwsSystemProperties;
import dev.slipway.testing.FakeEcr;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sentence for everything that AWS may answer. */
class EcrFailuresTest {

    private static final EcrSettings SETTINGS = TestRegistries.creating(new RepositoryTemplate(
            true,
            Encryption.KMS,
            "alias/images",
            TagMutability.mutable(),
            LifecyclePolicies.keepLast(3),
            Map.of(),
            "{}"));

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
    void credentialsThatAwsDoesNotKnow() {
        ecr.faults().refuseCredentials();
        assertThat(failure(CredentialException.class, EcrRegistry::host))
                .hasMessage("Cannot log in to Amazon ECR in eu-west-1: AWS does not know the credentials"
                        + " (UnrecognizedClientException). Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and"
                        + " AWS_SESSION_TOKEN, or AWS_PROFILE, and that they belong to the partition of the region.");
    }

    @Test
    void credentialsThatStsDoesNotKnow() {
        ecr.faults().refuseCredentials();
        assertThat(failure(CredentialException.class, registry -> registry.prepare(AGENT)))
                .hasMessageStartingWith("Cannot find the AWS account that the credentials belong to:"
                        + " AWS does not know the credentials (InvalidClientTokenId).");
    }

    @Test
    void credentialsThatHaveExpired() {
        ecr.faults().expireCredentials();
        String rest = ": the AWS credentials have expired."
                + " Renew them (such as with 'aws sso login' or a new session token) and run again.";
        assertThat(failure(
                        CredentialException.class, registry -> registry.login().credential()))
                .hasMessage("Cannot log in to Amazon ECR in eu-west-1" + rest);
        assertThat(failure(CredentialException.class, registry -> registry.prepare(AGENT)))
                .hasMessage("Cannot find the AWS account that the credentials belong to" + rest);
    }

    @Test
    void aSecretThatIsNotTheKeys() {
        ecr.faults().fail("ecr:GetAuthorizationToken", "InvalidSignatureException", """
                        The request signature we calculated does not match the signature you provided.

                        The Canonical String for this request should have been
                        'POST x-amz-security-token:SESSIONTOKENTHATNOBODYMAYSEE'""");
        SlipwayException failure = failure(CredentialException.class, EcrRegistry::host);
        assertThat(failure)
                .hasMessage("Cannot log in to Amazon ECR in eu-west-1: AWS does not accept the signature: the secret"
                        + " key is not the access key's, or the clock is wrong. Check AWS_SECRET_ACCESS_KEY, or the"
                        + " profile, and this machine's clock.");
        assertThat(stackTrace(failure)).doesNotContain("SESSIONTOKENTHATNOBODYMAYSEE");
    }

    @Test
    void aDeniedTokenNamesTheActionThatIamHasToAllow() {
        ecr.faults().deny("ecr:GetAuthorizationToken", "*");
        assertThat(failure(CredentialException.class, EcrRegistry::host))
                .hasMessage("Cannot log in to Amazon ECR in eu-west-1: AWS denies ecr:GetAuthorizationToken on * (User:"
                        + " arn:aws:iam::123456789012:user/builder is not authorized to perform:"
                        + " ecr:GetAuthorizationToken on resource: * because no identity-based policy allows the"
                        + " ecr:GetAuthorizationToken action). Allow the caller ecr:GetAuthorizationToken in IAM.");
    }

    @Test
    void aDeniedCallerIdentityMayBeAvoidedByNamingTheAccount() {
        ecr.faults().deny("sts:GetCallerIdentity", "*");
        assertThat(failure(CredentialException.class, registry -> registry.prepare(AGENT)))
                .hasMessageStartingWith("Cannot find the AWS account that the credentials belong to:"
                        + " AWS denies sts:GetCallerIdentity on * (User: ")
                .hasMessageEndingWith(". Allow the caller sts:GetCallerIdentity in IAM, or set <accountId> in <ecr>.");
    }

    @Test
    void aDeniedLookForARepository() {
        ecr.faults().deny("ecr:DescribeRepositories", ARN);
        assertThat(failure(CredentialException.class, registry -> registry.prepare(AGENT)))
                .hasMessageStartingWith(
                        "Cannot look for " + PLACE + ": AWS denies ecr:DescribeRepositories on " + ARN + " (User: ")
                .hasMessageEndingWith(". Allow the caller ecr:DescribeRepositories in IAM.");
    }

    @Test
    void aDeniedCreation() {
        ecr.faults().deny("ecr:CreateRepository", ARN);
        assertThat(failure(CredentialException.class, registry -> registry.prepare(AGENT)))
                .hasMessageStartingWith(
                        "Cannot create " + PLACE + ": AWS denies ecr:CreateRepository on " + ARN + " (User: ")
                .hasMessageEndingWith(
                        ". Allow the caller ecr:CreateRepository in IAM," + " or create the repository beforehand.");
    }

    @Test
    void aDeniedLifecyclePolicyTellsThatTheRepositoryIsThereAlready() {
        ecr.faults().deny("ecr:PutLifecyclePolicy", ARN);
        assertThat(failure(CredentialException.class, registry -> registry.prepare(AGENT)))
                .hasMessageStartingWith("Cannot set the lifecycle policy of " + PLACE
                        + ": AWS denies ecr:PutLifecyclePolicy on " + ARN + " (User: ")
                .hasMessageEndingWith(". Allow the caller ecr:PutLifecyclePolicy in IAM. The repository was created and"
                        + " stays without it; run again with -Dslipway.ecr.updateRepositories=true to have it"
                        + " finished.");
    }

    @Test
    void aRepositoryThatMayNotBeCreated() {
        try (EcrRegistry registry = TestRegistries.open(TestRegistries.notCreating())) {
            assertThat(catchThrowableOfType(RegistryException.class, () -> registry.prepare(AGENT)))
                    .hasMessage("Cannot push to " + PLACE + ": it does not exist and <createRepositories> in <ecr> is"
                            + " false. Set it to true (-Dslipway.ecr.createRepositories=true), or create the"
                            + " repository: aws ecr create-repository --registry-id 123456789012 --region eu-west-1"
                            + " --repository-name fleet/agent.");
        }
        assertThat(ecr.repository("fleet/agent")).isEmpty();
    }

    @Test
    void throttlingThatLasts() {
        ecr.faults().fail("ecr:CreateRepository", "ThrottlingException", "Rate exceeded");
        assertThat(failure(RegistryException.class, registry -> registry.prepare(AGENT)))
                .hasMessage(
                        "Cannot create " + PLACE + ": AWS throttles ecr:CreateRepository and still did at attempt 8."
                                + " Wait a minute and run again; if it stays, ask AWS for a higher rate of that call.");
    }

    @Test
    void aQuotaThatIsReached() {
        ecr.faults()
                .fail(
                        "ecr:CreateRepository",
                        "LimitExceededException",
                        "The maximum number of repositories in the registry has been reached.");
        assertThat(failure(RegistryException.class, registry -> registry.prepare(AGENT)))
                .hasMessage("Cannot create " + PLACE + ": the account has reached a quota of ECR (The maximum number of"
                        + " repositories in the registry has been reached). Delete what is not used, or ask AWS for a"
                        + " higher quota (Service Quotas, Amazon ECR).");
    }

    @Test
    void aRepositoryNameThatEcrDoesNotTake() {
        RepositoryName oneLetter = RepositoryName.parse("x");
        assertThat(failure(RegistryException.class, registry -> registry.prepare(oneLetter)))
                .hasMessageStartingWith("Cannot look for the ECR repository 'x' (account 123456789012, region"
                        + " eu-west-1): AWS does not take what was asked (Invalid parameter at 'repositoryName' failed")
                .hasMessageEndingWith("). Correct the image's <name> and <namespace>.");
    }

    @Test
    void aKeyThatTheKeyManagementServiceRefuses() {
        ecr.faults().fail("ecr:CreateRepository", "KmsException", "The key alias/images does not exist.");
        assertThat(failure(RegistryException.class, registry -> registry.prepare(AGENT)))
                .hasMessage("Cannot create " + PLACE + ": the Key Management Service refuses (The key alias/images does"
                        + " not exist). Check <kmsKey> in <ecr>: the key is in the repository's region, enabled,"
                        + " symmetric, and the caller may kms:DescribeKey and kms:CreateGrant.");
    }

    @Test
    void anErrorOfAwsItself() {
        ecr.faults().fail("ecr:GetAuthorizationToken", "ServerException", "Internal failure");
        assertThat(failure(RegistryException.class, EcrRegistry::host))
                .hasMessage("Cannot log in to Amazon ECR in eu-west-1: AWS fails with HTTP status 500 (Internal"
                        + " failure). Run again; https://health.aws.amazon.com/health/status tells whether the region"
                        + " has trouble.");
    }

    @Test
    void awsThatIsOutOfOrderIsDownAndAwsThatRefusesIsNot() {
        ecr.faults().fail("ecr:GetAuthorizationToken", "ServerException", "Internal failure");
        assertThat(failure(RegistryException.class, EcrRegistry::host).isUnreachable())
                .isTrue();
        ecr.faults().fail("ecr:GetAuthorizationToken", "InvalidParameterException", "Invalid parameter");
        assertThat(failure(RegistryException.class, EcrRegistry::host).isUnreachable())
                .isFalse();
    }

    @Test
    void anErrorThatNobodyForesaw() {
        ecr.faults().fail("ecr:CreateRepository", "TooManyTagsException", "Too many tags.");
        assertThat(failure(RegistryException.class, registry -> registry.prepare(AGENT)))
                .hasMessage("Cannot create " + PLACE + ": AWS answers TooManyTagsException (Too many tags). Put right"
                        + " what AWS names and run again.");
    }

    private <X extends SlipwayException> X failure(Class<X> type, Consumer<EcrRegistry> use) {
        try (EcrRegistry registry = TestRegistries.open(SETTINGS)) {
            X failure = catchThrowableOfType(type, () -> use.accept(registry));
            assertThat(failure).isNotNull();
            assertThat(ecr.secrets()).noneMatch(stackTrace(failure)::contains);
            return failure;
        }
    }

    private static String stackTrace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}

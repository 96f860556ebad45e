package dev.slipway.ecr;

import static dev.slipway.ecr.TestRegistries.AGENT;
import static dev.slipway.ecr.TestRegistries.ARN;
import static dev.slipway.ecr.TestRegistries.PLACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.RepositoryName;
import dev.slipway.plan.EcrSettings;
import dev.slipway.plan.EcrSettings.Encryption;
import dev.slipway.plan.EcrSettings.RepositoryTemplate;
import dev.slipway.plan.EcrSettings.Setting;
import dev.slipway.plan.LifecyclePolicies;
import dev.slipway.plan.TagMutability;
import dev.slipway.registry.CredentialException;
import dev.slipway.testing.AwsSystemProperties;
import dev.slipway.testing.FakeEcr;
import dev.slipway.testing.FakeEcrRecording.ApiCall;
import dev.slipway.testing.FakeEcrRepository;
import dev.slipway.testing.RecordingLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories that exist already, and are not as the POM wants them. */
class RepositoryUpdatesTest {

    private static final String POLICY = """
            {"Version":"2012-10-17","Statement":[{"Sid":"pull","Effect":"Allow",
             "Principal":{"AWS":["123456789012"]},"Action":["ecr:BatchGetImage"]}]}""";
    private static final RepositoryTemplate WANTED = new RepositoryTemplate(
            true,
            Encryption.AES256,
            null,
            TestRegistries.immutable("latest*"),
            LifecyclePolicies.keepLast(5),
            Map.of("team", "yard", "stage", "prod"),
            POLICY);

    private final FakeEcr ecr = FakeEcr.start();
    private final RecordingLog log = new RecordingLog();
    private AwsSystemProperties properties;

    @BeforeEach
    void leadTheSdkToTheStandIn(@TempDir Path directory) {
        properties = AwsSystemProperties.leadingTo(ecr, directory);
        ecr.createRepository(FakeEcrRepository.named("fleet/agent").withTags(Map.of("team", "dock", "other", "kept")));
    }

    @AfterEach
    void close() {
        properties.close();
        ecr.close();
    }

    @Test
    void everythingIsBroughtInLineAndTold() {
        prepare(TestRegistries.updating(WANTED, Setting.values()));

        assertThat(ecr.repository("fleet/agent"))
                .contains(FakeEcrRepository.named("fleet/agent")
                        .withScanOnPush(true)
                        .withMutability("IMMUTABLE_WITH_EXCLUSION", "latest*")
                        .withLifecyclePolicy(LifecyclePolicies.keepLast(5))
                        .withPolicy(POLICY)
                        .withTags(Map.of("team", "yard", "stage", "prod", "other", "kept")));
        assertThat(log.events())
                .containsExactly(
                        "remark: Changed " + PLACE + ": scan on push: on now, was off",
                        "remark: Changed " + PLACE + ": tags: immutable except latest* now, was mutable",
                        "remark: Changed " + PLACE + ": lifecycle policy: as configured now, was none",
                        "remark: Changed " + PLACE + ": repository tag stage: 'prod' now, was none",
                        "remark: Changed " + PLACE + ": repository tag team: 'yard' now, was 'dock'",
                        "remark: Changed " + PLACE + ": repository policy: as configured now, was none");
    }

    @Test
    void whatIsInLineIsNotWrittenAgain() {
        prepare(TestRegistries.updating(WANTED, Setting.values()));
        ecr.recording().clear();
        prepare(TestRegistries.updating(WANTED, Setting.values()));
        assertThat(ecr.recording().calls())
                .extracting(ApiCall::action)
                .containsExactly(
                        "sts:GetCallerIdentity",
                        "ecr:DescribeRepositories",
                        "ecr:GetLifecyclePolicy",
                        "ecr:ListTagsForResource",
                        "ecr:GetRepositoryPolicy");
    }

    @Test
    void policiesAreComparedByWhatTheySay() {
        ecr.createRepository(FakeEcrRepository.named("fleet/ui"));
        prepare(TestRegistries.updating(WANTED, Setting.POLICY));
        String byAws = """
                { "Statement" : [ { "Action" : "ecr:BatchGetImage", "Effect" : "Allow", "Sid" : "pull",
                  "Principal" : { "AWS" : "arn:aws:iam::123456789012:root" } } ], "Version" : "2012-10-17" }""";
        assertThat(SamePolicy.test(byAws, POLICY)).isTrue();
        assertThat(SamePolicy.test(byAws, POLICY.replace("Allow", "Deny"))).isFalse();
        assertThat(SamePolicy.test(
                        byAws, POLICY.replace("[\"ecr:BatchGetImage\"]", "[\"ecr:BatchGetImage\",\"ecr:PutImage\"]")))
                .isFalse();
        assertThat(SamePolicy.test("nonsense", POLICY)).isFalse();
    }

    @Test
    void whatThePomDoesNotSayIsLeftAsItIsAndNotEvenAskedFor() {
        RepositoryTemplate defaults = TestRegistries.template(true, TagMutability.mutable(), null);
        ecr.createImmutableRepository("fleet/other");
        prepare(TestRegistries.updating(defaults));
        assertThat(ecr.recording().calls())
                .extracting(ApiCall::action)
                .containsExactly("sts:GetCallerIdentity", "ecr:DescribeRepositories");
        assertThat(ecr.repository("fleet/agent").orElseThrow().scanOnPush()).isFalse();
    }

    @Test
    void aLifecyclePolicyIsTakenAwayWhereThePomSaysNone() {
        prepare(TestRegistries.updating(WANTED, Setting.LIFECYCLE_POLICY));
        prepare(TestRegistries.updating(TestRegistries.PLAIN, Setting.LIFECYCLE_POLICY));
        assertThat(ecr.repository("fleet/agent").orElseThrow().lifecyclePolicy())
                .isEmpty();
        assertThat(log.events()).last().isEqualTo("remark: Changed " + PLACE + ": lifecycle policy: none now, was set");
    }

    @Test
    void encryptionThatDiffersIsSaidAndNoError() {
        RepositoryTemplate encrypted = new RepositoryTemplate(
                false, Encryption.KMS, "alias/images", TagMutability.mutable(), null, Map.of(), null);
        prepare(TestRegistries.updating(encrypted, Setting.ENCRYPTION));
        assertThat(log.events())
                .containsExactly("warning: The ECR repository 'fleet/agent' (account 123456789012, region eu-west-1) is"
                        + " not as configured: encryption: AES256, wanted KMS with alias/images; ECR settles that when"
                        + " a repository is created");
    }

    @Test
    void aKeyIsComparedWhereItIsNoAlias() {
        String arn = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd";
        ecr.createRepository(FakeEcrRepository.named("fleet/kms").withEncryption("KMS", arn));
        for (String same : List.of(arn, "1234abcd", "alias/images")) {
            assertThat(differences("fleet/kms", same)).as(same).isEmpty();
        }
        assertThat(differences("fleet/kms", "5678")).containsExactly("encryption key: " + arn + ", wanted 5678");
    }

    private List<String> differences(String repository, String kmsKey) {
        RepositoryTemplate template =
                new RepositoryTemplate(true, Encryption.KMS, kmsKey, TagMutability.mutable(), null, Map.of(), null);
        try (EcrRegistry registry = TestRegistries.open(TestRegistries.updating(template, Setting.ENCRYPTION))) {
            return registry.differences(RepositoryName.parse(repository));
        }
    }

    @Test
    void differencesAreToldAndNothingIsWritten() {
        EcrSettings settings = TestRegistries.updating(WANTED, Setting.values());
        try (EcrRegistry registry = TestRegistries.open(TestRegistries.CALLERS, settings, log)) {
            assertThat(registry.differences(AGENT))
                    .containsExactly(
                            "scan on push: off, wanted on",
                            "tags: mutable, wanted immutable except latest*",
                            "lifecycle policy: none, wanted as configured",
                            "repository tag stage: none, wanted 'prod'",
                            "repository tag team: 'dock', wanted 'yard'",
                            "repository policy: none, wanted as configured");
            assertThat(registry.differences(RepositoryName.parse("fleet/none"))).isEmpty();
        }
        assertThat(ecr.recording().calls())
                .extracting(ApiCall::action)
                .allMatch(action -> action.matches("ecr:(Describe|Get|List).*|sts:GetCallerIdentity"));
    }

    @Test
    void aLookKnowsTheTagsAsThePushWillFindThem() {
        try (EcrRegistry registry = TestRegistries.open(TestRegistries.updating(WANTED, Setting.TAG_MUTABILITY))) {
            assertThat(registry.look(AGENT).mutability()).isEqualTo(WANTED.mutability());
        }
    }

    @Test
    void aCreatorWhoWasFasterIsBroughtInLineToo() {
        ecr.faults().createMeanwhile();
        try (EcrRegistry registry = TestRegistries.open(TestRegistries.updating(WANTED, Setting.SCAN_ON_PUSH))) {
            assertThat(registry.prepare(RepositoryName.parse("fleet/new"))).isFalse();
        }
        assertThat(ecr.repository("fleet/new").orElseThrow().scanOnPush()).isTrue();
    }

    @Test
    void everyDeniedActionIsNamedWithTheRepository() {
        for (String action : List.of(
                "ecr:GetLifecyclePolicy",
                "ecr:ListTagsForResource",
                "ecr:GetRepositoryPolicy",
                "ecr:PutImageScanningConfiguration",
                "ecr:PutImageTagMutability",
                "ecr:PutLifecyclePolicy",
                "ecr:TagResource",
                "ecr:SetRepositoryPolicy")) {
            ecr.faults().clear();
            ecr.faults().deny(action, ARN);
            assertThatThrownBy(() -> prepare(TestRegistries.updating(WANTED, Setting.values())))
                    .as(action)
                    .isInstanceOf(CredentialException.class)
                    .hasMessageContaining(PLACE + ": AWS denies " + action + " on " + ARN + " (User: ")
                    .hasMessageContaining(". Allow the caller " + action + " in IAM")
                    .hasMessageEndingWith(".");
        }
    }

    private void prepare(EcrSettings settings) {
        try (EcrRegistry registry = TestRegistries.open(TestRegistries.CALLERS, settings, log)) {
            assertThat(registry.prepare(AGENT)).isFalse();
        }
    }
}

package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.TestModule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcrSectionTest {

    @TempDir
    private Path directory;

    private static final String REPOSITORY_POLICY =
            "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"ecr:BatchGetImage\"}]}";

    private final Map<String, String> said = new TreeMap<>();
    private @Nullable List<String> exclusions;
    private Map<String, String> tags = Map.of();
    private TestModule module;

    @BeforeEach
    void moduleWithDockerfile() {
        module = new TestModule(directory).dockerfile("FROM scratch\n").withoutOciLabels();
    }

    @Test
    void repositoriesAreCreatedAndScannedUnlessToldOtherwise() {
        EcrSettings settings = settings();

        assertThat(settings)
                .isEqualTo(new EcrSettings(
                        null,
                        AwsAccess.ofCaller(),
                        true,
                        false,
                        new EcrSettings.RepositoryTemplate(
                                true,
                                EcrSettings.Encryption.AES256,
                                null,
                                TagMutability.mutable(),
                                null,
                                Map.of(),
                                null),
                        Set.of()));
    }

    @Test
    void everythingThatIsSaidReachesThePlan() {
        said.putAll(Map.of(
                "accountId", "012345678901",
                "roleArn", "arn:aws-cn:iam::012345678901:role/ci/deploy",
                "externalId", "yard:7",
                "createRepositories", "false",
                "updateRepositories", "true",
                "scanOnPush", "false",
                "encryption", "kms",
                "kmsKey", "alias/yard",
                "tagMutability", "immutable",
                "keepLast", "5"));
        said.putAll(Map.of("profile", "ci", "roleSessionName", "release", "repositoryPolicy", "policy.json"));
        exclusions = List.of("latest*", "dev", "latest*");
        tags = Map.of("team", "yard");
        module.file("policy.json", REPOSITORY_POLICY);

        assertThat(settings())
                .isEqualTo(new EcrSettings(
                        "012345678901",
                        new AwsAccess("ci", "arn:aws-cn:iam::012345678901:role/ci/deploy", "yard:7", "release"),
                        false,
                        true,
                        new EcrSettings.RepositoryTemplate(
                                false,
                                EcrSettings.Encryption.KMS,
                                "alias/yard",
                                new TagMutability(true, List.of("latest*", "dev")),
                                LifecyclePolicies.keepLast(5),
                                tags,
                                REPOSITORY_POLICY)));
    }

    @Test
    void onlyWhatIsSaidIsAskedOfRepositoriesThatExist() {
        said.putAll(Map.of("kmsKey", "alias/yard", "lifecyclePolicy", "none"));
        assertThat(settings().said())
                .containsExactlyInAnyOrder(EcrSettings.Setting.ENCRYPTION, EcrSettings.Setting.LIFECYCLE_POLICY);
        assertThat(settings().repository().lifecyclePolicy()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"expireAfterDays, sinceImagePushed", "keepLast, imageCountMoreThan"})
    void imagesWithoutATagExpireByARuleOfTheirOwnBeforeTheOthers(String element, String countType) {
        said.put("expireUntaggedAfterDays", "7");
        assertThat(settings().repository().lifecyclePolicy()).isEqualTo("""
                        {"rules":[{"rulePriority":1,\
                        "description":"Expire images without a tag that were pushed more than 7 days ago",\
                        "selection":{"tagStatus":"untagged","countType":"sinceImagePushed","countNumber":7,"countUnit":"days"},\
                        "action":{"type":"expire"}}]}""");

        said.put(element, "30");
        assertThat(settings().repository().lifecyclePolicy())
                .contains("\"rulePriority\":1", "\"tagStatus\":\"untagged\"")
                .containsPattern("\"rulePriority\":2,.*\"tagStatus\":\"any\",\"countType\":\"" + countType + "\"");
    }

    @Test
    void keyAloneMeansKms() {
        said.put("kmsKey", "alias/yard");

        assertThat(settings().repository().encryption()).isEqualTo(EcrSettings.Encryption.KMS);
    }

    @Test
    void daysAndPolicyFilesBecomePolicies() {
        said.put("expireAfterDays", "30");
        assertThat(settings().repository().lifecyclePolicy()).isEqualTo(LifecyclePolicies.expireAfterDays(30));

        said.clear();
        said.put("lifecyclePolicy", "aws/policy.json");
        module.file("aws/policy.json", "{\"rules\": []}");
        assertThat(settings().repository().lifecyclePolicy()).isEqualTo("{\"rules\": []}");

        said.put("lifecyclePolicy", directory.resolve("aws/policy.json").toString());
        assertThat(settings().repository().lifecyclePolicy()).isEqualTo("{\"rules\": []}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "accountId       | 1234     | <ecr><accountId>: '1234' is not an AWS account."
                        + " Write the twelve digits, with leading zeros, or leave it out to use the caller's account.",
                "encryption      | DES      | <ecr><encryption>: 'DES' is not a known encryption."
                        + " Use AES256, KMS or KMS_DSSE.",
                "roleArn         | deploy   | <ecr><roleArn>: 'deploy' is not the ARN of a role."
                        + " Write one such as arn:aws:iam::123456789012:role/push.",
                "externalId      | a b      | <ecr><externalId>: AWS does not take it."
                        + " Use 2 to 1224 of A-Z a-z 0-9 +=,.@:/_-.",
                "roleSessionName | x        | <ecr><roleSessionName>: AWS does not take it."
                        + " Use 2 to 64 of A-Z a-z 0-9 +=,.@_-.",
                "expireUntaggedAfterDays | 0 | <ecr><expireUntaggedAfterDays>: 0 is not a number that an ECR lifecycle"
                        + " policy takes. Use a whole number from 1 on.",
                "repositoryPolicy | none.json | <ecr><repositoryPolicy>: the file MODULE/none.json cannot be read."
                        + " Write the path of a readable file.",
                "tagMutability   | SOMETIMES | <ecr><tagMutability>: 'SOMETIMES' is not a known tag mutability."
                        + " Use MUTABLE or IMMUTABLE.",
                "expireAfterDays | a month  | <ecr><expireAfterDays>: 'a month' is not a whole number."
                        + " Write one such as 30.",
                "expireAfterDays | 0        | <ecr><expireAfterDays>: 0 is not a number that an ECR lifecycle policy"
                        + " takes. Use a whole number from 1 on.",
                "keepLast        | -1       | <ecr><keepLast>: '-1' is not a whole number. Write one such as 30.",
                "keepLast        | 0        | <ecr><keepLast>: 0 is not a number that an ECR lifecycle policy takes."
                        + " Use a whole number from 1 on.",
                "lifecyclePolicy | none.json | <ecr><lifecyclePolicy>: the file MODULE/none.json cannot be read."
                        + " Write the path of a readable file.",
                "lifecyclePolicy | .        | <ecr><lifecyclePolicy>: the file MODULE/. cannot be read."
                        + " Write the path of a readable file.",
                "lifecyclePolicy | Dockerfile | <ecr><lifecyclePolicy>: the file MODULE/Dockerfile is not a lifecycle"
                        + " policy: it is not JSON (Unrecognized token 'FROM': was expecting (JSON String, Number,"
                        + " Array, Object or token 'null', 'true' or 'false')). Write a policy as ECR's console exports"
                        + " it.",
            })
    void badValueIsNamedWithWhatToWrite(String element, String value, String problem) {
        said.put(element, value);

        assertThat(problems()).containsExactly(problem);
    }

    @Test
    void policyFileWithoutRulesIsNoPolicy() {
        module.file("policy.json", "{\"rule\": []}");
        said.put("lifecyclePolicy", "policy.json");

        assertThat(problems())
                .containsExactly("<ecr><lifecyclePolicy>: the file MODULE/policy.json is not a lifecycle policy:"
                        + " it has no list of rules. Write a policy as ECR's console exports it.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                               | it has no Statement",
                "{\"Statement\": []}              | it has no Statement",
                "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": \"*\"}]} | its statement 1 has no Action",
                "{\"Statement\": {\"Action\": \"*\"}} | its statement 1 has no Effect",
            })
    void aRepositoryPolicyHasCompleteStatements(String content, String what) {
        module.file("policy.json", content);
        said.put("repositoryPolicy", "policy.json");

        assertThat(problems())
                .containsExactly("<ecr><repositoryPolicy>: the file MODULE/policy.json is not a repository policy: "
                        + what + ". Write a policy with a Statement, as ECR's console shows it.");
    }

    @Test
    void aLifecyclePolicyHasCompleteRules() {
        module.file("policy.json", "{\"rules\": [{\"rulePriority\": 1, \"action\": {}}]}");
        said.put("lifecyclePolicy", "policy.json");

        assertThat(problems())
                .containsExactly("<ecr><lifecyclePolicy>: the file MODULE/policy.json is not a lifecycle policy:"
                        + " its rule 1 has no 'selection'. Write a policy as ECR's console exports it.");
    }

    @Test
    void aPolicyFileHoldsTheRuleForUntaggedImagesItself() {
        said.putAll(Map.of("expireUntaggedAfterDays", "7", "lifecyclePolicy", "policy.json"));

        assertThat(problems())
                .containsExactly("<ecr><expireUntaggedAfterDays>: a <lifecyclePolicy> is set as well."
                        + " Write the rule for images without a tag into its file.");
    }

    @Test
    void allThatIsWrongWithExclusionsAndTagsIsSaidAtOnce() {
        exclusions = List.of("v 1", "*-*-*", "a", "b", "c", "d");
        tags = new TreeMap<>(Map.of("aws:team", "yard", "to do", "x".repeat(257)));

        assertThat(problems())
                .containsExactly(
                        "<ecr><tagMutabilityExclusions>: 'v 1' fits no tag. Write a tag with * for any characters, such"
                                + " as latest*: at most 128 letters, digits, . _ - and *.",
                        "<ecr><tagMutabilityExclusions>: '*-*-*' has more than 2 wildcards, which ECR does not take."
                                + " Use * at most twice.",
                        "<ecr><tagMutabilityExclusions>: there are 6, and ECR takes at most 5."
                                + " Join some with *, such as dev-*.",
                        "<ecr><repositoryTags>: the key 'aws:team' begins with aws:. AWS keeps these; use another.",
                        "<ecr><repositoryTags>: AWS does not take 'to do' with '" + "x".repeat(257) + "'. Use letters,"
                                + " digits, blanks and _.:/=+@- there, 128 characters for a key and 256 for a value.");
    }

    @Test
    void onlyOneWayToExpireImagesCanBeSet() {
        said.putAll(Map.of("expireAfterDays", "30", "keepLast", "5"));

        assertThat(problems())
                .containsExactly("<ecr>: more than one of <expireAfterDays>, <keepLast> and <lifecyclePolicy> is set."
                        + " Keep one of them; a <lifecyclePolicy> file can hold any rules that ECR knows.");
    }

    @Test
    void keyContradictsAnEncryptionWithoutKeysButNotAnUnknownOne() {
        said.putAll(Map.of("encryption", "AES256", "kmsKey", "alias/yard"));
        assertThat(problems())
                .containsExactly("<ecr><kmsKey>: a key is named, but the encryption is AES256."
                        + " Set <encryption>KMS</encryption>.");

        said.put("encryption", "DES");
        assertThat(problems())
                .containsExactly("<ecr><encryption>: 'DES' is not a known encryption. Use AES256, KMS or KMS_DSSE.");
    }

    private EcrSettings settings() {
        return module.ecr(section()).plan().ecr();
    }

    private List<String> problems() {
        return module.ecr(section()).problems();
    }

    private RegistrySettings.Ecr section() {
        return new RegistrySettings.Ecr(
                said.get("accountId"),
                new RegistrySettings.Access(
                        said.get("profile"), said.get("roleArn"), said.get("externalId"), said.get("roleSessionName")),
                flag("createRepositories"),
                flag("updateRepositories"),
                new RegistrySettings.Repository(
                        flag("scanOnPush"),
                        said.get("encryption"),
                        said.get("kmsKey"),
                        new RegistrySettings.Mutability(said.get("tagMutability"), exclusions),
                        new RegistrySettings.Lifecycle(
                                said.get("expireAfterDays"),
                                said.get("keepLast"),
                                said.get("expireUntaggedAfterDays"),
                                said.get("lifecyclePolicy")),
                        tags,
                        said.get("repositoryPolicy")));
    }

    private @Nullable Boolean flag(String element) {
        return said.containsKey(element) ? Boolean.valueOf(said.get(element)) : null;
    }
}

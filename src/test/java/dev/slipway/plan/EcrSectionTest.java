package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.TestModule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcrSectionTest {

    @TempDir
    private Path directory;

    private final Map<String, String> said = new TreeMap<>();
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
                        true,
                        new EcrSettings.RepositoryTemplate(true, EcrSettings.Encryption.AES256, null, false, null)));
    }

    @Test
    void everythingThatIsSaidReachesThePlan() {
        said.putAll(Map.of(
                "accountId", "012345678901",
                "createRepositories", "false",
                "scanOnPush", "false",
                "encryption", "kms",
                "kmsKey", "alias/yard",
                "tagMutability", "immutable",
                "keepLast", "5"));

        EcrSettings settings = settings();

        assertThat(settings)
                .isEqualTo(new EcrSettings(
                        "012345678901",
                        false,
                        new EcrSettings.RepositoryTemplate(
                                false, EcrSettings.Encryption.KMS, "alias/yard", true, LifecyclePolicies.keepLast(5))));
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
                "encryption      | DES      | <ecr><encryption>: 'DES' is not a known encryption. Use AES256 or KMS.",
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
                .containsExactly("<ecr><encryption>: 'DES' is not a known encryption. Use AES256 or KMS.");
    }

    private EcrSettings settings() {
        return module.ecr(section()).plan().ecr();
    }

    private List<String> problems() {
        return module.ecr(section()).problems();
    }

    private Settings.Ecr section() {
        return new Settings.Ecr(
                said.get("accountId"),
                said.containsKey("createRepositories") ? Boolean.valueOf(said.get("createRepositories")) : null,
                said.containsKey("scanOnPush") ? Boolean.valueOf(said.get("scanOnPush")) : null,
                said.get("encryption"),
                said.get("kmsKey"),
                said.get("tagMutability"),
                new Settings.Lifecycle(said.get("expireAfterDays"), said.get("keepLast"), said.get("lifecyclePolicy")));
    }
}

package dev.slipway.plan;

import dev.slipway.plan.EcrSettings.Encryption;
import dev.slipway.plan.EcrSettings.Setting;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code <ecr>}. */
final class EcrSection {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    private final RegistrySettings.Ecr ecr;
    private final RegistrySettings.Repository repository;
    private final Problems problems;
    private final PolicyFiles files;
    private final LifecycleSection lifecycle;
    private final MutabilitySection mutability;

    EcrSection(RegistrySettings.Ecr ecr, Path baseDirectory, Problems problems) {
        this.ecr = ecr;
        this.repository = ecr.repository();
        this.problems = problems;
        this.files = new PolicyFiles(baseDirectory, problems);
        this.lifecycle = new LifecycleSection(repository.lifecycle(), files, problems);
        this.mutability = new MutabilitySection(repository.tagMutability(), problems);
    }

    EcrSettings read() {
        return new EcrSettings(
                accountId(),
                new AccessSection(problems).read("<ecr>", ecr.access()),
                !Boolean.FALSE.equals(ecr.createRepositories()),
                Boolean.TRUE.equals(ecr.updateRepositories()),
                template(),
                said());
    }

    private @Nullable String accountId() {
        String account = ecr.accountId();
        if (account != null && !ACCOUNT.matcher(account).matches()) {
            problems.add(
                    "<ecr><accountId>",
                    "'" + account + "' is not an AWS account",
                    "Write the twelve digits, with leading zeros, or leave it out to use the caller's account.");
        }
        return account;
    }

    private EcrSettings.RepositoryTemplate template() {
        String policy = repository.policyFile();
        return new EcrSettings.RepositoryTemplate(
                !Boolean.FALSE.equals(repository.scanOnPush()),
                encryption(),
                repository.kmsKey(),
                mutability.read(),
                lifecycle.read(),
                tags(),
                policy == null ? null : files.repositoryPolicy(policy));
    }

    private Set<Setting> said() {
        Set<Setting> said = EnumSet.noneOf(Setting.class);
        Map<Setting, Boolean> all = Map.of(
                Setting.SCAN_ON_PUSH,
                repository.scanOnPush() != null,
                Setting.ENCRYPTION,
                repository.encryption() != null || repository.kmsKey() != null,
                Setting.TAG_MUTABILITY,
                mutability.isSaid(),
                Setting.LIFECYCLE_POLICY,
                lifecycle.isSaid(),
                Setting.TAGS,
                !repository.tags().isEmpty(),
                Setting.POLICY,
                repository.policyFile() != null);
        all.forEach((setting, isSaid) -> {
            if (isSaid) {
                said.add(setting);
            }
        });
        return said;
    }

    private Encryption encryption() {
        String text =
                Objects.requireNonNullElse(repository.encryption(), repository.kmsKey() == null ? "AES256" : "KMS");
        Optional<Encryption> encryption = problems.value(
                "<ecr><encryption>",
                () -> Keywords.of(Encryption.class, text, "encryption", "AES256, KMS or KMS_DSSE"));
        if (repository.kmsKey() != null && encryption.equals(Optional.of(Encryption.AES256))) {
            problems.add(
                    "<ecr><kmsKey>",
                    "a key is named, but the encryption is " + text,
                    "Set <encryption>KMS</encryption>.");
        }
        return encryption.orElse(Encryption.AES256);
    }

    private Map<String, String> tags() {
        new RepositoryTags(problems).check(repository.tags());
        return repository.tags();
    }
}

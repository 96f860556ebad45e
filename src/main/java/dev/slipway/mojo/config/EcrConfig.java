package dev.slipway.mojo.config;

import dev.slipway.plan.RegistrySettings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code <ecr>}: how Amazon ECR is used, as Maven fills it from the POM. */
public class EcrConfig {

    private @Nullable String accountId;
    private @Nullable String profile;
    private @Nullable String roleArn;
    private @Nullable String externalId;
    private @Nullable String roleSessionName;
    private @Nullable Boolean createRepositories;
    private @Nullable Boolean updateRepositories;
    private @Nullable Boolean scanOnPush;
    private @Nullable String encryption;
    private @Nullable String kmsKey;
    private @Nullable String tagMutability;
    private @Nullable List<String> tagMutabilityExclusions;
    private @Nullable String expireAfterDays;
    private @Nullable String keepLast;
    private @Nullable String expireUntaggedAfterDays;
    private @Nullable String lifecyclePolicy;
    private @Nullable Map<String, String> repositoryTags;
    private @Nullable String repositoryPolicy;

    /** What the POM and properties say. */
    public RegistrySettings.Ecr toSettings(Overrides all) {
        Overrides own = all.ofSection("ecr");
        return new RegistrySettings.Ecr(
                own.text("accountId", accountId),
                new RegistrySettings.Access(
                        own.text("profile", profile),
                        own.text("roleArn", roleArn),
                        own.text("externalId", externalId),
                        own.text("roleSessionName", roleSessionName)),
                own.flag("createRepositories", createRepositories),
                own.flag("updateRepositories", updateRepositories),
                repository(own));
    }

    private RegistrySettings.Repository repository(Overrides own) {
        return new RegistrySettings.Repository(
                own.flag("scanOnPush", scanOnPush),
                own.text("encryption", encryption),
                own.text("kmsKey", kmsKey),
                new RegistrySettings.Mutability(
                        own.text("tagMutability", tagMutability),
                        own.list("tagMutabilityExclusions", tagMutabilityExclusions)),
                new RegistrySettings.Lifecycle(
                        own.text("expireAfterDays", expireAfterDays),
                        own.text("keepLast", keepLast),
                        own.text("expireUntaggedAfterDays", expireUntaggedAfterDays),
                        own.text("lifecyclePolicy", lifecyclePolicy)),
                own.map("repositoryTags", repositoryTags),
                own.text("repositoryPolicy", repositoryPolicy));
    }
}

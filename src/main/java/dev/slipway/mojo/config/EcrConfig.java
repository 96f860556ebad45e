package dev.slipway.mojo.config;

import dev.slipway.plan.Settings;
import org.jspecify.annotations.Nullable;

/** {@code <ecr>}: how Amazon ECR is used, as Maven fills it from the POM. */
public class EcrConfig {

    private @Nullable String accountId;
    private @Nullable Boolean createRepositories;
    private @Nullable Boolean scanOnPush;
    private @Nullable String encryption;
    private @Nullable String kmsKey;
    private @Nullable String tagMutability;
    private @Nullable String expireAfterDays;
    private @Nullable String keepLast;
    private @Nullable String lifecyclePolicy;

    /** What the POM and properties say. */
    public Settings.Ecr toSettings(Overrides all) {
        Overrides own = all.ofSection("ecr");
        return new Settings.Ecr(
                own.text("accountId", accountId),
                own.flag("createRepositories", createRepositories),
                own.flag("scanOnPush", scanOnPush),
                own.text("encryption", encryption),
                own.text("kmsKey", kmsKey),
                own.text("tagMutability", tagMutability),
                new Settings.Lifecycle(
                        own.text("expireAfterDays", expireAfterDays),
                        own.text("keepLast", keepLast),
                        own.text("lifecyclePolicy", lifecyclePolicy)));
    }
}

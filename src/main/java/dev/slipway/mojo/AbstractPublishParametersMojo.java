package dev.slipway.mojo;

import dev.slipway.mojo.config.EcrConfig;
import dev.slipway.mojo.config.Overrides;
import dev.slipway.plan.Settings;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The parameters that say how images are tagged and published; all goals share them. */
abstract class AbstractPublishParametersMojo extends AbstractMojo {

    /**
     * Where {@code push} carries images; several are pushed to one after the other.
     *
     * <pre>{@code
     * <registries>
     *   <registry>ecr</registry>              the caller's account, the AWS SDK's region
     *   <registry>ecr:eu-west-1</registry>
     *   <registry>123456789012.dkr.ecr.us-east-1.amazonaws.com</registry>
     *   <registry>ghcr.io/acme</registry>     host[:port][/namespace]
     * </registries>
     * }</pre>
     *
     * From the command line: {@code -Dslipway.registries=ecr,ghcr.io/acme}.
     */
    @Parameter(property = "slipway.registries")
    private @Nullable List<String> registries;

    /**
     * What stands before an image's name in a registry: the repository is
     * {@code [registry's namespace/][namespace/]name}. Example: {@code open-claw-fleet}. Default: nothing.
     */
    @Parameter(property = "slipway.namespace")
    private @Nullable String namespace;

    /**
     * The tags of images: keywords ({@code latest}, {@code latest-release}, {@code semver}, {@code semver-minor},
     * {@code semver-major}, {@code sha}, {@code branch}, {@code timestamp}) or templates with the placeholders
     * <code>{version} {major} {minor} {patch} {sha} {sha:N} {branch} {gitTag} {date:FORMAT}</code>. Default: {@code semver}.
     *
     * <pre>{@code
     * <tags><tag>latest</tag><tag>v{version}</tag><tag>sha</tag></tags>
     * }</pre>
     *
     * From the command line: {@code -Dslipway.tags=latest,sha}.
     */
    @Parameter(property = "slipway.tags")
    private @Nullable List<String> tags;

    /** Appended to every tag. Example: {@code -production}. Default: nothing. */
    @Parameter(property = "slipway.tagSuffix")
    private @Nullable String tagSuffix;

    /**
     * How Amazon ECR is used: {@code accountId} (default: the caller's, asked from STS), {@code createRepositories}
     * (default {@code true}), and for repositories that are created {@code scanOnPush} (default {@code true}),
     * {@code encryption} ({@code AES256} or {@code KMS} with {@code kmsKey}), {@code tagMutability}
     * ({@code MUTABLE} or {@code IMMUTABLE}), and one of {@code expireAfterDays}, {@code keepLast} and
     * {@code lifecyclePolicy} (a JSON file).
     *
     * <pre>{@code
     * <ecr><expireAfterDays>30</expireAfterDays></ecr>
     * }</pre>
     *
     * From the command line: {@code -Dslipway.ecr.accountId=123456789012}.
     */
    @Parameter
    private @Nullable EcrConfig ecr;

    /** After which the push of a tag is given up, as {@code PT30M} or in seconds. Default: thirty minutes. */
    @Parameter(property = "slipway.pushTimeout")
    private @Nullable String pushTimeout;

    /** Whether {@code push} leaves all images alone. Default: {@code false}. */
    @Parameter(property = "slipway.skipPush")
    private @Nullable Boolean skipPush;

    final Settings.Ecr ecrSettings(Overrides overrides) {
        return (ecr == null ? new EcrConfig() : ecr).toSettings(overrides);
    }

    final Settings.Publish publishDefaults(Overrides overrides) {
        return new Settings.Publish(
                overrides.list("registries", registries),
                overrides.text("namespace", namespace),
                overrides.list("tags", tags),
                overrides.text("tagSuffix", tagSuffix),
                overrides.flag("skipPush", skipPush),
                overrides.text("pushTimeout", pushTimeout));
    }
}

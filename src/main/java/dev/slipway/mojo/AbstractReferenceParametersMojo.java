package dev.slipway.mojo;

import dev.slipway.mojo.config.Overrides;
import dev.slipway.plan.Settings;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The parameters that say under which references images are published; all goals that work with images share them. */
abstract class AbstractReferenceParametersMojo extends AbstractPublishParametersMojo {

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

    /** Whether {@code push} leaves all images alone. Default: {@code false}. */
    @Parameter(property = "slipway.skipPush")
    private @Nullable Boolean skipPush;

    final Settings.Publish publishDefaults(Overrides overrides) {
        return new Settings.Publish(
                registryEntries(overrides),
                overrides.text("namespace", namespace),
                overrides.list("tags", tags),
                overrides.text("tagSuffix", tagSuffix),
                overrides.flag("skipPush", skipPush));
    }
}

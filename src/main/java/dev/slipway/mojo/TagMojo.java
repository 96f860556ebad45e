package dev.slipway.mojo;

import dev.slipway.app.TagImages;
import dev.slipway.log.BuildLog;
import dev.slipway.mojo.config.Overrides;
import dev.slipway.plan.BuildPlan;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Gives images that are already built further tags: {@code mvn slipway:tag -Dslipway.tags=candidate}.
 *
 * <p>The tags that they have stay; {@code push} carries old and new ones.
 */
@Mojo(name = "tag", threadSafe = true)
public class TagMojo extends AbstractImageMojo {

    /** Whether this goal does nothing. Default: {@code false}. */
    @Parameter(property = "slipway.skip.tag", defaultValue = "false")
    private boolean skipTag;

    @Override
    @Nullable Boolean isSkipped(Overrides overrides) {
        return overrides.flag("skip.tag", skipTag);
    }

    @Override
    void run(BuildPlan plan, BuildLog log) {
        new TagImages(components(log), receipts(), log).run(plan);
    }
}

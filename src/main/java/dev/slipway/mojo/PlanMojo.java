package dev.slipway.mojo;

import dev.slipway.app.PlanText;
import dev.slipway.log.BuildLog;
import dev.slipway.mojo.config.Overrides;
import dev.slipway.plan.BuildPlan;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Prints what {@code build} and {@code push} would do: images in order, their tags, contexts, and where they go.
 *
 * <p>It touches nothing and asks neither an engine nor the network.
 */
@Mojo(name = "plan", threadSafe = true)
public class PlanMojo extends AbstractImageMojo {

    /** Whether this goal does nothing. Default: {@code false}. */
    @Parameter(property = "slipway.skip.plan", defaultValue = "false")
    private boolean skipPlan;

    @Override
    @Nullable Boolean isSkipped(Overrides overrides) {
        return overrides.flag("skip.plan", skipPlan);
    }

    @Override
    void run(BuildPlan plan, BuildLog log) {
        log.summary(PlanText.of(plan));
    }
}

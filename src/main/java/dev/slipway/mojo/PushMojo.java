package dev.slipway.mojo;

import dev.slipway.app.PushImages;
import dev.slipway.log.BuildLog;
import dev.slipway.mojo.config.Overrides;
import dev.slipway.plan.BuildPlan;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Pushes the images that {@code build} made to their registries; it never builds anything itself.
 *
 * <p>It works in the same Maven run as {@code build} or in a later one: {@code mvn package}, then
 * {@code mvn slipway:push}.
 */
@Mojo(name = "push", defaultPhase = LifecyclePhase.DEPLOY, threadSafe = true)
public class PushMojo extends AbstractImageMojo {

    /** Whether this goal does nothing. Default: {@code false}. */
    @Parameter(property = "slipway.skip.push", defaultValue = "false")
    private boolean skipPushGoal;

    @Override
    @Nullable Boolean isSkipped(Overrides overrides) {
        return overrides.flag("skip.push", skipPushGoal);
    }

    @Override
    void run(BuildPlan plan, BuildLog log) {
        new ImageProperties(project().getProperties())
                .setPushed(new PushImages(components(log), receipts(), log).run(plan));
    }
}

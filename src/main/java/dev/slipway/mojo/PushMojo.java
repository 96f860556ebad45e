package dev.slipway.mojo;

import dev.slipway.app.Components;
import dev.slipway.app.PushImages;
import dev.slipway.image.PushedImage;
import dev.slipway.log.BuildLog;
import dev.slipway.mojo.config.Overrides;
import dev.slipway.plan.BuildPlan;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Pushes the images that {@code build} made to their registries; it never builds anything itself.
 *
 * <p>Content and fixed tags (a release's version, a commit) go up at once. Floating tags ({@code latest}, a branch, a
 * SNAPSHOT) move at the end of the whole Maven run, when the images of all its modules are up and nothing has failed.
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
        Components components = components(log);
        List<PushedImage> pushed = new PushImages(components, receipts(), log).run(plan);
        if (!MavenRuns.isShared(session())) {
            components.session().finishRelease();
        }
        new ImageProperties(project().getProperties()).setPushed(pushed);
    }
}

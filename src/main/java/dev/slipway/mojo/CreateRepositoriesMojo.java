package dev.slipway.mojo;

import dev.slipway.app.CreateRepositories;
import dev.slipway.log.BuildLog;
import dev.slipway.mojo.config.Overrides;
import dev.slipway.plan.BuildPlan;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Makes the Amazon ECR repositories that {@code push} needs, as {@code <ecr>} configures them:
 * {@code mvn slipway:create-repositories}. With {@code -Dslipway.ecr.updateRepositories=true} those that exist are brought
 * in line too.
 *
 * <p>It creates them also where {@code <createRepositories>} is false, which says what {@code push} may do. Neither an
 * engine nor a built image is needed. Other registries than ECR are left alone.
 */
@Mojo(name = "create-repositories", threadSafe = true)
public class CreateRepositoriesMojo extends AbstractImageMojo {

    /** Whether this goal does nothing. Default: {@code false}. */
    @Parameter(property = "slipway.skip.create-repositories", defaultValue = "false")
    private boolean skipCreateRepositories;

    @Override
    @Nullable Boolean isSkipped(Overrides overrides) {
        return overrides.flag("skip.create-repositories", skipCreateRepositories);
    }

    @Override
    void run(BuildPlan plan, BuildLog log) {
        new CreateRepositories(components(log), log).run(plan);
    }
}

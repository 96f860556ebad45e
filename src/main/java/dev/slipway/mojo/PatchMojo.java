package dev.slipway.mojo;

import dev.slipway.app.PatchContexts;
import dev.slipway.log.BuildLog;
import dev.slipway.mojo.config.Overrides;
import dev.slipway.plan.BuildPlan;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Shows what the {@code <patches>} of each image do to its build context: which files, and which hunks fit only some
 * lines away. The patched files are written to {@code target/slipway/ALIAS/patched}, and all changes together to
 * {@code target/slipway/ALIAS/patched.diff}. The project itself is never written to.
 *
 * <p>It asks neither an engine nor the network. A patch that does not fit is a failure, with all its hunks that do not.
 * Whether the patches with an {@code <imagePath>} fit is seen when the image is built.
 */
@Mojo(name = "patch", threadSafe = true)
public class PatchMojo extends AbstractImageMojo {

    /** Whether this goal does nothing. Default: {@code false}. */
    @Parameter(property = "slipway.skip.patch", defaultValue = "false")
    private boolean skipPatch;

    /**
     * Whether it is only checked that all patches fit, and nothing is written: for a build that watches whether an upstream
     * project has moved away from its patches. Default: {@code false}.
     * From the command line: {@code -Dslipway.patch.check}.
     */
    @Parameter(property = "slipway.patch.check", defaultValue = "false")
    private boolean patchCheck;

    @Override
    @Nullable Boolean isSkipped(Overrides overrides) {
        return overrides.flag("skip.patch", skipPatch);
    }

    @Override
    void run(BuildPlan plan, BuildLog log) {
        boolean isCheck = Boolean.TRUE.equals(overrides().flag("patch.check", patchCheck));
        new PatchContexts(receipts(), log).run(plan, isCheck);
    }
}

package dev.slipway.mojo;

import dev.slipway.app.BuildSession;
import dev.slipway.endpoint.Surroundings;
import dev.slipway.log.BuildLog;
import dev.slipway.mojo.config.Overrides;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.InvalidPlanException;
import dev.slipway.plan.Planner;
import dev.slipway.plan.Problem;
import dev.slipway.plan.ProjectFacts;
import dev.slipway.receipt.ReceiptFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What all goals share that work with the images of a module: the way from their parameters to a plan. */
abstract class AbstractImageMojo extends AbstractParametersMojo {

    @Parameter(defaultValue = "${mojoExecution}", readonly = true)
    private @Nullable MojoExecution execution;

    @Override
    final void run(Overrides overrides, BuildLog log) {
        BuildPlan plan = plan(overrides, log);
        if (plan.isEmpty()) {
            runWithoutImages(plan, log, "this module has no images" + selection(overrides));
        } else {
            run(plan, log);
        }
    }

    private BuildPlan plan(Overrides overrides, BuildLog log) {
        Planner planner = planner(overrides, log);
        prepare(planner, log);
        return planner.plan();
    }

    /** What makes the plan of this goal for its module. */
    final Planner planner(Overrides overrides, BuildLog log) {
        checkForms();
        Surroundings surroundings = Surroundings.ofThisProcess();
        BuildSession shared = MavenRuns.sessionOf(session(), log);
        ProjectFacts facts = new ProjectFactsReader(project(), session(), surroundings, shared).read();
        return new Planner(
                facts, settings(overrides), new ReactorReader(project(), session(), surroundings, shared).others());
    }

    /** How Maven runs this goal; empty where it is embedded. */
    final Optional<MojoExecution> execution() {
        return Optional.ofNullable(execution);
    }

    /** Before all others, since the plan would be one of another configuration. */
    private void checkForms() {
        List<Problem> problems = Optional.ofNullable(execution)
                .map(MojoExecution::getConfiguration)
                .map(configuration -> new MixedForms(configuration).problems())
                .orElseGet(List::of);
        if (!problems.isEmpty()) {
            throw new InvalidPlanException(problems);
        }
    }

    /** Begins whatever can be done while the plan is made. */
    void prepare(Planner planner, BuildLog log) {}

    /** Does the goal's work. */
    abstract void run(BuildPlan plan, BuildLog log);

    /** Does what is left of the goal's work in a module without images, which is to say so. */
    void runWithoutImages(BuildPlan plan, BuildLog log, String reason) {
        log.nothingToDo(reason);
    }

    final ReceiptFolder receipts() {
        return new ReceiptFolder(Path.of(project().getBuild().getDirectory(), "slipway"));
    }
}

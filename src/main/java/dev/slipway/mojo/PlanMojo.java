package dev.slipway.mojo;

import dev.slipway.app.PlanFormat;
import dev.slipway.app.RemoteRepositories;
import dev.slipway.log.BuildLog;
import dev.slipway.mojo.config.Overrides;
import dev.slipway.plan.BuildPlan;
import dev.slipway.receipt.OutputFile;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Prints what {@code build} and {@code push} would do: images in order, their tags, contexts, and where they go.
 *
 * <p>It touches nothing but the file that it is told to write, and asks neither an engine nor, unless it is told to, the
 * network.
 */
@Mojo(name = "plan", threadSafe = true)
public class PlanMojo extends AbstractImageMojo {

    /** Whether this goal does nothing. Default: {@code false}. */
    @Parameter(property = "slipway.skip.plan", defaultValue = "false")
    private boolean skipPlan;

    /**
     * How the plan is written: {@code text} for people, {@code json} for tools. Default: {@code text}.
     * From the command line: {@code -Dslipway.plan.format=json}.
     */
    @Parameter(property = "slipway.plan.format")
    private @Nullable String planFormat;

    /**
     * The file that the plan is written to instead of the log, relative to the module, such as {@code target/plan.json};
     * also with {@code -q}, and for a module without images as well. Default: none.
     * From the command line: {@code -Dslipway.plan.output=target/plan.json}.
     */
    @Parameter(property = "slipway.plan.output")
    private @Nullable String planOutput;

    /**
     * Whether Amazon ECR is asked which repositories would be created, and in what the others are not as {@code <ecr>}
     * configures them. Nothing is changed there. Default: {@code false}.
     * From the command line: {@code -Dslipway.plan.remote}.
     */
    @Parameter(property = "slipway.plan.remote", defaultValue = "false")
    private boolean planRemote;

    @Override
    @Nullable Boolean isSkipped(Overrides overrides) {
        return overrides.flag("skip.plan", skipPlan);
    }

    @Override
    void run(BuildPlan plan, BuildLog log) {
        PlanFormat format = format();
        String text = format.written(plan, remote(plan, log));
        output().ifPresentOrElse(file -> write(text, file, log), () -> log.summary(text));
    }

    @Override
    void runWithoutImages(BuildPlan plan, BuildLog log, String reason) {
        PlanFormat format = format();
        super.runWithoutImages(plan, log, reason);
        // who reads the file must not find the plan of another day
        output().ifPresent(file -> write(format.written(plan), file, log));
    }

    private PlanFormat format() {
        return PlanFormat.parse(overrides().text("plan.format", planFormat));
    }

    private Optional<Path> output() {
        return Optional.ofNullable(overrides().text("plan.output", planOutput))
                .map(file -> project()
                        .getBasedir()
                        .toPath()
                        .toAbsolutePath()
                        .resolve(file)
                        .normalize());
    }

    private RemoteRepositories remote(BuildPlan plan, BuildLog log) {
        return Boolean.TRUE.equals(overrides().flag("plan.remote", planRemote))
                ? RemoteRepositories.ask(plan, components(log))
                : RemoteRepositories.notAsked();
    }

    private static void write(String text, Path file, BuildLog log) {
        new OutputFile(file).write(text + "\n");
        log.summary("The plan is in " + file);
    }
}

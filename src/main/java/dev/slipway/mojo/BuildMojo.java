package dev.slipway.mojo;

import dev.slipway.app.BuildImages;
import dev.slipway.app.PushImages;
import dev.slipway.failure.SlipwayException;
import dev.slipway.image.BuiltImage;
import dev.slipway.image.InvalidValueException;
import dev.slipway.log.BuildLog;
import dev.slipway.mojo.config.Overrides;
import dev.slipway.mojo.progress.Onlooker;
import dev.slipway.mojo.progress.ProgressViews;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.Planner;
import dev.slipway.receipt.ReceiptFolder;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugin.MavenPluginManager;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.jspecify.annotations.Nullable;

/**
 * Builds the images of this module from their Dockerfiles and tags them locally.
 *
 * <p>What was built is written to {@code target/slipway}, from where {@code push} takes it.
 */
@Mojo(name = "build", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
public class BuildMojo extends AbstractImageMojo {

    /** Whether this goal does nothing. Default: {@code false}. */
    @Parameter(property = "slipway.skip.build", defaultValue = "false")
    private boolean skipBuild;

    /**
     * Whether {@code images.json} is attached to the module under the classifier {@code image-info}, so that
     * {@code install} and {@code deploy} carry it along. Default: {@code true}.
     */
    @Parameter(property = "slipway.attach", defaultValue = "true")
    private boolean attach;

    /**
     * How the steps of builds are shown where the engine tells of them: {@code plain} writes lines, {@code tty} shows
     * the steps that run in the last rows of the terminal, {@code auto} does so where somebody looks on: not with
     * {@code -B}, {@code -T}, {@code -X} or {@code CI}, not without a terminal or without colours, and not on Windows.
     * Default: what {@code BUILDKIT_PROGRESS} says, else {@code auto}.
     *
     * <p>From the command line: {@code -Dslipway.progress=plain}.
     */
    @Parameter(property = "slipway.progress")
    private @Nullable String progress;

    @Inject
    private MavenProjectHelper projectHelper;

    @Inject
    private MavenPluginManager plugins;

    /** {@code push} looks before the build already whether it will get through. */
    private boolean isPushAhead() {
        Overrides overrides = overrides();
        boolean isSkipped = Boolean.TRUE.equals(overrides.flag("skip.push", null));
        return !isSkipped && new PushAhead(project(), session().getGoals()).isIn();
    }

    private List<BuildPlan> plansToPushLater(BuildLog log) {
        return execution()
                .map(execution -> new LaterModules(session(), execution, plugins, log).plans())
                .orElseGet(List::of);
    }

    /** What this goal will build for {@code push}; empty if nothing, or if that cannot be said yet. */
    Optional<BuildPlan> planToPush(BuildLog log) {
        Overrides overrides = overrides();
        if (isLeftOut(overrides) || !isPushAhead()) {
            return Optional.empty();
        }
        try {
            return Optional.of(planner(overrides, log).plan());
        } catch (SlipwayException e) {
            // it is said when that module is built
            log.detail("Not looked ahead for " + project().getId() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    @Nullable Boolean isSkipped(Overrides overrides) {
        return overrides.flag("skip.build", skipBuild);
    }

    @Override
    BuildLog buildLog(Overrides overrides) throws MojoFailureException {
        Onlooker onlooker = Onlooker.ofThisProcess(
                session().getSettings().isInteractiveMode(),
                session().getRequest().getDegreeOfConcurrency() > 1);
        try {
            return new MavenBuildLog(
                    getLog(),
                    System::nanoTime,
                    ProgressViews.choose(overrides.text("progress", progress), getLog(), onlooker));
        } catch (InvalidValueException e) {
            throw new MojoFailureException("<progress>: " + e.getMessage() + ". " + e.remedy(), e);
        }
    }

    @Override
    void prepare(Planner planner, BuildLog log) {
        planner.engineAhead().ifPresent(engine -> components(log).prepare(engine));
    }

    @Override
    void run(BuildPlan plan, BuildLog log) {
        ReceiptFolder receipts = receipts();
        if (isPushAhead()) {
            new PushImages(components(log), receipts, log).lookAhead(plan, () -> plansToPushLater(log));
        }
        List<BuiltImage> built = new BuildImages(components(log), receipts, log).run(plan);
        new ImageProperties(project().getProperties()).setBuilt(built);
        boolean isAttached = project().getAttachedArtifacts().stream()
                .anyMatch(artifact -> "image-info".equals(artifact.getClassifier()));
        if (attach && !isAttached) {
            projectHelper.attachArtifact(
                    project(), "json", "image-info", receipts.imagesFile().toFile());
        }
    }
}

package dev.slipway.mojo;

import dev.slipway.app.PromoteImages;
import dev.slipway.log.BuildLog;
import dev.slipway.mojo.config.Overrides;
import dev.slipway.plan.PromotionPlan;
import dev.slipway.plan.PromotionPlanner;
import dev.slipway.plan.PromotionSettings;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Gives images that are in a registry further tags, there or in other repositories, regions and accounts:
 * {@code mvn slipway:promote -Dslipway.from=ghcr.io/acme/agent:sha-abc1234 -Dslipway.tags=stable}.
 *
 * <p>It needs no engine, no build and no project. An image goes by its digest, with all its platforms and attestations; what
 * a registry has is not sent again. All tags move when everything is where it goes to, or none does.
 *
 * <p>In a project of several modules it runs once. It reads {@code <registries>} for what they say of the registries that
 * are named here: {@code insecure}, and as whom AWS is asked.
 */
@Mojo(name = "promote", requiresProject = false, aggregator = true, threadSafe = true)
public class PromoteMojo extends AbstractPublishParametersMojo {

    /**
     * The images, each as {@code host/repository:tag} or {@code host/repository@sha256:…}; where a reference has both, the
     * digest counts. {@code ecr/repository:tag} is the caller's account in the AWS SDK's region, and
     * {@code ecr:REGION/repository:tag} another region. Docker Hub's short forms need their host: {@code docker.io/acme/agent:1}.
     * From the command line: {@code -Dslipway.from=ghcr.io/acme/agent:1.4.0,ghcr.io/acme/tool:1.4.0}.
     */
    @Parameter(property = "slipway.from")
    private @Nullable List<String> from;

    /**
     * Where the images go, several places if need be. {@code host/repository} is that repository. A registry alone
     * ({@code ecr:us-east-1}, {@code ghcr.io}, {@code 123456789012.dkr.ecr.eu-west-1.amazonaws.com}) keeps the name of the
     * image's repository; a namespace that ends in a slash ({@code ghcr.io/acme/}) takes the last part of it. Missing
     * repositories of ECR are made as {@code <ecr>} says. Default: where the images are.
     * From the command line: {@code -Dslipway.to=ecr:us-east-1,ecr:eu-west-1}.
     */
    @Parameter(property = "slipway.to")
    private @Nullable List<String> to;

    /**
     * The tags that the images get, as they are: keywords and templates of {@code <tags>} make no sense here, and
     * {@code <tags>} itself is not read. Default, if {@code to} names another place: the tag in {@code from}.
     * From the command line: {@code -Dslipway.tags=stable,1.4}.
     */
    @Parameter
    private @Nullable List<String> promoteTags;

    /**
     * Whether it is only said what would be promoted. Default: {@code false}.
     * From the command line: {@code -Dslipway.promote.dryRun}.
     */
    @Parameter(property = "slipway.promote.dryRun")
    private @Nullable Boolean promoteDryRun;

    /** Whether this goal does nothing. Default: {@code false}. */
    @Parameter(property = "slipway.skip.promote", defaultValue = "false")
    private boolean skipPromote;

    @Override
    @Nullable Boolean isSkipped(Overrides overrides) {
        return overrides.flag("skip.promote", skipPromote);
    }

    @Override
    void run(Overrides overrides, BuildLog log) {
        PromotionPlan plan = new PromotionPlanner(settings(overrides), directory()).plan();
        new PromoteImages(components(log), log).run(plan);
    }

    private PromotionSettings settings(Overrides overrides) {
        // a property in the POM is that of <tags>, whose rules are for what is built
        Overrides commandLine = Overrides.of(session().getUserProperties(), new Properties());
        return new PromotionSettings(
                overrides.list("from", from),
                overrides.list("to", to),
                commandLine.list("tags", promoteTags),
                registryEntries(overrides),
                registrySettings(overrides),
                Boolean.TRUE.equals(overrides.flag("promote.dryRun", promoteDryRun)));
    }

    /** Where relative paths begin, with a project or without one. */
    private Path directory() {
        File directory = project().getBasedir();
        return directory == null ? Path.of("").toAbsolutePath() : directory.toPath();
    }
}

package dev.slipway.mojo;

import dev.slipway.app.Components;
import dev.slipway.endpoint.Surroundings;
import dev.slipway.failure.SlipwayException;
import dev.slipway.log.BuildLog;
import dev.slipway.mojo.config.EcrConfig;
import dev.slipway.mojo.config.ImageConfig;
import dev.slipway.mojo.config.Overrides;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.Planner;
import dev.slipway.plan.Settings;
import dev.slipway.receipt.ReceiptFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.jspecify.annotations.Nullable;

/**
 * What all goals share: their parameters, the way from these to a plan, and the one place where our exceptions become
 * Maven's.
 */
abstract class AbstractImageMojo extends AbstractMojo {

    /**
     * The images of this module. Without this element there is one image, called like the artifact, if a
     * {@code Dockerfile} lies beside the POM; otherwise the module has no images and nothing is done. An empty
     * element says that the module has none, even where a {@code Dockerfile} lies there.
     *
     * <p>An image knows {@code name}, {@code alias} (default: the name's last segment) and, each overriding what is
     * set for all images: {@code contextDir}, {@code dockerFile}, {@code target}, {@code args}, {@code labels},
     * {@code platforms}, {@code noCache}, {@code network}, {@code pullPolicy}, {@code timeout}, {@code tags},
     * {@code tagSuffix}, {@code registries}, {@code namespace}, {@code skip}, {@code skipPush}.
     *
     * <pre>{@code
     * <images>
     *   <image>
     *     <name>openclaw-agent</name>
     *     <alias>agent</alias>
     *     <dockerFile>docker-files/aws/Dockerfile.agent</dockerFile>
     *     <args><NODE_ENV>production</NODE_ENV></args>
     *   </image>
     * </images>
     * }</pre>
     *
     * From the command line: {@code -Dslipway.images.agent.target=builder}.
     */
    @Parameter
    private @Nullable List<ImageConfig> images;

    /**
     * Which engine builds: {@code auto} takes the best that works here, {@code docker} the Docker Engine API as
     * Docker and Podman serve it. Default: {@code auto}.
     */
    @Parameter(property = "slipway.engine")
    private @Nullable String engine;

    /**
     * Where {@code push} carries images; several are pushed to one after the other.
     *
     * <pre>{@code
     * <registries>
     *   <registry>ecr</registry>              the caller's account, the AWS SDK's region
     *   <registry>ecr:eu-west-1</registry>
     *   <registry>123456789012.dkr.ecr.us-east-1.amazonaws.com</registry>
     *   <registry>ghcr.io/acme</registry>     host[:port][/namespace]
     * </registries>
     * }</pre>
     *
     * From the command line: {@code -Dslipway.registries=ecr,ghcr.io/acme}.
     */
    @Parameter(property = "slipway.registries")
    private @Nullable List<String> registries;

    /**
     * What stands before an image's name in a registry: the repository is
     * {@code [registry's namespace/][namespace/]name}. Example: {@code open-claw-fleet}. Default: nothing.
     */
    @Parameter(property = "slipway.namespace")
    private @Nullable String namespace;

    /**
     * The tags of images: keywords ({@code latest}, {@code latest-release}, {@code semver}, {@code semver-minor},
     * {@code semver-major}, {@code sha}, {@code branch}, {@code timestamp}) or templates with the placeholders
     * <code>{version} {major} {minor} {patch} {sha} {sha:N} {branch} {date:FORMAT}</code>. Default: {@code semver}.
     *
     * <pre>{@code
     * <tags><tag>latest</tag><tag>v{version}</tag><tag>sha</tag></tags>
     * }</pre>
     *
     * From the command line: {@code -Dslipway.tags=latest,sha}.
     */
    @Parameter(property = "slipway.tags")
    private @Nullable List<String> tags;

    /** Appended to every tag. Example: {@code -production}. Default: nothing. */
    @Parameter(property = "slipway.tagSuffix")
    private @Nullable String tagSuffix;

    /**
     * How Amazon ECR is used: {@code accountId} (default: the caller's, asked from STS), {@code createRepositories}
     * (default {@code true}), and for repositories that are created {@code scanOnPush} (default {@code true}),
     * {@code encryption} ({@code AES256} or {@code KMS} with {@code kmsKey}), {@code tagMutability}
     * ({@code MUTABLE} or {@code IMMUTABLE}), and one of {@code expireAfterDays}, {@code keepLast} and
     * {@code lifecyclePolicy} (a JSON file).
     *
     * <pre>{@code
     * <ecr><expireAfterDays>30</expireAfterDays></ecr>
     * }</pre>
     *
     * From the command line: {@code -Dslipway.ecr.accountId=123456789012}.
     */
    @Parameter
    private @Nullable EcrConfig ecr;

    /** Folder of the build context, relative to the module, for all images. Default: the module's folder. */
    @Parameter(property = "slipway.contextDir")
    private @Nullable String contextDir;

    /**
     * The Dockerfile, relative to {@code contextDir} or to the module, or absolute, for all images.
     * Default: {@code Dockerfile}.
     */
    @Parameter(property = "slipway.dockerFile")
    private @Nullable String dockerFile;

    /** The stage of the Dockerfile to build, for all images. Default: its last stage. */
    @Parameter(property = "slipway.target")
    private @Nullable String target;

    /**
     * Build arguments of all images; an image's own {@code args} are added to them.
     * From the command line: {@code -Dslipway.args.NODE_ENV=production}.
     */
    @Parameter
    private @Nullable Map<String, String> args;

    /**
     * Labels of all images; an image's own {@code labels} are added to them.
     * From the command line: {@code -Dslipway.labels.team=yard}.
     */
    @Parameter
    private @Nullable Map<String, String> labels;

    /**
     * The platform to build for, {@code os/architecture[/variant]}, such as {@code linux/amd64}; this version takes
     * one. Default: the engine's own.
     */
    @Parameter(property = "slipway.platforms")
    private @Nullable List<String> platforms;

    /** Whether every step runs anew, without the engine's cache. Default: {@code false}. */
    @Parameter(property = "slipway.noCache")
    private @Nullable Boolean noCache;

    /** The network of RUN steps, such as {@code host} or {@code none}. Default: the engine's. */
    @Parameter(property = "slipway.network")
    private @Nullable String network;

    /**
     * When base images are pulled: {@code missing}, {@code always} or {@code never}; with Maven's {@code -o} never.
     * Default: {@code missing}.
     */
    @Parameter(property = "slipway.pullPolicy")
    private @Nullable String pullPolicy;

    /** After which a build is stopped, as {@code PT10M} or in seconds. Default: ten minutes. */
    @Parameter(property = "slipway.timeout")
    private @Nullable String timeout;

    /** After which the push of a tag is given up, as {@code PT30M} or in seconds. Default: thirty minutes. */
    @Parameter(property = "slipway.pushTimeout")
    private @Nullable String pushTimeout;

    /** Whether {@code push} leaves all images alone. Default: {@code false}. */
    @Parameter(property = "slipway.skipPush")
    private @Nullable Boolean skipPush;

    /**
     * Whether images get the OCI's standard labels {@code org.opencontainers.image.title}, {@code .version},
     * {@code .created}, {@code .revision} and {@code .source}; a label of yours or of the Dockerfile wins.
     * Default: {@code true}.
     */
    @Parameter(property = "slipway.ociLabels")
    private @Nullable Boolean ociLabels;

    /**
     * Names, aliases or globs of the images to work with, such as {@code agent,fleet-*}. Default: all.
     */
    @Parameter(property = "slipway.filter")
    private @Nullable List<String> filter;

    /** Whether nothing at all is done. Default: {@code false}. */
    @Parameter(property = "slipway.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Inject
    private SettingsDecrypter settingsDecrypter;

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        BuildLog log = new MavenBuildLog(getLog());
        Overrides overrides = Overrides.of(session.getUserProperties(), project.getProperties());
        if (isTrue(overrides.flag("skip", skip)) || isTrue(isSkipped(overrides))) {
            log.nothingToDo("it is skipped");
            return;
        }
        try {
            run(overrides, log);
        } catch (SlipwayException e) {
            throw translated(e);
        }
    }

    private void run(Overrides overrides, BuildLog log) {
        BuildPlan plan = plan(overrides);
        if (plan.isEmpty()) {
            log.nothingToDo("this module has no images" + selection(overrides));
        } else {
            run(plan, log);
        }
    }

    private String selection(Overrides overrides) {
        List<String> wanted = overrides.list("filter", filter);
        return wanted == null ? "" : " that '" + String.join(",", wanted) + "' selects";
    }

    /** Maven prints the messages of causes behind ours, so they come along only where a stack trace is wanted. */
    private MojoExecutionException translated(SlipwayException e) throws MojoFailureException {
        String message = String.valueOf(e.getMessage());
        Throwable cause = session.getRequest().isShowErrors() || e.getCause() == null ? e : null;
        if (e.kind() == SlipwayException.Kind.PROJECT) {
            throw new MojoFailureException(message, cause);
        }
        return new MojoExecutionException(message, cause);
    }

    private static boolean isTrue(@Nullable Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }

    private BuildPlan plan(Overrides overrides) {
        Settings settings = new Settings(
                overrides.text("engine", engine),
                (ecr == null ? new EcrConfig() : ecr).toSettings(overrides),
                buildDefaults(overrides),
                publishDefaults(overrides),
                images == null ? null : ImageConfig.toSettings(images, overrides),
                !Boolean.FALSE.equals(overrides.flag("ociLabels", ociLabels)),
                Objects.requireNonNullElse(overrides.list("filter", filter), List.of()));
        return new Planner(new ProjectFactsReader(project, session).read(), settings).plan();
    }

    private Settings.Build buildDefaults(Overrides overrides) {
        return new Settings.Build(
                overrides.text("contextDir", contextDir),
                overrides.text("dockerFile", dockerFile),
                overrides.text("target", target),
                overrides.map("args", args),
                overrides.map("labels", labels),
                overrides.list("platforms", platforms),
                new Settings.Options(
                        overrides.flag("noCache", noCache),
                        overrides.text("network", network),
                        overrides.text("pullPolicy", pullPolicy),
                        overrides.text("timeout", timeout)));
    }

    private Settings.Publish publishDefaults(Overrides overrides) {
        return new Settings.Publish(
                overrides.list("registries", registries),
                overrides.text("namespace", namespace),
                overrides.list("tags", tags),
                overrides.text("tagSuffix", tagSuffix),
                overrides.flag("skipPush", skipPush),
                overrides.text("pushTimeout", pushTimeout));
    }

    /** Whether this very goal is skipped. */
    abstract @Nullable Boolean isSkipped(Overrides overrides);

    /** Does the goal's work. */
    abstract void run(BuildPlan plan, BuildLog log);

    final Components components(BuildLog log) {
        SettingsKeychain keychain = new SettingsKeychain(session.getSettings(), settingsDecrypter);
        return new Components(Surroundings.ofThisProcess(), keychain, log);
    }

    final ReceiptFolder receipts() {
        return new ReceiptFolder(Path.of(project.getBuild().getDirectory(), "slipway"));
    }

    final MavenProject project() {
        return project;
    }
}

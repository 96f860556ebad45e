package dev.slipway.mojo;

import dev.slipway.mojo.config.AttestationsConfig;
import dev.slipway.mojo.config.Features;
import dev.slipway.mojo.config.ImageConfig;
import dev.slipway.mojo.config.ImageSetConfig;
import dev.slipway.mojo.config.Overrides;
import dev.slipway.mojo.config.PatchConfig;
import dev.slipway.mojo.config.PoliciesConfig;
import dev.slipway.mojo.config.SecretConfig;
import dev.slipway.plan.Settings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The parameters that all goals share that work with images. */
abstract class AbstractParametersMojo extends AbstractReferenceParametersMojo {

    /**
     * The images of this module. Without this element there is one image, called like the artifact, if a
     * {@code Dockerfile} lies beside the POM; otherwise the module has no images and nothing is done. An empty
     * element says that the module has none, even where a {@code Dockerfile} lies there.
     *
     * <p>An image knows {@code name}, {@code alias} (default: the name's last segment) and, each overriding what is
     * set for all images: {@code contextDir}, {@code dockerFile}, {@code target}, {@code args}, {@code labels},
     * {@code platforms}, {@code patches}, {@code noCache}, {@code network}, {@code addHosts}, {@code shmSize}, {@code ulimits},
     * {@code secrets}, {@code ssh}, {@code contexts}, {@code cacheFrom}, {@code cacheTo}, {@code attestations},
     * {@code pullPolicy}, {@code timeout}, {@code tags},
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
     * Groups of images with defaults of their own, beside {@code images} or instead of it. A set knows {@code name},
     * {@code images}, {@code targets}, and everything that an image knows but {@code alias}; what it says holds for its
     * images, which can say otherwise. A list replaces the one that it inherits, a map is merged with it. Without
     * {@code images} a set has one image that is called like the set.
     *
     * <p>With {@code targets} each image of the set is built once for each of these build stages: its alias and its tags
     * end in {@code -TARGET}.
     *
     * <pre>{@code
     * <imageSets>
     *   <imageSet>
     *     <name>claude-flow</name>
     *     <dockerFile>docker/Dockerfile</dockerFile>
     *     <tags><tag>semver</tag></tags>
     *     <targets><target>production</target><target>development</target></targets>
     *   </imageSet>
     * </imageSets>
     * }</pre>
     *
     * From the command line: {@code -Dslipway.imageSets.claude-flow.targets=production}.
     */
    @Parameter
    private @Nullable List<ImageSetConfig> imageSets;

    /**
     * What must hold for every image, or nothing is built: {@code forbidLatest} refuses {@code latest} as a tag and as
     * a base, {@code trustedRegistries} lists where bases may come from and images may go to, {@code requireVersionTag}
     * asks for a tag with the version, {@code requireCleanWorkTree} refuses a release from a work tree with changes.
     * A trusted registry is {@code host[:port][/namespace]}, where {@code *} stands for any text without a slash, or
     * {@code ecr[:REGION]} for private ECR registries of the caller's. The policies count for the selected images only.
     * Default: none of them.
     *
     * <pre>{@code
     * <policies>
     *   <forbidLatest>true</forbidLatest>
     *   <trustedRegistries><registry>ghcr.io/acme</registry><registry>docker.io/library</registry></trustedRegistries>
     * </policies>
     * }</pre>
     *
     * From the command line: {@code -Dslipway.policies.forbidLatest=true}.
     */
    @Parameter
    private @Nullable PoliciesConfig policies;

    /**
     * How many images the whole Maven run builds at once, in all its modules. Default: the number of cores, up to four.
     * From the command line: {@code -Dslipway.parallelism=1}.
     */
    @Parameter(property = "slipway.parallelism")
    private @Nullable String parallelism;

    /**
     * Whether an image stays as it is where nothing changed that can change it: it is only tagged then.
     * Default: {@code true}. From the command line: {@code -Dslipway.build.skipUnchanged=false}.
     */
    @Parameter(property = "slipway.build.skipUnchanged")
    private @Nullable Boolean skipUnchanged;

    /**
     * The files of the context whose changes lead to a new build, as patterns of an ignore file; others do not. The
     * Dockerfile, arguments and bases always count. Default: every file that the Dockerfile can reach.
     * From the command line: {@code -Dslipway.rebuildOn=Cargo.lock}.
     *
     * <pre>{@code
     * <rebuildOn><include>Cargo.lock</include></rebuildOn>
     * }</pre>
     */
    @Parameter(property = "slipway.rebuildOn")
    private @Nullable List<String> rebuildOn;

    /**
     * Which engine builds: {@code auto} takes the best that works here, {@code buildkit} takes BuildKit and fails where
     * there is none, {@code docker} takes the classic builder of the Docker Engine API as Docker and Podman serve it.
     * Default: {@code auto}.
     */
    @Parameter(property = "slipway.engine")
    private @Nullable String engine;

    /**
     * Where a BuildKit daemon of its own listens, such as {@code tcp://buildkit.internal:1234} or
     * {@code unix:///run/buildkit/buildkitd.sock}. Images then lie as OCI layouts under {@code target/slipway}. For TLS
     * the environment variable {@code BUILDKIT_TLS_DIR} names the folder with {@code ca.pem}, {@code cert.pem} and
     * {@code key.pem}. Default: the environment variable {@code BUILDKIT_HOST}, else the Docker engine's own BuildKit.
     */
    @Parameter(property = "slipway.buildkitHost")
    private @Nullable String buildkitHost;

    /**
     * Secrets of all images, for {@code RUN --mount=type=secret,id=npm}: each with the id that the Dockerfile names, and
     * where its value is: an environment variable ({@code env}; that of the id's name where nothing is said), a file
     * relative to the module ({@code file}), or the password of a server in {@code settings.xml} ({@code server}).
     * An image's own list replaces this one. No secret becomes part of an image, a log or a file.
     *
     * <pre>{@code
     * <secrets>
     *   <secret><id>npm</id><env>NPM_TOKEN</env></secret>
     *   <secret><id>maven</id><server>nexus</server></secret>
     * </secrets>
     * }</pre>
     */
    @Parameter
    private @Nullable List<SecretConfig> secrets;

    /**
     * SSH agents for {@code RUN --mount=type=ssh}: {@code default} for the one of {@code SSH_AUTH_SOCK}, or
     * {@code ID=path/to/agent.sock}. Default: none. From the command line: {@code -Dslipway.ssh=default}.
     *
     * <pre>{@code
     * <ssh><agent>default</agent></ssh>
     * }</pre>
     */
    @Parameter(property = "slipway.ssh")
    private @Nullable List<String> ssh;

    /**
     * Further contexts by the name that {@code FROM}, {@code COPY --from} and {@code RUN --mount=from=} use: a folder
     * relative to the module, {@code docker-image://REFERENCE}, or {@code image:ALIAS} for an image of this module,
     * which is built before. They need BuildKit 0.10 (Docker 23).
     * From the command line: {@code -Dslipway.contexts.assets=src/assets}.
     *
     * <pre>{@code
     * <contexts>
     *   <assets>src/assets</assets>
     *   <runtime>docker-image://eclipse-temurin:17-jre</runtime>
     * </contexts>
     * }</pre>
     */
    @Parameter
    private @Nullable Map<String, String> contexts;

    /**
     * Where results of steps come from, beside the engine's own cache: references, or {@code type=local,src=folder} and
     * the like as docker's client has them.
     * From the command line: {@code -Dslipway.cacheFrom=ghcr.io/acme/agent:cache}.
     *
     * <pre>{@code
     * <cacheFrom><cache>type=registry,ref=ghcr.io/acme/agent:cache</cache></cacheFrom>
     * }</pre>
     */
    @Parameter(property = "slipway.cacheFrom")
    private @Nullable List<String> cacheFrom;

    /**
     * Where results of steps go to: {@code type=inline} into the image itself, which every BuildKit can, or
     * {@code type=registry,ref=…,mode=max} and {@code type=local,dest=folder}, which need the containerd image store of
     * Docker or a BuildKit daemon. Default: nowhere. From the command line: {@code -Dslipway.cacheTo=type=inline}.
     */
    @Parameter(property = "slipway.cacheTo")
    private @Nullable List<String> cacheTo;

    /**
     * Further names that commands know, each with its address: {@code db.internal:10.0.0.7}, or
     * {@code me:host-gateway} for this machine. Default: none.
     * From the command line: {@code -Dslipway.addHosts=db.internal:10.0.0.7}.
     */
    @Parameter(property = "slipway.addHosts")
    private @Nullable List<String> addHosts;

    /** Size of {@code /dev/shm} for commands, such as {@code 256m}. Default: the engine's. */
    @Parameter(property = "slipway.shmSize")
    private @Nullable String shmSize;

    /** Limits of resources for commands, such as {@code nofile=1024:2048}. Default: the engine's. */
    @Parameter(property = "slipway.ulimits")
    private @Nullable List<String> ulimits;

    /**
     * What is said, beside an image, of how it came to be: {@code provenance} ({@code min} or {@code max}) and
     * {@code sbom} ({@code true}, or the image that makes the list). An image with attestations is an index, which AWS
     * Lambda and ECR's basic scanning do not take; and the engine needs the containerd image store. Default: none.
     * From the command line: {@code -Dslipway.attestations.provenance=max}.
     *
     * <pre>{@code
     * <attestations><provenance>max</provenance><sbom>true</sbom></attestations>
     * }</pre>
     */
    @Parameter
    private @Nullable AttestationsConfig attestations;

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
     * The platforms to build for, {@code os/architecture[/variant]}, such as {@code linux/amd64}. Several need the
     * containerd image store of Docker, or a BuildKit daemon. Default: the engine's own.
     * From the command line: {@code -Dslipway.platforms=linux/amd64,linux/arm64}.
     */
    @Parameter(property = "slipway.platforms")
    private @Nullable List<String> platforms;

    /**
     * Directories of patches for all images: unified diffs, git's included, which change what goes into an image and no
     * file of the project. They are applied in the order of the directory's {@code series} file, or else of their names.
     * A {@code patch} is a path relative to the module, or has {@code directory}; {@code into}, the folder of the context
     * that the patches are for (default: its root), or {@code imagePath}, a folder inside of the built image;
     * {@code strip}, how many leading segments are taken from the names in a patch (default: 1); {@code fuzz}, how many
     * lines of context need not fit (default: 0); {@code ignoreWhitespace} (default: false); {@code onApplied},
     * {@code skip} or {@code fail} where a patch's changes are all there already (default: {@code skip}). An image's own
     * list replaces this one. Default: none.
     * From the command line: {@code -Dslipway.patches=patches/openclaw-matrix}.
     *
     * <pre>{@code
     * <patches>
     *   <patch>patches/openclaw-matrix</patch>
     *   <patch><directory>patches/web</directory><into>packages/web</into><strip>0</strip></patch>
     * </patches>
     * }</pre>
     */
    @Parameter
    private @Nullable List<PatchConfig> patches;

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

    /**
     * Whether images get the OCI's standard labels {@code org.opencontainers.image.title}, {@code .version},
     * {@code .created}, {@code .revision} and {@code .source}; a label of yours or of the Dockerfile wins.
     * Default: {@code true}.
     */
    @Parameter(property = "slipway.ociLabels")
    private @Nullable Boolean ociLabels;

    /**
     * Sets, names, aliases or globs of the images to work with, such as {@code agent,fleet-*}. Default: all.
     */
    @Parameter(property = "slipway.filter")
    private @Nullable List<String> filter;

    /** What the POM and the command line say. */
    final Settings settings(Overrides overrides) {
        return new Settings(
                new Settings.Engine(
                        overrides.text("engine", engine),
                        overrides.text("buildkitHost", buildkitHost),
                        overrides.text("parallelism", parallelism)),
                registrySettings(overrides),
                new Settings.Layer("", buildDefaults(overrides), publishDefaults(overrides)),
                new Settings.Images(
                        ImageConfig.toSettings(images, "", overrides), ImageSetConfig.toSettings(imageSets, overrides)),
                (policies == null ? new PoliciesConfig() : policies).toSettings(overrides),
                !Boolean.FALSE.equals(overrides.flag("ociLabels", ociLabels)),
                Objects.requireNonNullElse(overrides.list("filter", filter), List.of()));
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
                        overrides.text("timeout", timeout),
                        new Settings.Rebuild(
                                overrides.flag("build.skipUnchanged", skipUnchanged),
                                overrides.list("rebuildOn", rebuildOn)),
                        PatchConfig.toSettings(patches, overrides),
                        features().toSettings(overrides)));
    }

    private Features features() {
        Features.Run run = new Features.Run(addHosts, shmSize, ulimits);
        return new Features(run, secrets, ssh, contexts, cacheFrom, cacheTo, attestations);
    }

    /** What was selected, for a module in which nothing was; empty if everything was. */
    final String selection(Overrides overrides) {
        List<String> wanted = overrides.list("filter", filter);
        return wanted == null ? "" : " that '" + String.join(",", wanted) + "' selects";
    }
}

package dev.slipway.plan;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the POM and the command line say, as text and unchecked; null where they say nothing.
 *
 * @param engine    which engine is wanted, and where
 * @param registries what holds for registries
 * @param shared    defaults for every image
 * @param images    the images
 * @param policies  what must hold for every image
 * @param ociLabels whether images carry the OCI's standard labels
 * @param filter    sets, names, aliases or globs of the images that are wanted; empty for all
 */
public record Settings(
        Engine engine,
        RegistrySettings registries,
        Layer shared,
        Images images,
        Policies policies,
        boolean ociLabels,
        List<String> filter) {

    /**
     * The images of a module.
     *
     * @param single those of {@code <images>}; null where the POM has no such element
     * @param sets   those of {@code <imageSets>}; null where the POM has no such element
     */
    public record Images(
            @Nullable List<Image> single, @Nullable List<ImageSet> sets) {}

    /**
     * Images with defaults of their own.
     *
     * @param name    how the set is called
     * @param shared  defaults for its images
     * @param targets the build stages of which each image is built once
     * @param images  its images; null: one that is called like the set
     */
    public record ImageSet(
            @Nullable String name,
            Layer shared,
            @Nullable List<String> targets,
            @Nullable List<Image> images) {}

    /**
     * What one place of the POM says of images.
     *
     * @param place   where, for problems: what stands before the element's name
     * @param build   how images are built
     * @param publish how they are published
     */
    public record Layer(String place, Build build, Publish publish) {}

    /**
     * What must hold for every image.
     *
     * @param forbidLatest         whether {@code latest} is refused as a tag and as a base
     * @param trustedRegistries    where bases may come from and images may go to; null for everywhere
     * @param requireVersionTag    whether an image needs a tag with the version
     * @param requireCleanWorkTree whether a release needs a work tree without changes
     */
    public record Policies(
            @Nullable Boolean forbidLatest,
            @Nullable List<String> trustedRegistries,
            @Nullable Boolean requireVersionTag,
            @Nullable Boolean requireCleanWorkTree) {

        /** Nothing is said. */
        public static Policies none() {
            return new Policies(null, null, null, null);
        }
    }

    /**
     * An image.
     *
     * @param place   where the POM says so, for problems
     * @param name    repository name
     * @param alias   short name
     * @param build   how it is built
     * @param publish how it is published
     * @param skip    whether nothing at all is done with it
     */
    public record Image(
            String place, @Nullable String name, @Nullable String alias, Build build, Publish publish, boolean skip) {}

    /**
     * How an image is built. Scalars and lists replace a default, maps are merged into it.
     *
     * @param contextDir folder of the build context
     * @param dockerFile the Dockerfile
     * @param target     build stage
     * @param args       build arguments
     * @param labels     labels of the image
     * @param platforms  platforms
     * @param options    the rest
     */
    public record Build(
            @Nullable String contextDir,
            @Nullable String dockerFile,
            @Nullable String target,
            Map<String, String> args,
            Map<String, String> labels,
            @Nullable List<String> platforms,
            Options options) {

        /** Settings that name a build stage and nothing else. */
        public static Build ofTarget(@Nullable String target) {
            return new Build(
                    null,
                    null,
                    target,
                    Map.of(),
                    Map.of(),
                    null,
                    new Options(null, null, null, null, new Rebuild(null, null), null, Features.none()));
        }

        /** These settings, with the defaults where they say nothing. */
        public Build orElse(Build defaults) {
            return new Build(
                    first(contextDir, defaults.contextDir),
                    first(dockerFile, defaults.dockerFile),
                    first(target, defaults.target),
                    merged(args, defaults.args),
                    merged(labels, defaults.labels),
                    first(platforms, defaults.platforms),
                    options.orElse(defaults.options));
        }

        static Map<String, String> merged(Map<String, String> own, Map<String, String> defaults) {
            Map<String, String> merged = new TreeMap<>(defaults);
            merged.putAll(own);
            return merged;
        }
    }

    /**
     * How the engine goes about a build.
     *
     * @param noCache    whether every step runs anew
     * @param network    network of RUN steps
     * @param pullPolicy when base images are pulled
     * @param timeout    after which the build is stopped
     * @param rebuild    when an image is built again
     * @param patches    directories of patches
     * @param features   what not every engine can do
     */
    public record Options(
            @Nullable Boolean noCache,
            @Nullable String network,
            @Nullable String pullPolicy,
            @Nullable String timeout,
            Rebuild rebuild,
            @Nullable List<Patch> patches,
            Features features) {

        /** These settings, with the defaults where they say nothing. */
        Options orElse(Options defaults) {
            return new Options(
                    first(noCache, defaults.noCache),
                    first(network, defaults.network),
                    first(pullPolicy, defaults.pullPolicy),
                    first(timeout, defaults.timeout),
                    rebuild.orElse(defaults.rebuild),
                    first(patches, defaults.patches),
                    features.orElse(defaults.features));
        }
    }

    /**
     * When an image is built again.
     *
     * @param skipUnchanged whether one of which nothing changed is left as it is
     * @param rebuildOn     the files of the context that count; null for all
     */
    public record Rebuild(
            @Nullable Boolean skipUnchanged, @Nullable List<String> rebuildOn) {

        Rebuild orElse(Rebuild defaults) {
            return new Rebuild(first(skipUnchanged, defaults.skipUnchanged), first(rebuildOn, defaults.rebuildOn));
        }
    }

    /**
     * A directory of patches; at most one of {@code into} and {@code imagePath} says what they are for.
     *
     * @param directory         where they lie
     * @param into              a folder of the context
     * @param imagePath         a folder of the built image
     * @param strip             how many leading segments of names do not count
     * @param fuzz              how many lines of context need not fit
     * @param ignoresWhitespace whether lines fit where only blanks differ
     * @param onApplied         skip or fail
     */
    public record Patch(
            @Nullable String directory,
            @Nullable String into,
            @Nullable String imagePath,
            @Nullable String strip,
            @Nullable String fuzz,
            @Nullable Boolean ignoresWhitespace,
            @Nullable String onApplied) {

        /** A directory of which nothing else is said. */
        public static Patch in(String directory) {
            return new Patch(directory, null, null, null, null, null, null);
        }
    }

    /**
     * Which engine is wanted.
     *
     * @param choice       its name
     * @param buildkitHost where a BuildKit daemon listens
     * @param parallelism  how many images are built at once
     */
    public record Engine(
            @Nullable String choice,
            @Nullable String buildkitHost,
            @Nullable String parallelism) {}

    /**
     * What not every engine can do.
     *
     * @param addHosts     further hosts that commands know
     * @param shmSize      of {@code /dev/shm}
     * @param ulimits      limits of resources
     * @param inputs       what a build may use beside its context
     * @param cacheFrom    where results of steps come from
     * @param cacheTo      where they go to
     * @param attestations what is said of how the image came to be
     */
    public record Features(
            @Nullable List<String> addHosts,
            @Nullable String shmSize,
            @Nullable List<String> ulimits,
            Inputs inputs,
            @Nullable List<String> cacheFrom,
            @Nullable List<String> cacheTo,
            Attestations attestations) {

        /** Nothing is said. */
        public static Features none() {
            return new Features(
                    null, null, null, new Inputs(null, null, Map.of()), null, null, new Attestations(null, null));
        }

        Features orElse(Features defaults) {
            return new Features(
                    first(addHosts, defaults.addHosts),
                    first(shmSize, defaults.shmSize),
                    first(ulimits, defaults.ulimits),
                    inputs.orElse(defaults.inputs),
                    first(cacheFrom, defaults.cacheFrom),
                    first(cacheTo, defaults.cacheTo),
                    attestations.orElse(defaults.attestations));
        }
    }

    /**
     * What a build may use beside its context.
     *
     * @param secrets  for commands that ask for them
     * @param agents   for SSH
     * @param contexts by name
     */
    public record Inputs(
            @Nullable List<Secret> secrets, @Nullable List<String> agents, Map<String, String> contexts) {

        Inputs orElse(Inputs defaults) {
            return new Inputs(
                    first(secrets, defaults.secrets),
                    first(agents, defaults.agents),
                    Build.merged(contexts, defaults.contexts));
        }
    }

    /**
     * A secret; at most one of the three says where its value is.
     *
     * @param id     by which the Dockerfile names it
     * @param env    an environment variable
     * @param file   a file
     * @param server a server of Maven's settings
     */
    public record Secret(
            @Nullable String id,
            @Nullable String env,
            @Nullable String file,
            @Nullable String server) {}

    /**
     * What is said of how an image came to be.
     *
     * @param provenance min, max, true or false
     * @param sbom       true, false, or the image that makes the list
     */
    public record Attestations(
            @Nullable String provenance, @Nullable String sbom) {

        Attestations orElse(Attestations defaults) {
            return new Attestations(first(provenance, defaults.provenance), first(sbom, defaults.sbom));
        }
    }

    /**
     * How an image is published.
     *
     * @param registries where to
     * @param namespace  repositories' first path segments
     * @param tags       tag rules
     * @param tagSuffix  appended to every tag
     * @param skipPush   whether it stays here
     */
    public record Publish(
            @Nullable List<RegistrySettings.Registry> registries,
            @Nullable String namespace,
            @Nullable List<String> tags,
            @Nullable String tagSuffix,
            @Nullable Boolean skipPush) {

        /** These settings, with the defaults where they say nothing. */
        public Publish orElse(Publish defaults) {
            return new Publish(
                    first(registries, defaults.registries),
                    first(namespace, defaults.namespace),
                    first(tags, defaults.tags),
                    first(tagSuffix, defaults.tagSuffix),
                    first(skipPush, defaults.skipPush));
        }
    }

    private static <T> @Nullable T first(@Nullable T own, @Nullable T otherwise) {
        return own != null ? own : otherwise;
    }
}

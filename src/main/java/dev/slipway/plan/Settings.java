package dev.slipway.plan;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the POM and the command line say, as text and unchecked; null where they say nothing.
 *
 * @param engine    which engine is wanted
 * @param ecr       how ECR is used
 * @param build     defaults for every image's build
 * @param publish   defaults for every image's publishing
 * @param images    the images; null: the one that lies beside the POM, if any
 * @param ociLabels whether images carry the OCI's standard labels
 * @param filter    names, aliases or globs of the images that are wanted; empty for all
 */
public record Settings(
        @Nullable String engine,
        Ecr ecr,
        Build build,
        Publish publish,
        @Nullable List<Image> images,
        boolean ociLabels,
        List<String> filter) {

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
            String place, @Nullable String name, @Nullable String alias, Build build, Publish publish, boolean skip) {

        /**
         * Where the POM says something that this image may inherit, for problems.
         *
         * @param element the POM element, such as {@code <tags>}
         * @param own     what the image says there
         * @param shared  what is said for all images
         */
        String placeOf(String element, @Nullable Object own, @Nullable Object shared) {
            return own == null && shared != null ? element : place + element;
        }
    }

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

        private static Map<String, String> merged(Map<String, String> own, Map<String, String> defaults) {
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
     */
    public record Options(
            @Nullable Boolean noCache,
            @Nullable String network,
            @Nullable String pullPolicy,
            @Nullable String timeout) {

        /** These settings, with the defaults where they say nothing. */
        Options orElse(Options defaults) {
            return new Options(
                    first(noCache, defaults.noCache),
                    first(network, defaults.network),
                    first(pullPolicy, defaults.pullPolicy),
                    first(timeout, defaults.timeout));
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
     * @param timeout    after which a push is given up
     */
    public record Publish(
            @Nullable List<String> registries,
            @Nullable String namespace,
            @Nullable List<String> tags,
            @Nullable String tagSuffix,
            @Nullable Boolean skipPush,
            @Nullable String timeout) {

        /** These settings, with the defaults where they say nothing. */
        public Publish orElse(Publish defaults) {
            return new Publish(
                    first(registries, defaults.registries),
                    first(namespace, defaults.namespace),
                    first(tags, defaults.tags),
                    first(tagSuffix, defaults.tagSuffix),
                    first(skipPush, defaults.skipPush),
                    first(timeout, defaults.timeout));
        }
    }

    /**
     * How ECR is used.
     *
     * @param accountId          account of the registry
     * @param createRepositories whether missing repositories are created
     * @param scanOnPush         whether images are scanned when pushed
     * @param encryption         how repositories are encrypted
     * @param kmsKey             with which key
     * @param tagMutability      whether tags may be moved
     * @param lifecycle          when images expire
     */
    public record Ecr(
            @Nullable String accountId,
            @Nullable Boolean createRepositories,
            @Nullable Boolean scanOnPush,
            @Nullable String encryption,
            @Nullable String kmsKey,
            @Nullable String tagMutability,
            Lifecycle lifecycle) {}

    /**
     * When images of a repository expire; at most one of the three.
     *
     * @param expireAfterDays after so many days
     * @param keepLast        when there are more than so many
     * @param policyFile      as the JSON policy in a file says
     */
    public record Lifecycle(
            @Nullable String expireAfterDays,
            @Nullable String keepLast,
            @Nullable String policyFile) {}

    private static <T> @Nullable T first(@Nullable T own, @Nullable T otherwise) {
        return own != null ? own : otherwise;
    }
}

package dev.slipway.image;

import org.jspecify.annotations.Nullable;

/**
 * A full image reference: {@code [host/]repository:tag}.
 *
 * @param host       the registry, or null for an image that is only known locally
 * @param repository the repository, namespace included
 * @param tag        the tag
 */
public record ImageReference(@Nullable RegistryHost host, RepositoryName repository, Tag tag) {

    private static final RegistryHost DOCKER_HUB = new RegistryHost("docker.io");

    /** A reference in the local store of an engine. */
    public static ImageReference local(RepositoryName repository, Tag tag) {
        return new ImageReference(null, repository, tag);
    }

    /** The reference that stands in a text; without a tag it means {@code latest}. */
    public static ImageReference parse(String text) {
        int colon = text.lastIndexOf(':');
        boolean hasTag = colon > text.lastIndexOf('/');
        String path = hasTag ? text.substring(0, colon) : text;
        Tag tag = Tag.parse(hasTag ? text.substring(colon + 1) : "latest");
        int slash = path.indexOf('/');
        if (slash > 0 && RegistryHost.hasHostShape(path.substring(0, slash))) {
            RegistryHost host = RegistryHost.parse(path.substring(0, slash));
            return new ImageReference(host, RepositoryName.parse(path.substring(slash + 1)), tag);
        }
        return new ImageReference(null, RepositoryName.parse(path), tag);
    }

    /**
     * The registry that a reference in a Dockerfile leads to: Docker Hub where it names none.
     *
     * @param text with or without tag and digest
     */
    public static RegistryHost registryOf(String text) {
        int slash = text.indexOf('/');
        boolean namesHost = slash > 0 && RegistryHost.hasHostShape(text.substring(0, slash));
        return namesHost ? RegistryHost.parse(text.substring(0, slash)) : DOCKER_HUB;
    }

    /** Host and repository, without the tag. */
    public String withoutTag() {
        return host == null ? repository.value() : host + "/" + repository;
    }

    @Override
    public String toString() {
        return withoutTag() + ":" + tag;
    }
}

package dev.slipway.image;

import java.util.List;
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
     * The short form by which two texts that mean the same image can be told: {@code busybox:latest} for
     * {@code docker.io/library/busybox}. What is no reference, or has a digest, stays as it is.
     *
     * @see <a href="https://github.com/distribution/reference/blob/v0.6.0/normalize.go">distribution, familiar names</a>
     */
    public static String familiar(String text) {
        try {
            return parse(text.indexOf('@') < 0 ? text : "").familiar();
        } catch (InvalidValueException e) {
            return text;
        }
    }

    /** The short form; see the other method. */
    public String familiar() {
        String full = toString();
        for (String prefix :
                List.of("docker.io/library/", "docker.io/", "index.docker.io/library/", "index.docker.io/")) {
            if (full.startsWith(prefix)) {
                return full.substring(prefix.length());
            }
        }
        return full;
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

package dev.slipway.oci;

import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import dev.slipway.image.InvalidValueException;
import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import dev.slipway.image.Tag;
import dev.slipway.oci.http.Errand;
import dev.slipway.registry.RegistryException;
import java.util.Optional;

/**
 * Where a reference of a Dockerfile leads.
 *
 * @param host       the registry
 * @param repository the repository, without the {@code library/} of Docker Hub
 * @param tag        the tag; counts for nothing beside a digest
 * @param digest     the digest, if the reference has one
 */
record RemoteReference(RegistryHost host, RepositoryName repository, Tag tag, Optional<Digest> digest) {

    private static final String DOCKER_HUB_ALIAS = "index.docker.io";

    /** @throws RegistryException if the text is no reference */
    static RemoteReference parse(String text) {
        try {
            int at = text.indexOf('@');
            Optional<Digest> digest = at < 0 ? Optional.empty() : Optional.of(Digest.parse(text.substring(at + 1)));
            ImageReference name = ImageReference.parse(at < 0 ? text : text.substring(0, at));
            RegistryHost host = ImageReference.registryOf(text);
            boolean isAlias = host.value().equals(DOCKER_HUB_ALIAS);
            return new RemoteReference(
                    isAlias ? RegistryHost.parse("docker.io") : host, name.repository(), name.tag(), digest);
        } catch (InvalidValueException e) {
            throw new RegistryException(Errand.lookUp(text).doing(), String.valueOf(e.getMessage()), e.remedy(), e);
        }
    }
}

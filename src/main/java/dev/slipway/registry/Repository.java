package dev.slipway.registry;

import dev.slipway.image.Digest;
import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import dev.slipway.image.Tag;
import java.util.Optional;

/**
 * One repository of a registry, spoken to over the registry's own HTTP interface. What may pass is tried again, a login
 * that has expired is renewed; every method throws {@link RegistryException} if the registry refuses, breaks or cannot be
 * reached, and {@link CredentialException} if it does not let us in. Safe for use by several threads.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md">OCI distribution specification</a>
 */
public interface Repository {

    /** The registry's host, as references begin with it. */
    RegistryHost host();

    /** The repository's name, namespaces included. */
    RepositoryName name();

    /** The digest that a tag has now, for one HEAD request; empty if there is no such tag, or no such repository. */
    Optional<Digest> digestOf(Tag tag);

    /** What a tag leads to; empty if there is no such tag. */
    Optional<Manifest> manifest(Tag tag);

    /** The manifest or index with a digest; empty if it is not there. */
    Optional<Manifest> manifest(Digest digest);

    /** Gives a manifest that is already there a tag, or moves the tag to it: one PUT, no layers. */
    void tag(Manifest manifest, Tag tag);

    /** Sees whether we may push, without leaving anything behind; the repository must exist. */
    void checkPush();

    /**
     * Brings an image over from another repository, with everything that it names: mounted where both are in one registry,
     * else streamed. What is there already is not sent. No tag is moved.
     *
     * @param source made by the same maker as this one
     * @param image  a manifest or an index of the source
     */
    void copyFrom(Repository source, Manifest image);
}

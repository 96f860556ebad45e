package dev.slipway.oci;

import dev.slipway.image.Digest;
import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import dev.slipway.image.Tag;
import dev.slipway.oci.http.Errand;
import dev.slipway.oci.http.RegistryConnection;
import dev.slipway.registry.Manifest;
import dev.slipway.registry.Repository;
import java.util.Optional;

/** A repository of a registry, spoken to by ourselves. */
final class HttpRepository implements Repository {

    private final RegistryConnection registry;
    private final RepositoryName name;
    private final BroughtBlobs brought;

    /** @param brought what is known of the whole registry */
    HttpRepository(RegistryConnection registry, RepositoryName name, BroughtBlobs brought) {
        this.registry = registry;
        this.name = name;
        this.brought = brought;
    }

    @Override
    public RegistryHost host() {
        return registry.host();
    }

    @Override
    public RepositoryName name() {
        return name;
    }

    @Override
    public Optional<Digest> digestOf(Tag tag) {
        return reading(this + ":" + tag).digest(tag.value());
    }

    @Override
    public Optional<Manifest> manifest(Tag tag) {
        RemoteRepository documents = reading(this + ":" + tag);
        return documents.manifest(tag.value()).map(found -> manifest(documents, found));
    }

    @Override
    public Optional<Manifest> manifest(Digest digest) {
        RemoteRepository documents = reading(this + "@" + digest);
        return documents.manifest(digest).map(found -> manifest(documents, found));
    }

    private static Manifest manifest(RemoteRepository documents, RemoteDocument found) {
        try {
            return found.manifest();
        } catch (IllegalArgumentException e) {
            throw documents.damaged(found.digest(), "is wrong: " + e.getMessage(), e);
        }
    }

    /** @param subject whose words are those of a failure */
    RemoteRepository reading(String subject) {
        return new RemoteRepository(registry.client(name, Errand.read(subject)));
    }

    @Override
    public void tag(Manifest manifest, Tag tag) {
        open(Errand.tag(this + ":" + tag))
                .manifests()
                .put(manifest.digest(), manifest.mediaType(), manifest.content(), tag.value());
    }

    @Override
    public void checkPush() {
        open(Errand.push(toString())).blobs().check();
    }

    /** @param errand whose words are those of a failure */
    OpenRepository open(Errand errand) {
        return OpenRepository.of(errand, registry.client(name, errand), name, brought);
    }

    @Override
    public void copyFrom(Repository source, Manifest image) {
        if (!(source instanceof HttpRepository other)) {
            throw new AssertionError(source);
        }
        new ImageCopy(other, this).copy(image);
    }

    /** Another repository of this registry has a blob, which may be had from there. */
    void mayMount(Digest blob, HttpRepository other) {
        if (other.host().equals(host())) {
            brought.add(blob, other.name);
        }
    }

    /** Host and name, as references begin with them. */
    @Override
    public String toString() {
        return host() + "/" + name;
    }
}

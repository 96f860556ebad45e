package dev.slipway.oci;

import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageReference;
import dev.slipway.image.ImageStore;
import dev.slipway.layout.Blobs;
import dev.slipway.layout.Descriptor;
import dev.slipway.layout.ImageTree;
import dev.slipway.layout.LayoutException;
import dev.slipway.layout.OciLayout;
import dev.slipway.log.BuildLog;
import dev.slipway.registry.Credential;
import dev.slipway.registry.Publisher;
import dev.slipway.registry.RegistryException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Pushes images out of OCI layouts, as they are: the digest in the registry is that of the layout. What the registry has
 * already is not sent.
 */
public final class LayoutPublisher implements Publisher {

    private final BuildLog log;

    public LayoutPublisher(BuildLog log) {
        this.log = log;
    }

    /** @throws LayoutException if the layout is damaged */
    @Override
    public boolean holds(ImageContent content) {
        return layout(content).find(content.id()).isPresent();
    }

    private static OciLayout layout(ImageContent content) {
        if (content.store() instanceof ImageStore.InLayout store) {
            return new OciLayout(store.folder());
        }
        throw new AssertionError(content.store());
    }

    /** @throws LayoutException if the layout is damaged */
    @Override
    public Digest push(
            ImageContent content, ImageReference reference, Optional<Credential> credential, Duration timeout) {
        OciLayout layout = layout(content);
        ImageTree image = layout.find(content.id())
                .orElseThrow(() -> new RegistryException(
                        "Cannot push " + reference,
                        "the layout " + layout.folder() + " does not hold the image "
                                + content.id().shortHash(),
                        "Build the image again, with mvn package (or mvn slipway:build).",
                        null));
        RegistryRepository repository = new RegistryRepository(reference, credential, Deadline.after(timeout));
        try {
            if (!repository.hasManifest(image.root())) {
                pushBlobs(image, layout.blobs(), repository, reference);
                pushManifests(image, layout.blobs(), repository);
            }
            repository.putManifest(
                    image.root(),
                    layout.blobs().file(image.root().digest()),
                    reference.tag().value());
            return image.root().digest();
        } catch (IOException e) {
            throw new RegistryException(
                    "Cannot push " + reference,
                    "a file of the layout " + layout.folder() + " cannot be read (" + e.getMessage() + ")",
                    "Build the image again, with mvn package (or mvn slipway:build).",
                    e);
        }
    }

    private void pushBlobs(ImageTree image, Blobs blobs, RegistryRepository repository, ImageReference reference)
            throws IOException {
        long total = image.blobs().stream().mapToLong(Descriptor::size).sum();
        long done = 0;
        for (Descriptor blob : image.blobs()) {
            if (!repository.hasBlob(blob.digest())) {
                repository.putBlob(blob.digest(), blobs.file(blob.digest()));
            }
            done += blob.size();
            log.pushProgress(reference, done, total);
        }
    }

    /** The root comes last, and under a tag. */
    private static void pushManifests(ImageTree image, Blobs blobs, RegistryRepository repository) throws IOException {
        for (Descriptor manifest : image.manifests()) {
            if (!manifest.equals(image.root())) {
                String digest = manifest.digest().value();
                repository.putManifest(manifest, blobs.file(manifest.digest()), digest);
            }
        }
    }

    @Override
    public void close() {}
}

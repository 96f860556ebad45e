package dev.slipway.oci;

import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageReference;
import dev.slipway.image.ImageStore;
import dev.slipway.layout.Descriptor;
import dev.slipway.layout.ImageTree;
import dev.slipway.layout.LayoutException;
import dev.slipway.layout.OciLayout;
import dev.slipway.log.BuildLog;
import dev.slipway.oci.http.Errand;
import dev.slipway.registry.Delivery;
import dev.slipway.registry.Publisher;
import dev.slipway.registry.RegistryException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Consumer;

/**
 * Pushes images out of OCI layouts, as they are: the digest in the registry is that of the layout. What the registry has
 * already is not sent.
 */
public final class LayoutPublisher implements Publisher {

    private static final String ANEW = "Build the image again, with mvn package (or mvn slipway:build).";

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
    public Digest push(ImageContent content, Delivery delivery) {
        if (!(delivery.repository() instanceof HttpRepository repository)) {
            throw new AssertionError(delivery.repository());
        }
        OpenRepository target = repository.open(Errand.push(delivery.carrier().toString()));
        OciLayout layout = layout(content);
        ImageTree image = layout.find(content.id()).orElseThrow(() -> missing(target, layout, content));
        if (!target.manifests().has(image.root().digest())) {
            pushBlobs(image, layout, target, delivery.carrier());
            for (Descriptor manifest : image.manifests()) {
                pushManifest(manifest, layout, target);
            }
        }
        return image.root().digest();
    }

    private static RegistryException missing(OpenRepository target, OciLayout layout, ImageContent content) {
        return new RegistryException(
                target.errand().doing(),
                "the layout " + layout.folder() + " does not hold the image "
                        + content.id().shortHash(),
                ANEW,
                null);
    }

    private void pushBlobs(ImageTree image, OciLayout layout, OpenRepository target, ImageReference reference) {
        long total = image.blobs().stream().mapToLong(Descriptor::size).sum();
        Tally tally = new Tally(sent -> log.pushProgress(reference, sent, total));
        List<Runnable> tasks = image.blobs().stream()
                .<Runnable>map(blob -> () ->
                        target.blobs().bring(blob, (progress, sender) -> read(blob, layout, target, sender), tally))
                .toList();
        SideBySide.run(tasks, target.errand());
    }

    private static void read(Descriptor blob, OciLayout layout, OpenRepository target, Consumer<BodyPublisher> sender) {
        BodyPublisher body;
        try {
            body = BodyPublishers.ofFile(layout.blobs().file(blob.digest()));
        } catch (IOException e) {
            throw unreadable(target, layout, e);
        }
        sender.accept(body);
    }

    /** The root comes last. */
    private static void pushManifest(Descriptor manifest, OciLayout layout, OpenRepository target) {
        try {
            byte[] content = Files.readAllBytes(layout.blobs().file(manifest.digest()));
            target.manifests()
                    .put(
                            manifest.digest(),
                            manifest.mediaType(),
                            content,
                            manifest.digest().value());
        } catch (IOException e) {
            throw unreadable(target, layout, e);
        }
    }

    private static RegistryException unreadable(OpenRepository target, OciLayout layout, IOException e) {
        return new RegistryException(
                target.errand().doing(),
                "a file of the layout " + layout.folder() + " cannot be read (" + e.getMessage() + ")",
                ANEW,
                e);
    }

    @Override
    public void close() {}
}

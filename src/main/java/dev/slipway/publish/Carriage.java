package dev.slipway.publish;

import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import dev.slipway.image.PushedImage;
import dev.slipway.image.Tag;
import dev.slipway.log.BuildLog;
import dev.slipway.registry.Delivery;
import dev.slipway.registry.Manifest;
import dev.slipway.registry.Publisher;
import dev.slipway.registry.RegistryException;
import dev.slipway.registry.Repository;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Brings one image into one repository, with its fixed tags. */
final class Carriage {

    /** Under which an image without fixed tags is brought up; one that moves with every push. */
    private static final String CARRIER = "slipway-carrier";

    private final Publisher publisher;
    private final BuildLog log;

    Carriage(Publisher publisher, BuildLog log) {
        this.publisher = publisher;
        this.log = log;
    }

    /**
     * An image with its fixed tags in a repository.
     *
     * @param digest of its manifest or index there
     * @param time   that it took
     */
    record Delivered(Consignment consignment, Digest digest, Duration time) {

        PushedImage under(Tag tag) {
            return new PushedImage(consignment.alias(), consignment.reference(tag), digest);
        }

        /** The floating tags that are to be moved to it. */
        List<Tag> movable() {
            return consignment.missing(true, digest);
        }
    }

    Delivered deliver(Consignment consignment) {
        long start = System.nanoTime();
        Digest digest = consignment.content().orElseGet(() -> push(consignment));
        tag(consignment, digest, consignment.missing(false, digest));
        Delivered delivered = new Delivered(consignment, digest, Duration.ofNanos(System.nanoTime() - start));
        if (consignment.isComplete()) {
            log.remark("Unchanged: " + consignment.repository().host() + "/"
                    + consignment.repository().name() + " has " + consignment.alias() + " as " + digest + ", tagged "
                    + consignment.shipment().image().tags());
        }
        consignment.missing(false, digest).forEach(tag -> log.pushed(delivered.under(tag), delivered.time()));
        return delivered;
    }

    private Digest push(Consignment consignment) {
        ImageReference carrier = consignment.reference(carrier(consignment));
        log.pushing(consignment.alias(), carrier);
        Delivery delivery = new Delivery(
                consignment.repository(),
                carrier,
                consignment.sight().registry().registry().login());
        return publisher.push(consignment.shipment().image().content(), delivery);
    }

    /** A fixed tag that does not lead to the image yet, or one of our own, since no floating tag may move now. */
    private static Tag carrier(Consignment consignment) {
        List<Tag> fixed = consignment.shipment().tags(false);
        if (!fixed.isEmpty()) {
            return fixed.get(0);
        }
        boolean staysForGood = consignment.sight().facts().mutability().isFixed(CARRIER);
        Digest id = consignment.shipment().image().content().id();
        return Tag.parse(staysForGood ? CARRIER + "-" + id.shortHash() : CARRIER);
    }

    private static void tag(Consignment consignment, Digest digest, List<Tag> tags) {
        Repository repository = consignment.repository();
        List<Tag> others = tags.stream()
                .filter(tag -> !repository.digestOf(tag).equals(Optional.of(digest)))
                .toList();
        if (others.isEmpty()) {
            return;
        }
        Manifest manifest = required(consignment.alias(), repository, digest);
        for (Tag tag : others) {
            repository.tag(manifest, tag);
            confirm(consignment.reference(tag), repository, digest);
        }
    }

    /** The manifest that was brought up. */
    static Manifest required(String alias, Repository repository, Digest digest) {
        return repository
                .manifest(digest)
                .orElseThrow(() -> new RegistryException(
                        "Cannot tag " + alias + " in " + repository.host() + "/" + repository.name(),
                        "the registry does not have the manifest " + digest + " that was pushed to it",
                        "Push again, and look whether something else deletes images there.",
                        null));
    }

    /** @throws RegistryException if a tag leads to another image than was pushed there */
    static void confirm(ImageReference reference, Repository repository, Digest digest) {
        Optional<Digest> found = repository.digestOf(reference.tag());
        if (!found.equals(Optional.of(digest))) {
            throw new RegistryException(
                    "Cannot confirm the push of " + reference,
                    "the registry holds " + found.map(Digest::value).orElse("nothing") + " there, but " + digest
                            + " was pushed",
                    "Look for another build that pushes the same tag, then push again.",
                    null);
        }
    }
}

package dev.slipway.publish;

import dev.slipway.image.BuiltImage;
import dev.slipway.image.Digest;
import dev.slipway.image.PushedImage;
import dev.slipway.registry.Manifest;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out whether an image is in a repository already, and under which digest.
 *
 * @param pushed what is known to have been pushed before
 */
record Recognition(List<PushedImage> pushed) {

    /** The consignment with the digest that the image has in the repository, if a tag or a receipt leads to it. */
    Consignment recognised(Consignment consignment) {
        BuiltImage image = consignment.shipment().image();
        Set<Digest> known = new HashSet<>(Set.of(image.content().id()));
        pushed.stream()
                .filter(before -> before.alias().equals(image.alias()))
                .forEach(before -> known.add(before.digest()));
        Set<Digest> there = new HashSet<>(consignment.sight().there().values());
        Optional<Digest> sure = there.stream().filter(known::contains).findFirst();
        if (sure.isPresent()) {
            return consignment.with(sure.get());
        }
        return there.stream()
                .sorted(Comparator.comparing(Digest::value))
                .filter(digest -> holds(consignment, digest))
                .findFirst()
                .or(() -> consignment.sight().facts().exists()
                        ? known.stream()
                                .filter(digest -> !digest.equals(image.content().id()))
                                .filter(digest -> holds(consignment, digest))
                                .findFirst()
                        : Optional.empty())
                .map(consignment::with)
                .orElse(consignment);
    }

    private static boolean holds(Consignment consignment, Digest digest) {
        Optional<Manifest> manifest = consignment.repository().manifest(digest);
        return manifest.filter(found ->
                        found.isOf(consignment.shipment().image().content().id()))
                .isPresent();
    }
}

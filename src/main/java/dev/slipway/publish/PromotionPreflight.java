package dev.slipway.publish;

import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import dev.slipway.image.Tag;
import dev.slipway.plan.Destination;
import dev.slipway.plan.PromotionPlan;
import dev.slipway.registry.Manifest;
import dev.slipway.registry.RegistryException;
import dev.slipway.registry.Repository;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Finds everything that would stop a promotion before anything is changed. */
final class PromotionPreflight {

    private static final int AT_ONCE = 16;

    private final Function<Destination, OpenRegistry> registries;

    PromotionPreflight(Function<Destination, OpenRegistry> registries) {
        this.registries = registries;
    }

    /**
     * Looks at every image and every repository.
     *
     * @return each image for each repository that it goes to
     * @throws dev.slipway.failure.SlipwayException with everything that stands in the way
     */
    List<Transfer> look(List<PromotionPlan.Image> images) {
        Lookout lookout = new Lookout(registries);
        images.forEach(image -> lookout.add(image.targets(), image.tags()));
        Lookout.Report report = lookout.look();
        List<RuntimeException> failures = new ArrayList<>(report.failures());
        List<Transfer> transfers = new ArrayList<>();
        for (SideBySide.Outcome<PromotionPlan.Image, Transfer.Found> outcome :
                new SideBySide(AT_ONCE).run(images, image -> find(image.source()))) {
            PromotionPlan.Image image = outcome.item();
            if (outcome.result() != null) {
                transfers.addAll(transfers(outcome.result(), image, report));
            } else if (outcome.failure() != null) {
                addOnce(failures, outcome.failure());
            }
        }
        transfers.forEach(transfer -> failures.addAll(clashes(transfer)));
        failures.addAll(collisions(transfers));
        Preflight.checkPush(unfinished(transfers), failures);
        Preflight.throwIfAny("Cannot promote", failures, "Nothing was promoted.");
        return transfers;
    }

    /** A registry that does not let us in says so as a source and as a target. */
    private static void addOnce(List<RuntimeException> failures, RuntimeException failure) {
        boolean isSaid = failures.stream()
                .anyMatch(said -> String.valueOf(said.getMessage()).equals(String.valueOf(failure.getMessage())));
        if (!isSaid) {
            failures.add(failure);
        }
    }

    private Transfer.Found find(PromotionPlan.Source source) {
        Repository repository = registries.apply(source.destination()).in(source.repository());
        String reference = repository.host() + "/" + repository.name()
                + source.tag().map(tag -> ":" + tag).orElse("")
                + source.digest().map(digest -> "@" + digest).orElse("");
        Optional<Manifest> image = source.digest().isPresent()
                ? repository.manifest(source.digest().get())
                : repository.manifest(source.tag().orElseThrow());
        return image.map(found -> new Transfer.Found(reference, repository, found))
                .orElseThrow(() -> new RegistryException(
                        "Cannot promote " + reference,
                        "the registry has no such image",
                        "Look for a typing error, or whether it was pushed there.",
                        null));
    }

    private static List<Transfer> transfers(Transfer.Found found, PromotionPlan.Image image, Lookout.Report report) {
        return image.targets().stream()
                .flatMap(target -> Optional.ofNullable(report.sights().get(Place.of(target))).stream())
                .map(sight -> new Transfer(found, sight, image.tags()))
                .toList();
    }

    /** Two names of a registry are known as such only when it has been opened. */
    private static List<RegistryException> collisions(List<Transfer> transfers) {
        Map<ImageReference, Transfer> taken = new HashMap<>();
        List<RegistryException> collisions = new ArrayList<>();
        for (Transfer transfer : transfers) {
            for (Tag tag : transfer.tags()) {
                Transfer other = taken.putIfAbsent(transfer.reference(tag), transfer);
                if (other != null && !other.digest().equals(transfer.digest())) {
                    collisions.add(new RegistryException(
                            "Cannot promote " + transfer.found().reference() + " to " + transfer.reference(tag),
                            other.found().reference() + " is to become the same, and is another image",
                            "Promote them one after the other, or to other tags or repositories.",
                            null));
                }
            }
        }
        return collisions;
    }

    private static List<RegistryException> clashes(Transfer transfer) {
        return transfer.missing().stream()
                .filter(tag -> transfer.sight().there().containsKey(tag))
                .filter(tag -> transfer.sight().facts().mutability().isFixed(tag.value()))
                .map(tag -> clash(transfer, tag))
                .toList();
    }

    private static RegistryException clash(Transfer transfer, Tag tag) {
        Digest there = transfer.sight().there().get(tag);
        return new RegistryException(
                "Cannot promote " + transfer.found().reference() + " to " + transfer.reference(tag),
                "the tag is there already with another image ("
                        + Optional.ofNullable(there).map(Digest::shortHash).orElse("")
                        + "), and the repository's tags may not be moved",
                "Use another tag, or make the repository's tags mutable.",
                null);
    }

    private static List<Sight> unfinished(List<Transfer> transfers) {
        return transfers.stream()
                .filter(transfer -> !transfer.missing().isEmpty())
                .map(Transfer::sight)
                .filter(sight -> sight.facts().exists())
                .toList();
    }
}

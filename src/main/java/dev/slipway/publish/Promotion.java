package dev.slipway.publish;

import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import dev.slipway.image.Tag;
import dev.slipway.log.BuildLog;
import dev.slipway.plan.Destination;
import dev.slipway.plan.PromotionPlan;
import dev.slipway.registry.Repository;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Promotes images that are in registries: a look at everything, then content, then all tags, each of them or none. An image
 * goes by its digest, and an index with all that it names.
 */
public final class Promotion {

    /** Measured for pushes, and streams from one registry to another are no different. */
    private static final int AT_ONCE = 4;

    private final Function<Destination, OpenRegistry> registries;
    private final BuildLog log;

    /** @param registries opens a registry, or gives one that is open already */
    public Promotion(Function<Destination, OpenRegistry> registries, BuildLog log) {
        this.registries = registries;
        this.log = log;
    }

    /**
     * An image under a tag of a repository.
     *
     * @param source the reference that it was promoted from
     * @param former what the tag led to before
     */
    public record Promoted(String source, ImageReference reference, Digest digest, Optional<Digest> former) {

        /** Whether the tag led there already. */
        public boolean isUnchanged() {
            return former.equals(Optional.of(digest));
        }
    }

    /**
     * Promotes.
     *
     * @return every tag of every image in every repository; where it was a dry run, as it would be
     * @throws dev.slipway.failure.SlipwayException with everything that stands in the way, before anything is changed; or
     *     with what failed later, after which the tags lead where they led before
     */
    public List<Promoted> run(PromotionPlan plan) {
        List<Transfer> transfers = new PromotionPreflight(registries).look(plan.images());
        if (!plan.isDryRun()) {
            List<Transfer> open = transfers.stream()
                    .filter(transfer -> !transfer.missing().isEmpty())
                    .toList();
            prepare(open);
            copy(open);
            move(open);
        }
        return transfers.stream()
                .flatMap(transfer -> transfer.tags().stream().map(tag -> promoted(transfer, tag)))
                .distinct()
                .toList();
    }

    private static Promoted promoted(Transfer transfer, Tag tag) {
        return new Promoted(
                transfer.found().reference(),
                transfer.reference(tag),
                transfer.digest(),
                Optional.ofNullable(transfer.sight().there().get(tag)));
    }

    /** Makes what is missing, each repository once: mostly nothing is. */
    private void prepare(List<Transfer> transfers) {
        Map<String, Transfer> places = new LinkedHashMap<>();
        transfers.forEach(transfer -> places.putIfAbsent(transfer.place(), transfer));
        for (Transfer transfer : places.values()) {
            Repository target = transfer.target();
            if (transfer.sight().registry().registry().prepare(target.name())) {
                log.repositoryCreated(target.host().value(), target.name().value());
            }
        }
    }

    private void copy(List<Transfer> transfers) {
        // by what is copied and where to, since several names can lead to one image, and to one registry
        Map<String, Transfer> away = new LinkedHashMap<>();
        transfers.stream()
                .filter(transfer -> !transfer.staysInPlace())
                .forEach(transfer -> away.putIfAbsent(transfer.place() + "@" + transfer.digest(), transfer));
        List<RuntimeException> failures = new ArrayList<>();
        for (SideBySide.Outcome<Transfer, Transfer> outcome :
                new SideBySide(AT_ONCE).run(List.copyOf(away.values()), this::copy)) {
            Optional.ofNullable(outcome.failure()).ifPresent(failures::add);
        }
        if (!failures.isEmpty()) {
            throw new UnfinishedReleaseException(
                    failures, "No tag was moved. Promote again when it is mended; what is there is not sent again.");
        }
    }

    private Transfer copy(Transfer transfer) {
        log.remark("Copying " + transfer.found().reference() + " to " + transfer.place());
        transfer.target()
                .copyFrom(transfer.found().repository(), transfer.found().image());
        return transfer;
    }

    private void move(List<Transfer> transfers) {
        Map<ImageReference, FloatingTag> tags = new LinkedHashMap<>();
        for (Transfer transfer : transfers) {
            for (Tag tag : transfer.missing()) {
                tags.putIfAbsent(
                        transfer.reference(tag),
                        new FloatingTag(transfer.found().reference(), transfer.target(), transfer.digest(), tag));
            }
        }
        FloatingTags.Words words = new FloatingTags.Words("Tags", "Promote again when it is mended.");
        new FloatingTags(List.copyOf(tags.values()), words, log).move();
    }
}

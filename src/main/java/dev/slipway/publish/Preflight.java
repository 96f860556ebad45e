package dev.slipway.publish;

import dev.slipway.image.BuiltImage;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import dev.slipway.image.ImageTag;
import dev.slipway.image.PushedImage;
import dev.slipway.image.Tag;
import dev.slipway.log.BuildLog;
import dev.slipway.plan.Destination;
import dev.slipway.plan.ImagePlan;
import dev.slipway.registry.Publisher;
import dev.slipway.registry.RegistryException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds everything that would stop a push before anything is sent: credentials, repositories, tags, hosts. */
public final class Preflight {

    private static final int AT_ONCE = 16;

    private final Function<Destination, OpenRegistry> registries;
    private final BuildLog log;

    /** @param registries opens a registry, or gives one that is open already */
    public Preflight(Function<Destination, OpenRegistry> registries, BuildLog log) {
        this.registries = registries;
        this.log = log;
    }

    /**
     * Looks before the images are built, as far as that can be seen then.
     *
     * @return everything that stands in the way
     */
    public List<RuntimeException> beforeBuild(List<ImagePlan> images) {
        Lookout lookout = new Lookout(registries);
        for (ImagePlan image : images) {
            lookout.add(
                    image.publishing().publications(),
                    image.tags().stream().map(ImageTag::tag).toList());
        }
        Lookout.Report report = lookout.look();
        List<RuntimeException> failures = new ArrayList<>(report.failures());
        images.forEach(image -> ways(image.alias(), image.publishing().publications(), report, failures)
                .forEach((publication, sight) -> warnOfTagsThatStay(image, sight)));
        List<Sight> existing = report.sights().values().stream()
                .filter(sight -> sight.facts().exists())
                .toList();
        checkPush(existing, failures);
        if (failures.isEmpty()) {
            report.down().forEach(this::warn);
        }
        return failures;
    }

    private void warnOfTagsThatStay(ImagePlan image, Sight sight) {
        image.tags().stream()
                .map(ImageTag::tag)
                .filter(tag -> sight.facts().mutability().isFixed(tag.value())
                        && sight.there().containsKey(tag))
                .forEach(tag -> log.warning("The tag "
                        + new ImageReference(
                                sight.repository().host(), sight.repository().name(), tag)
                        + " is there already and may not be moved: the push will be refused unless the build of "
                        + image.alias() + " gives the same image again."));
    }

    /**
     * Looks before the images are pushed.
     *
     * @param pushed    what is known to have been pushed before
     * @param publisher holds the images; it is asked for those only that are not yet everywhere
     * @return each image for each repository that can be reached
     * @throws dev.slipway.failure.SlipwayException with everything that stands in the way
     */
    List<Consignment> beforePush(List<Shipment> shipments, List<PushedImage> pushed, Publisher publisher) {
        Lookout lookout = new Lookout(registries);
        for (Shipment shipment : shipments) {
            lookout.add(
                    shipment.publications(),
                    shipment.image().tags().stream().map(ImageTag::tag).toList());
        }
        Lookout.Report report = lookout.look();
        List<RuntimeException> failures = new ArrayList<>(report.failures());
        List<Consignment> consignments = consignments(shipments, pushed, report, failures);
        List<Sight> unfinished = consignments.stream()
                .filter(consignment -> !consignment.isComplete())
                .map(consignment -> report.sights().get(consignment.place()))
                .filter(sight -> sight != null && sight.facts().exists())
                .distinct()
                .toList();
        List<Runnable> checks = new ArrayList<>(pushChecks(unfinished));
        missing(shipments, consignments).forEach(image -> checks.add(() -> checkIsHere(image, publisher)));
        run(checks, failures);
        throwIfAny(failures);
        report.down().forEach(this::warn);
        return consignments;
    }

    private List<Consignment> consignments(
            List<Shipment> shipments,
            List<PushedImage> pushed,
            Lookout.Report report,
            List<RuntimeException> failures) {
        List<Consignment> unseen = new ArrayList<>();
        for (Shipment shipment : shipments) {
            ways(shipment.image().alias(), shipment.publications(), report, failures)
                    .forEach((publication, sight) ->
                            unseen.add(new Consignment(shipment, publication, sight, Optional.empty())));
        }
        List<Consignment> consignments = new ArrayList<>();
        for (SideBySide.Outcome<Consignment, Consignment> outcome :
                new SideBySide(AT_ONCE).run(unseen, new Recognition(pushed)::recognised)) {
            if (outcome.result() != null) {
                consignments.add(outcome.result());
                failures.addAll(clashes(outcome.result()));
            } else if (outcome.failure() != null) {
                failures.add(outcome.failure());
            }
        }
        return consignments;
    }

    /** The ways that are open to an image; that none is is a failure. */
    private static Map<ImagePlan.Publication, Sight> ways(
            String alias,
            List<ImagePlan.Publication> publications,
            Lookout.Report report,
            List<RuntimeException> failures) {
        Map<ImagePlan.Publication, Sight> ways = new LinkedHashMap<>();
        for (ImagePlan.Publication publication : publications) {
            Optional.ofNullable(report.sights().get(Place.of(publication)))
                    .ifPresent(sight -> ways.put(publication, sight));
        }
        boolean areAllDown =
                publications.stream().allMatch(publication -> report.down().containsKey(publication.destination()));
        if (areAllDown && !publications.isEmpty()) {
            List<String> said = report.down().values().stream()
                    .map(RuntimeException::getMessage)
                    .toList();
            failures.add(new RegistryException(
                    "Cannot push " + alias,
                    "every registry is <optional>, and none of them can be reached (" + String.join(" ", said) + ")",
                    "Let at least one of them be reached.",
                    null));
        }
        return ways;
    }

    private static List<RegistryException> clashes(Consignment consignment) {
        List<RegistryException> clashes = new ArrayList<>();
        for (ImageTag tag : consignment.shipment().image().tags()) {
            Digest there = consignment.sight().there().get(tag.tag());
            boolean isOurs = consignment.content().equals(Optional.ofNullable(there));
            if (there != null
                    && !isOurs
                    && consignment
                            .sight()
                            .facts()
                            .mutability()
                            .isFixed(tag.tag().value())) {
                clashes.add(clash(consignment, tag.tag(), there));
            }
        }
        return clashes;
    }

    private static RegistryException clash(Consignment consignment, Tag tag, Digest there) {
        return new RegistryException(
                "Cannot push " + consignment.reference(tag),
                "the tag is there already with another image (" + there.shortHash()
                        + "), and the repository's tags may not be moved",
                "Use another version, or make the repository's tags mutable.",
                null);
    }

    /** The images that are not everywhere yet. */
    private static List<BuiltImage> missing(List<Shipment> shipments, List<Consignment> consignments) {
        return shipments.stream()
                .filter(shipment -> {
                    List<Consignment> ways = consignments.stream()
                            .filter(consignment -> consignment.shipment().equals(shipment))
                            .toList();
                    return ways.isEmpty()
                            || ways.stream().anyMatch(way -> way.content().isEmpty());
                })
                .map(Shipment::image)
                .toList();
    }

    /** @throws NotBuiltException if the engine or the layout has lost the image since */
    private static void checkIsHere(BuiltImage image, Publisher publisher) {
        if (!publisher.holds(image.content())) {
            throw NotBuiltException.lost(image);
        }
    }

    /** Sees whether we may push, in each repository once. */
    static void checkPush(List<Sight> sights, List<RuntimeException> failures) {
        run(pushChecks(sights), failures);
    }

    private static List<Runnable> pushChecks(List<Sight> sights) {
        return sights.stream()
                .collect(Collectors.toMap(
                        sight -> sight.repository().host() + "/"
                                + sight.repository().name(),
                        sight -> sight,
                        (one, other) -> one,
                        LinkedHashMap::new))
                .values()
                .stream()
                .<Runnable>map(sight -> sight.repository()::checkPush)
                .toList();
    }

    private static void run(List<Runnable> checks, List<RuntimeException> failures) {
        new SideBySide(AT_ONCE)
                .run(checks, check -> {
                    check.run();
                    return check;
                })
                .forEach(outcome -> {
                    if (outcome.failure() != null) {
                        failures.add(outcome.failure());
                    }
                });
    }

    /**
     * Ends a push that something stands in the way of.
     *
     * @throws dev.slipway.failure.SlipwayException with all of it
     */
    public static void throwIfAny(List<RuntimeException> failures) {
        throwIfAny("Cannot push", failures, "Nothing was pushed.");
    }

    static void throwIfAny(String doing, List<RuntimeException> failures, String ending) {
        if (failures.size() == 1) {
            throw failures.get(0);
        }
        if (!failures.isEmpty()) {
            throw new SeveralObstaclesException(doing, failures, ending);
        }
    }

    private void warn(Destination destination, RegistryException failure) {
        log.warning("The run goes on without the registry " + destination + ", which is <optional>: "
                + failure.getMessage());
    }
}

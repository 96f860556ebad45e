package dev.slipway.app;

import dev.slipway.image.BuiltImage;
import dev.slipway.image.PushedImage;
import dev.slipway.log.BuildLog;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.Destination;
import dev.slipway.plan.ImagePlan;
import dev.slipway.plan.InvalidPlanException;
import dev.slipway.plan.Problem;
import dev.slipway.publish.NotBuiltException;
import dev.slipway.publish.OpenRegistry;
import dev.slipway.publish.Preflight;
import dev.slipway.publish.Publication;
import dev.slipway.publish.Shipment;
import dev.slipway.receipt.ReceiptFolder;
import dev.slipway.registry.Publisher;
import dev.slipway.report.ImageTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Publishes what {@link BuildImages} made: content and fixed tags; floating ones move at the end of the Maven run. */
public final class PushImages {

    private final Components components;
    private final ReceiptFolder receipts;
    private final BuildLog log;

    public PushImages(Components components, ReceiptFolder receipts, BuildLog log) {
        this.components = components;
        this.receipts = receipts;
        this.log = log;
    }

    /**
     * Looks before the images are built whether they could be pushed, once in a Maven run for those of all modules.
     *
     * @param plan   of the module that is built first
     * @param others the plans of the other modules, as far as they can be made by now
     * @throws dev.slipway.failure.SlipwayException with everything that stands in the way
     */
    public void lookAhead(BuildPlan plan, Supplier<List<BuildPlan>> others) {
        components.session().looksAhead().look(plan, others, this::lookAhead);
    }

    /** Modules that use registries in the same way are looked at together. */
    private void lookAhead(List<BuildPlan> plans) {
        List<RuntimeException> obstacles = new ArrayList<>();
        plans.stream()
                .collect(Collectors.groupingBy(
                        plan -> List.of(plan.ecr(), plan.push()), LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(alike -> obstacles.addAll(obstacles(alike)));
        Preflight.throwIfAny(obstacles);
    }

    private List<RuntimeException> obstacles(List<BuildPlan> plans) {
        List<ImagePlan> wanted =
                plans.stream().flatMap(plan -> wanted(plan).stream()).toList();
        List<RuntimeException> obstacles = new ArrayList<>();
        try {
            checkDestinations(wanted);
        } catch (InvalidPlanException e) {
            obstacles.add(e);
        }
        obstacles.addAll(new Preflight(registries(plans.get(0)), log).beforeBuild(wanted));
        return obstacles;
    }

    /**
     * Publishes the images of a plan as the receipt knows them, and writes down where they are.
     *
     * @return every reference, fixed ones before floating ones, which {@link BuildSession#release()} moves at the end
     */
    public List<PushedImage> run(BuildPlan plan) {
        List<ImagePlan> wanted = wanted(plan);
        if (wanted.isEmpty()) {
            log.nothingToDo("every image has <skipPush>");
            return List.of();
        }
        checkDestinations(wanted);
        List<Shipment> shipments = shipments(wanted, receipts.built());
        try (Publisher publisher = components.publisher(plan.push())) {
            List<Publication.Published> published = new Publication(registries(plan), publisher, log)
                    .run(shipments, receipts.pushed(), components.session().release(), receipts::addPushed);
            log.summary(ImageTable.ofPushed(table(published)));
            return sorted(published);
        }
    }

    private static List<ImagePlan> wanted(BuildPlan plan) {
        return plan.images().stream()
                .filter(image -> image.publishing().isWanted())
                .toList();
    }

    private Function<Destination, OpenRegistry> registries(BuildPlan plan) {
        return components.registries(plan.ecr(), plan.push());
    }

    private static void checkDestinations(List<ImagePlan> images) {
        List<Problem> problems = images.stream()
                .filter(image -> image.publishing().publications().isEmpty())
                .map(image -> new Problem(
                        "<registries>",
                        "the image '" + image.alias() + "' is to be pushed, but no registry is named",
                        "Add <registries><registry>ecr</registry></registries> or set -Dslipway.registries=…,"
                                + " or <skipPush>true</skipPush> to keep it here."))
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidPlanException(problems);
        }
    }

    private List<Shipment> shipments(List<ImagePlan> images, Map<String, BuiltImage> built) {
        List<Shipment> shipments = new ArrayList<>();
        for (ImagePlan plan : images) {
            BuiltImage image = NotBuiltException.required(built, plan.alias());
            if (!image.tags().containsAll(plan.tags())) {
                log.warning("The image '" + plan.alias() + "' is pushed with the tags that it was built with, "
                        + image.tags() + "; the POM and git now ask for " + plan.tags());
            }
            shipments.add(new Shipment(image, plan.publishing().publications()));
        }
        return shipments;
    }

    private static List<ImageTable.Published> table(List<Publication.Published> published) {
        return published.stream()
                .map(image -> new ImageTable.Published(image.shipment().image(), image.references(), time(image)))
                .toList();
    }

    private static Duration time(Publication.Published published) {
        return published.shipment().image().buildTime().plus(published.time());
    }

    /** Those of fixed tags first. */
    private static List<PushedImage> sorted(List<Publication.Published> published) {
        return Stream.of(false, true)
                .flatMap(floating -> published.stream()
                        .flatMap(image -> image.references().stream()
                                .filter(reference -> floating
                                        == image.shipment()
                                                .isFloating(
                                                        reference.reference().tag()))))
                .toList();
    }
}

package dev.slipway.app;

import dev.slipway.image.BuiltImage;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import dev.slipway.image.ImageTag;
import dev.slipway.image.PushedImage;
import dev.slipway.log.BuildLog;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.ImagePlan;
import dev.slipway.plan.InvalidPlanException;
import dev.slipway.plan.Problem;
import dev.slipway.receipt.ReceiptFolder;
import dev.slipway.registry.Publisher;
import dev.slipway.registry.Registry;
import dev.slipway.report.ImageTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Publishes what {@link BuildImages} made: fixed tags of all images first, then the floating ones. */
public final class PushImages {

    private final Components components;
    private final ReceiptFolder receipts;
    private final BuildLog log;
    private final Map<ImageReference, Duration> times = new HashMap<>();

    public PushImages(Components components, ReceiptFolder receipts, BuildLog log) {
        this.components = components;
        this.receipts = receipts;
        this.log = log;
    }

    /**
     * Publishes the images of a plan as the receipt knows them, and writes down where they are.
     *
     * @return every reference, in the order in which it was pushed
     */
    public List<PushedImage> run(BuildPlan plan) {
        List<ImagePlan> wanted = plan.images().stream()
                .filter(image -> image.publishing().isWanted())
                .toList();
        if (wanted.isEmpty()) {
            log.nothingToDo("every image has <skipPush>");
            return List.of();
        }
        checkDestinations(wanted);
        List<Shipment> shipments = shipments(wanted, receipts.built());
        try (Publisher publisher = components.publisher();
                OpenRegistries registries = new OpenRegistries(components, plan.ecr(), log)) {
            shipments.forEach(shipment -> shipment.checkIsHere(publisher));
            registries.prepare(shipments);
            List<PushedImage> pushed = push(shipments, publisher, registries);
            registries.verify(pushed);
            receipts.addPushed(pushed);
            log.summary(ImageTable.ofPushed(published(shipments, pushed)));
            return pushed;
        }
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
            shipments.add(new Shipment(plan, image));
        }
        return shipments;
    }

    private List<PushedImage> push(List<Shipment> shipments, Publisher publisher, OpenRegistries registries) {
        List<PushedImage> pushed = new ArrayList<>();
        for (boolean floating : new boolean[] {false, true}) {
            for (Shipment shipment : shipments) {
                for (ImageTag tag : shipment.tags(floating)) {
                    shipment.publications()
                            .forEach(target -> pushed.add(push(shipment, target, tag, publisher, registries)));
                }
            }
        }
        return pushed;
    }

    private PushedImage push(
            Shipment shipment,
            ImagePlan.Publication target,
            ImageTag tag,
            Publisher publisher,
            OpenRegistries registries) {
        Registry registry = registries.at(target.destination());
        ImageReference reference = new ImageReference(registry.host(), target.repository(), tag.tag());
        log.pushing(shipment.image().alias(), reference);
        long start = System.nanoTime();
        Digest digest = publisher.push(
                shipment.image().content(),
                reference,
                registry.credential(),
                shipment.plan().publishing().timeout());
        PushedImage image = new PushedImage(shipment.image().alias(), reference, digest);
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        times.put(reference, time);
        log.pushed(image, time);
        return image;
    }

    private List<ImageTable.Published> published(List<Shipment> shipments, List<PushedImage> pushed) {
        List<ImageTable.Published> rows = new ArrayList<>();
        for (Shipment shipment : shipments) {
            pushed.stream()
                    .filter(image -> image.alias().equals(shipment.image().alias()))
                    .collect(Collectors.groupingBy(
                            image -> image.reference().withoutTag(), LinkedHashMap::new, Collectors.toList()))
                    .values()
                    .forEach(images -> rows.add(
                            new ImageTable.Published(shipment.image(), images, time(shipment.image(), images))));
        }
        return rows;
    }

    private Duration time(BuiltImage image, List<PushedImage> pushed) {
        return pushed.stream()
                .map(push -> times.getOrDefault(push.reference(), Duration.ZERO))
                .reduce(image.buildTime(), Duration::plus);
    }
}

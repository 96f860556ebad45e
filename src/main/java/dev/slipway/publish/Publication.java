package dev.slipway.publish;

import dev.slipway.image.ImageReference;
import dev.slipway.image.PushedImage;
import dev.slipway.log.BuildLog;
import dev.slipway.plan.Destination;
import dev.slipway.registry.Publisher;
import dev.slipway.registry.RegistryException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Publishes the images of one module: a look at everything, then content and fixed tags, side by side. */
public final class Publication {

    /** Measured: more do not make a push faster, since one layer is compressed on one core. */
    private static final int AT_ONCE = 4;

    private final Function<Destination, OpenRegistry> registries;
    private final Publisher publisher;
    private final BuildLog log;

    public Publication(Function<Destination, OpenRegistry> registries, Publisher publisher, BuildLog log) {
        this.registries = registries;
        this.publisher = publisher;
        this.log = log;
    }

    /**
     * An image in a repository.
     *
     * @param references its references there, fixed ones before floating ones, which may be yet to come
     */
    public record Published(Shipment shipment, List<PushedImage> references, Duration time) {}

    /**
     * Publishes.
     *
     * @param before    what is known to have been pushed before
     * @param release   takes the floating tags
     * @param whenThere is told of references that are there, fixed ones at once and floating ones later
     * @return each image in each repository
     */
    public List<Published> run(
            List<Shipment> shipments,
            List<PushedImage> before,
            Release release,
            Consumer<List<PushedImage>> whenThere) {
        List<Consignment> consignments = new Preflight(registries, log).beforePush(shipments, before, publisher);
        prepare(consignments);
        List<Carriage.Delivered> delivered = deliver(consignments);
        List<PushedImage> there = new ArrayList<>();
        delivered.forEach(image -> there.addAll(references(image, false)));
        delivered.forEach(image -> references(image, true).stream()
                .filter(reference ->
                        !image.movable().contains(reference.reference().tag()))
                .forEach(there::add));
        whenThere.accept(there);
        release.add(delivered, whenThere, log);
        return delivered.stream()
                .map(image -> {
                    List<PushedImage> references = new ArrayList<>(references(image, false));
                    references.addAll(references(image, true));
                    return new Published(image.consignment().shipment(), references, image.time());
                })
                .toList();
    }

    private static List<PushedImage> references(Carriage.Delivered image, boolean floating) {
        return image.consignment().shipment().tags(floating).stream()
                .map(image::under)
                .toList();
    }

    /** Makes what is missing, one after another: mostly nothing is. */
    private void prepare(List<Consignment> consignments) {
        Map<Place, Sight> places = new LinkedHashMap<>();
        consignments.forEach(consignment -> places.put(consignment.place(), consignment.sight()));
        places.forEach((place, sight) -> {
            if (sight.registry().registry().prepare(place.repository())) {
                log.repositoryCreated(
                        sight.registry().registry().host().value(),
                        place.repository().value());
            }
        });
    }

    private List<Carriage.Delivered> deliver(List<Consignment> consignments) {
        Carriage carriage = new Carriage(publisher, log);
        List<Carriage.Delivered> delivered = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        List<Consignment> dropped = new ArrayList<>();
        for (SideBySide.Outcome<Consignment, Carriage.Delivered> outcome :
                new SideBySide(AT_ONCE).run(consignments, carriage::deliver)) {
            RuntimeException failure = outcome.failure();
            if (outcome.result() != null) {
                delivered.add(outcome.result());
            } else if (failure instanceof RegistryException broken
                    && broken.isUnreachable()
                    && outcome.item().publication().isOptional()) {
                dropped.add(outcome.item());
                log.warning("The run goes on without " + outcome.item().place().destination()
                        + ", which is <optional>: " + broken.getMessage());
            } else if (failure != null) {
                failures.add(failure);
            }
        }
        dropped.stream()
                .filter(lost -> delivered.stream().noneMatch(image -> isOf(image, lost)))
                .forEach(lost -> failures.add(new RegistryException(
                        "Cannot push " + lost.alias(), "no registry took it", "Let one of them be reached.", null)));
        if (!failures.isEmpty()) {
            throw failures.size() == 1 && delivered.isEmpty()
                    ? failures.get(0)
                    : new UnfinishedReleaseException(failures, ending(delivered));
        }
        return delivered;
    }

    private static boolean isOf(Carriage.Delivered image, Consignment lost) {
        return image.consignment().alias().equals(lost.alias());
    }

    private static String ending(List<Carriage.Delivered> delivered) {
        Optional<String> up = delivered.stream()
                .flatMap(image -> references(image, false).stream())
                .map(PushedImage::reference)
                .map(ImageReference::toString)
                .reduce((one, other) -> one + ", " + other);
        return up.map(references -> "Up are " + references + ". ").orElse("")
                + "No floating tag was moved. Push again when it is mended; what is up is not sent again.";
    }
}

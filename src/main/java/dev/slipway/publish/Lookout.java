package dev.slipway.publish;

import dev.slipway.failure.SlipwayException;
import dev.slipway.image.Digest;
import dev.slipway.image.Tag;
import dev.slipway.plan.Destination;
import dev.slipway.plan.ImagePlan;
import dev.slipway.registry.RegistryException;
import dev.slipway.registry.Repository;
import dev.slipway.registry.RepositoryFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Looks at the repositories that images go to, all of them at once; nothing is changed there. */
final class Lookout {

    /** Looks are short, and mostly waiting. */
    private static final int AT_ONCE = 16;

    private final Function<Destination, OpenRegistry> registries;
    private final Map<Place, Set<Tag>> tags = new LinkedHashMap<>();
    private final Set<Place> needed = new LinkedHashSet<>();

    Lookout(Function<Destination, OpenRegistry> registries) {
        this.registries = registries;
    }

    /** Where an image goes, and the tags that it is to have there. */
    void add(Collection<ImagePlan.Publication> publications, Collection<Tag> wanted) {
        for (ImagePlan.Publication publication : publications) {
            Place place = Place.of(publication);
            tags.computeIfAbsent(place, unknown -> new TreeSet<>()).addAll(wanted);
            if (!publication.isOptional()) {
                needed.add(place);
            }
        }
    }

    /**
     * What was seen.
     *
     * @param sights   of the repositories that could be looked at
     * @param down     optional registries that cannot be reached, with what they say
     * @param failures everything else that went wrong, each once
     */
    record Report(
            Map<Place, Sight> sights, Map<Destination, RegistryException> down, List<RuntimeException> failures) {}

    Report look() {
        Map<Destination, RuntimeException> closed = open();
        List<Place> open = tags.keySet().stream()
                .filter(place -> !closed.containsKey(place.destination()))
                .toList();
        Map<Place, RuntimeException> failed = new LinkedHashMap<>();
        Map<Place, Sight> sights = new LinkedHashMap<>();
        tags.keySet().stream()
                .filter(place -> closed.containsKey(place.destination()))
                .forEach(place -> failed.put(place, closed.get(place.destination())));
        for (SideBySide.Outcome<Place, Sight> outcome : new SideBySide(AT_ONCE).run(open, this::sight)) {
            if (outcome.result() != null) {
                sights.put(outcome.item(), outcome.result());
            } else if (outcome.failure() != null) {
                failed.put(outcome.item(), outcome.failure());
            }
        }
        return report(sights, failed);
    }

    /** The registries that cannot be opened. */
    private Map<Destination, RuntimeException> open() {
        List<Destination> destinations =
                tags.keySet().stream().map(Place::destination).distinct().toList();
        Map<Destination, RuntimeException> closed = new LinkedHashMap<>();
        new SideBySide(AT_ONCE)
                .run(destinations, destination -> {
                    OpenRegistry registry = registries.apply(destination);
                    registry.registry().login().credential();
                    return registry;
                })
                .forEach(outcome -> {
                    if (outcome.failure() != null) {
                        closed.put(outcome.item(), outcome.failure());
                    }
                });
        return closed;
    }

    private Sight sight(Place place) {
        OpenRegistry registry = registries.apply(place.destination());
        RepositoryFacts facts = registry.registry().look(place.repository());
        Repository repository = registry.in(place.repository());
        Map<Tag, Digest> there = new LinkedHashMap<>();
        if (facts.exists()) {
            tags.getOrDefault(place, Set.of())
                    .forEach(tag -> repository.digestOf(tag).ifPresent(digest -> there.put(tag, digest)));
        }
        return new Sight(registry, repository, facts, there);
    }

    private Report report(Map<Place, Sight> sights, Map<Place, RuntimeException> failed) {
        Map<Destination, RegistryException> down = new LinkedHashMap<>();
        Map<String, RuntimeException> failures = new LinkedHashMap<>();
        failed.forEach((place, failure) -> {
            if (!needed.contains(place) && failure instanceof RegistryException broken && broken.isUnreachable()) {
                down.put(place.destination(), broken);
            } else {
                failures.putIfAbsent(place.destination() + "\n" + withoutRepository(failure, place), failure);
            }
        });
        return new Report(sights, down, new ArrayList<>(failures.values()));
    }

    /** A registry that does not let us in says so of every repository; once is enough. */
    private static String withoutRepository(RuntimeException failure, Place place) {
        String message = String.valueOf(failure.getMessage());
        return failure instanceof SlipwayException
                ? message.replace(place.repository().value(), "")
                : message + failure;
    }
}

package dev.slipway.publish;

import dev.slipway.failure.SlipwayException;
import dev.slipway.image.Digest;
import dev.slipway.image.Tag;
import dev.slipway.plan.Destination;
import dev.slipway.plan.ImagePlan;
import dev.slipway.registry.RegistryException;
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
        Map<Place, RuntimeException> failed = new LinkedHashMap<>();
        Map<Place, Sight> sights = new LinkedHashMap<>();
        for (SideBySide.Outcome<Place, Sight> outcome : new SideBySide(AT_ONCE).run(open(failed), this::sight)) {
            if (outcome.result() != null) {
                sights.put(outcome.item(), outcome.result());
            } else if (outcome.failure() != null) {
                failed.put(outcome.item(), outcome.failure());
            }
        }
        addFurtherTags(sights, failed);
        return report(sights, failed);
    }

    /** The places in registries that can be opened. */
    private List<Place> open(Map<Place, RuntimeException> failed) {
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
        List<Place> open = new ArrayList<>();
        for (Place place : tags.keySet()) {
            RuntimeException failure = closed.get(place.destination());
            if (failure == null) {
                open.add(place);
            } else {
                failed.put(place, failure);
            }
        }
        return open;
    }

    private List<Tag> wanted(Place place) {
        return List.copyOf(tags.getOrDefault(place, Set.of()));
    }

    /** A repository, with one tag: that one logs in for all. */
    private Sight sight(Place place) {
        OpenRegistry registry = registries.apply(place.destination());
        RepositoryFacts facts = registry.registry().look(place.repository());
        Sight sight = new Sight(registry, registry.in(place.repository()), facts, Map.of());
        List<Tag> wanted = wanted(place);
        return facts.exists() && !wanted.isEmpty() ? sight.with(digestOf(wanted.get(0), sight)) : sight;
    }

    private static Map<Tag, Digest> digestOf(Tag tag, Sight sight) {
        return sight.repository()
                .digestOf(tag)
                .map(digest -> Map.of(tag, digest))
                .orElse(Map.of());
    }

    /** All other tags of all repositories at once: on a long line each of them waits as long as all of them. */
    private void addFurtherTags(Map<Place, Sight> sights, Map<Place, RuntimeException> failed) {
        List<Glance> further = new ArrayList<>();
        sights.forEach((place, sight) -> {
            if (sight.facts().exists()) {
                wanted(place).stream().skip(1).forEach(tag -> further.add(new Glance(place, sight, tag)));
            }
        });
        new SideBySide(AT_ONCE)
                .run(further, glance -> digestOf(glance.tag(), glance.sight()))
                .forEach(outcome -> {
                    Place place = outcome.item().place();
                    Map<Tag, Digest> found = outcome.result();
                    if (found != null) {
                        sights.computeIfPresent(place, (same, sight) -> sight.with(found));
                    } else if (outcome.failure() != null) {
                        failed.putIfAbsent(place, outcome.failure());
                        sights.remove(place);
                    }
                });
    }

    /** A look at one tag. */
    private record Glance(Place place, Sight sight, Tag tag) {}

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

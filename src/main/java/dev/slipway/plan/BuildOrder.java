package dev.slipway.plan;

import dev.slipway.dockerfile.Builder;
import dev.slipway.image.ImageReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Orders the images of a module: those that others begin with or copy from come first, otherwise as the POM lists them.
 *
 * <p>An edge is a {@code FROM}, {@code COPY --from}, {@code RUN --mount=from=} or {@code <contexts>} entry that names
 * another image by one of its references.
 */
final class BuildOrder {

    private final Map<String, ImagePlan> byAlias = new LinkedHashMap<>();
    private final Map<String, String> aliases = new HashMap<>();
    private final Problems problems;

    /** @param images the images as the POM lists them */
    BuildOrder(List<ImagePlan> images, Problems problems) {
        this.problems = problems;
        for (ImagePlan image : images) {
            byAlias.put(image.alias(), image);
            image.localReferences().forEach(reference -> aliases.put(reference.familiar(), image.alias()));
        }
    }

    /** The images in the order in which they are built, each knowing what it waits for; a ring is noted as a problem. */
    List<ImagePlan> sorted() {
        Map<String, Set<String>> needs = new LinkedHashMap<>();
        Map<String, Set<String>> needsOfClassic = new LinkedHashMap<>();
        byAlias.forEach((alias, image) -> {
            needs.put(alias, needs(image, Builder.BUILDKIT));
            Set<String> all = new LinkedHashSet<>(needs(image, Builder.BUILDKIT));
            all.addAll(needs(image, Builder.CLASSIC));
            needsOfClassic.put(alias, all);
        });
        // The classic builder also makes stages that the target does not need; where these make a ring, others win.
        boolean isRing = new Rings(needsOfClassic).find().isPresent();
        return sorted(isRing ? needs : needsOfClassic);
    }

    private List<ImagePlan> sorted(Map<String, Set<String>> needs) {
        Optional<List<String>> ring = new Rings(needs).find();
        if (ring.isPresent()) {
            List<String> aliasesOfRing = ring.get();
            problems.add(
                    "<images>",
                    "images need each other: " + String.join(" → ", aliasesOfRing) + " → " + aliasesOfRing.get(0),
                    "Let one of them begin with something else.");
            return List.copyOf(byAlias.values());
        }
        Set<String> done = new LinkedHashSet<>();
        needs.keySet().forEach(alias -> addAfterNeeds(alias, needs, done));
        return done.stream()
                .map(alias -> image(alias).needing(List.copyOf(needs.getOrDefault(alias, Set.of()))))
                .toList();
    }

    private ImagePlan image(String alias) {
        return Optional.ofNullable(byAlias.get(alias)).orElseThrow();
    }

    private static void addAfterNeeds(String alias, Map<String, Set<String>> needs, Set<String> done) {
        if (!done.contains(alias)) {
            needs.getOrDefault(alias, Set.of()).forEach(need -> addAfterNeeds(need, needs, done));
            done.add(alias);
        }
    }

    private Set<String> needs(ImagePlan image, Builder builder) {
        Set<String> needs = new LinkedHashSet<>();
        Bases.of(image.recipe(), builder).stream()
                .flatMap(base -> Optional.ofNullable(aliases.get(ImageReference.familiar(base.reference()))).stream())
                .forEach(needs::add);
        for (BuildInputs.NamedContext context :
                image.recipe().options().inputs().contexts().values()) {
            if (context instanceof BuildInputs.NamedContext.OfModule other) {
                needs.add(other.alias());
            } else {
                context.reference()
                        .flatMap(other -> Optional.ofNullable(aliases.get(ImageReference.familiar(other))))
                        .ifPresent(needs::add);
            }
        }
        needs.retainAll(byAlias.keySet());
        return needs;
    }

    /**
     * Looks for images that wait for each other.
     *
     * @param needs what each image waits for
     */
    private record Rings(Map<String, Set<String>> needs) {

        Optional<List<String>> find() {
            return needs.keySet().stream()
                    .map(alias -> from(alias, new ArrayList<>(List.of(alias))))
                    .flatMap(Optional::stream)
                    .findFirst();
        }

        private Optional<List<String>> from(String start, List<String> way) {
            for (String next : needs.getOrDefault(way.get(way.size() - 1), Set.of())) {
                if (next.equals(start)) {
                    return Optional.of(List.copyOf(way));
                }
                if (!way.contains(next)) {
                    way.add(next);
                    Optional<List<String>> ring = from(start, way);
                    if (ring.isPresent()) {
                        return ring;
                    }
                    way.remove(way.size() - 1);
                }
            }
            return Optional.empty();
        }
    }
}

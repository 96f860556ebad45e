package dev.slipway.plan;

import dev.slipway.dockerfile.BaseImage;
import dev.slipway.image.ImageReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks that images of other modules are there when this module builds on them.
 *
 * @param images   of the other modules
 * @param problems where a module that comes too late is noted
 */
record OtherModules(List<OtherImage> images, Problems problems) {

    /** What would make the bases of these images that are made in modules which are not part of this run. */
    Map<String, String> makers(List<ImagePlan> plans) {
        Map<String, String> makers = new HashMap<>();
        for (ImagePlan plan : plans) {
            for (BaseImage base : Bases.of(plan.recipe())) {
                String place = plan.recipe().dockerfile().getFileName() + ":" + base.line();
                check(place, base.reference(), makers);
            }
            plan.recipe().options().inputs().contexts().forEach((name, context) -> {
                if (context instanceof BuildInputs.NamedContext.Image image) {
                    check("<images><image>[" + plan.alias() + "]<contexts><" + name + ">", image.name(), makers);
                }
            });
        }
        return makers;
    }

    private void check(String place, String reference, Map<String, String> makers) {
        Optional<OtherImage> found = find(reference);
        if (found.isEmpty()) {
            return;
        }
        OtherImage other = found.get();
        String module = other.module().artifactId();
        if (other.order() == OtherImage.Order.LATER) {
            problems.add(
                    place,
                    "'" + reference + "' is made by the module " + module
                            + ", which Maven need not build before this one",
                    "Add to this POM: " + other.module().dependency());
        } else {
            makers.put(
                    ImageReference.familiar(reference),
                    "The module " + module + " makes it: build that one too (mvn -pl ... -am), or first.");
        }
    }

    /** The image of a reference. */
    Optional<OtherImage> find(String reference) {
        String familiar = ImageReference.familiar(reference);
        return images.stream()
                .filter(image -> familiar.startsWith(image.name() + ":"))
                .filter(image -> image.references().get().stream()
                        .anyMatch(
                                candidate -> ImageReference.familiar(candidate).equals(familiar)))
                .findFirst();
    }
}

package dev.slipway.plan;

import java.util.List;

/**
 * Where the POM says what policies look at, with inheritance: the element of the image, of its set, or of all images.
 *
 * @param tags       the rules of its tags
 * @param dockerfile its Dockerfile
 * @param registries where it goes
 * @param said       what the POM says of the image
 */
record PolicyPlaces(String tags, String dockerfile, String registries, LayeredImage said) {

    /** The places of a planned image, found by its alias. */
    static PolicyPlaces of(ImagePlan image, List<LayeredImage> layered) {
        LayeredImage said = layered.stream()
                .filter(candidate -> image.alias().equals(alias(candidate.image())))
                .findFirst()
                .orElseThrow();
        return new PolicyPlaces(
                said.placeOf("<tags>", layer -> layer.publish().tags()),
                said.placeOf("<dockerFile>", layer -> layer.build().dockerFile()),
                said.placeOf("<registries>", layer -> layer.publish().registries()),
                said);
    }

    private static String alias(Settings.Image image) {
        String alias = image.alias();
        String name = String.valueOf(image.name());
        return alias != null ? alias : name.substring(name.lastIndexOf('/') + 1);
    }

    /** A further context. */
    String context(String name) {
        return said.placeOf(
                "<contexts><" + name + ">",
                layer -> layer.build().options().features().inputs().contexts().get(name));
    }
}

package dev.slipway.plan;

import dev.slipway.dockerfile.BaseImage;
import dev.slipway.dockerfile.BuildSettings;
import dev.slipway.dockerfile.Builder;
import dev.slipway.dockerfile.Dockerfile;
import dev.slipway.dockerfile.DockerfileException;
import dev.slipway.image.ImageReference;
import dev.slipway.image.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An image that the build of another one uses.
 *
 * @param place     the POM element that leads to it
 * @param where     the line of the Dockerfile as messages begin, such as {@code "Dockerfile:3: "}; else an empty text
 * @param reference the image as it is written there, with variables replaced
 */
record UsedImage(String place, String where, String reference) {

    /** Platforms to look at where none is said: what a policy refuses must not depend on the machine that asks. */
    private static final List<Platform> USUAL_PLATFORMS =
            List.of(Platform.parse("linux/amd64"), Platform.parse("linux/arm64"));

    /**
     * What the needed stages of the Dockerfile and {@code <contexts>} name, without {@code scratch}. A name that holds a
     * variable of unknown value is left out, and so is one that {@code <contexts>} gives another meaning.
     */
    static List<UsedImage> allOf(ImagePlan image, PolicyPlaces places, EngineChoice engine) {
        Map<String, BuildInputs.NamedContext> contexts =
                image.recipe().options().inputs().contexts();
        Set<String> replaced =
                contexts.keySet().stream().map(ImageReference::familiar).collect(Collectors.toSet());
        List<UsedImage> used = new ArrayList<>();
        inDockerfile(image.recipe(), places, engine)
                .filter(one -> !replaced.contains(ImageReference.familiar(one.reference())))
                .distinct()
                .forEach(used::add);
        contexts.forEach((name, context) -> {
            if (context instanceof BuildInputs.NamedContext.Image other) {
                used.add(new UsedImage(places.context(name), "", other.name()));
            }
        });
        return used;
    }

    private static Stream<UsedImage> inDockerfile(BuildRecipe recipe, PolicyPlaces places, EngineChoice engine) {
        Builder builder = engine == EngineChoice.DOCKER ? Builder.CLASSIC : Builder.BUILDKIT;
        BuildSettings settings =
                BuildSettings.of(recipe.target(), recipe.args()).with(builder);
        List<Platform> platforms = recipe.platforms().isEmpty() ? USUAL_PLATFORMS : recipe.platforms();
        try {
            Dockerfile dockerfile = recipe.readDockerfile();
            return platforms.stream()
                    .flatMap(platform -> dockerfile.externalBases(settings.withPlatforms(platform, platform)).stream())
                    .filter(BaseImage::isResolved)
                    .map(base ->
                            new UsedImage(places.dockerfile(), dockerfile.place(base.line()) + ": ", base.reference()));
        } catch (DockerfileException e) {
            // who builds it says so with its line
            return Stream.empty();
        }
    }

    /** Whether it names its content and not only a tag. */
    boolean hasDigest() {
        return reference.indexOf('@') >= 0;
    }

    /** The tag that is written there. */
    Optional<String> tag() {
        String text = withoutDigest();
        int colon = text.lastIndexOf(':');
        return colon > text.lastIndexOf('/') ? Optional.of(text.substring(colon + 1)) : Optional.empty();
    }

    /** Host and repository as they are written there. */
    String repository() {
        String text = withoutDigest();
        return tag().map(tag -> text.substring(0, text.length() - tag.length() - 1))
                .orElse(text);
    }

    private String withoutDigest() {
        return hasDigest() ? reference.substring(0, reference.indexOf('@')) : reference;
    }
}

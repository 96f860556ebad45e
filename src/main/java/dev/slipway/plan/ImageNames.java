package dev.slipway.plan;

import dev.slipway.image.ImageReference;
import dev.slipway.image.ImageTag;
import dev.slipway.image.InvalidValueException;
import dev.slipway.image.RepositoryName;
import java.util.List;
import java.util.Optional;

/**
 * An image with the names that it gets.
 *
 * @param image    what the POM says of it
 * @param name     its repository name; empty where the POM has none that is right
 * @param tags     its tags; none where something is wrong with them
 * @param problems what is wrong
 */
record ImageNames(LayeredImage image, Optional<RepositoryName> name, List<ImageTag> tags, Problems problems) {

    /** The names that settings and facts give an image. */
    static ImageNames of(LayeredImage image, ProjectFacts facts) {
        Problems problems = new Problems();
        Optional<RepositoryName> name = nameOf(image, problems);
        checkAlias(image.image(), problems);
        return new ImageNames(image, name, new ImageTags(facts, problems).of(image), problems);
    }

    /** The alias of the POM, or the one that the name gives. */
    Optional<String> alias() {
        return Optional.ofNullable(image.image().alias()).or(() -> name.map(RepositoryName::lastSegment));
    }

    /** The first of the references in the engine. */
    Optional<String> reference() {
        return references().stream().findFirst();
    }

    /** The references in the engine. */
    List<String> references() {
        return name.stream()
                .flatMap(known -> tags.stream()
                        .map(tag -> ImageReference.local(known, tag.tag()).toString()))
                .toList();
    }

    /** The repository name of an image. */
    static Optional<RepositoryName> nameOf(LayeredImage layered, Problems problems) {
        Settings.Image image = layered.image();
        String name = image.name();
        if (name == null) {
            problems.add(image.place() + "<name>", "the image has no name", "Add <name>, such as <name>app</name>.");
            return Optional.empty();
        }
        try {
            return Optional.of(RepositoryName.parse(name));
        } catch (InvalidValueException e) {
            boolean isArtifactId = image.place().isEmpty();
            problems.add(
                    isArtifactId ? "<artifactId>" : image.place() + "<name>",
                    String.valueOf(e.getMessage()),
                    isArtifactId ? "Give the image another in <images><image><name>." : e.remedy());
            return Optional.empty();
        }
    }

    private static void checkAlias(Settings.Image image, Problems problems) {
        String alias = image.alias();
        if (alias != null && !alias.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            problems.add(
                    image.place() + "<alias>",
                    "'" + alias + "' is not an alias",
                    "Use letters, digits, '.', '_' and '-', and begin with a letter or a digit; it becomes a folder's"
                            + " name.");
        }
    }
}

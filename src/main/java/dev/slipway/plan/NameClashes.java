package dev.slipway.plan;

import dev.slipway.image.ImageTag;
import dev.slipway.image.RepositoryName;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds images that would overwrite each other. */
final class NameClashes {

    private final Problems problems;
    private final Set<String> references = new HashSet<>();
    private final Set<String> published = new HashSet<>();
    private final Set<String> aliases = new HashSet<>();

    NameClashes(Problems problems) {
        this.problems = problems;
    }

    /** Compares an image with all that came before it. */
    void check(String alias, RepositoryName name, List<ImageTag> tags, ImagePlan.Publishing publishing) {
        String place = "<images><image>[" + alias + "]";
        // all three are looked at, so that the next image is compared with this one in every way
        Optional<String> local = taken(references, tags.stream().map(tag -> name + ":" + tag));
        Optional<String> remote = taken(published, publishedReferences(tags, publishing));
        // aliases become folders, and not every file system knows Agent from agent
        Optional<String> other = taken(aliases, Stream.of(alias.toLowerCase(Locale.ROOT)));
        if (local.isPresent()) {
            problems.add(
                    place + "<name>",
                    "two images are called " + local.get(),
                    "Give one of them another <name> or a <tagSuffix>.");
        } else if (remote.isPresent()) {
            problems.add(
                    place + "<name>",
                    "two images are pushed as " + remote.get(),
                    "Give one of them another <name>, <namespace> or <tagSuffix>.");
        } else if (other.isPresent()) {
            problems.add(
                    place + "<alias>", "two images have the alias '" + alias + "'", "Give each an <alias> of its own.");
        }
    }

    private static Stream<String> publishedReferences(List<ImageTag> tags, ImagePlan.Publishing publishing) {
        return publishing.isWanted()
                ? publishing.publications().stream()
                        .flatMap(publication -> tags.stream().map(tag -> reference(publication, tag)))
                : Stream.empty();
    }

    private static String reference(ImagePlan.Publication publication, ImageTag tag) {
        Destination registry = publication.destination().asSuch();
        return registry.registry() + "/" + publication.repository() + ":" + tag + registry.asWhom();
    }

    /** The first of the names that was there before; all of them are there from now on. */
    private static Optional<String> taken(Set<String> before, Stream<String> names) {
        List<String> taken = names.filter(name -> !before.add(name)).toList();
        return taken.stream().findFirst();
    }
}

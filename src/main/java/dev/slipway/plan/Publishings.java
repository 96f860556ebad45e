package dev.slipway.plan;

import dev.slipway.image.ImageTag;
import dev.slipway.image.RepositoryName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how images are tagged and where they are published. */
final class Publishings {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);
    private static final Pattern TAG_SUFFIX = Pattern.compile("[A-Za-z0-9._-]*");

    private final TagRules tagRules;
    private final Destinations destinations;
    private final Problems problems;

    /** @param accountId the account of ECR registries that name none */
    Publishings(ProjectFacts facts, @Nullable String accountId, Problems problems) {
        this.tagRules = new TagRules(facts, problems);
        this.destinations = new Destinations(accountId, problems);
        this.problems = problems;
    }

    /** The tags of an image; none where something is wrong with them. */
    List<ImageTag> tags(LayeredImage image) {
        String place = image.placeOf("<tags>", layer -> layer.publish().tags());
        return tagRules.tags(place, image.publish().tags(), tagSuffix(image));
    }

    private String tagSuffix(LayeredImage image) {
        String suffix = Objects.requireNonNullElse(image.publish().tagSuffix(), "");
        if (TAG_SUFFIX.matcher(suffix).matches()) {
            return suffix;
        }
        problems.add(
                image.placeOf("<tagSuffix>", layer -> layer.publish().tagSuffix()),
                "no tag can end with '" + suffix + "'",
                "Use letters, digits, '_', '.' and '-'.");
        return "";
    }

    /** How an image is published, in no registry as long as its name is not known. */
    ImagePlan.Publishing read(LayeredImage image, Optional<RepositoryName> name) {
        Settings.Publish publish = image.publish();
        Set<Destination> wanted = destinations.parse(
                image.placeOf("<registries>", layer -> layer.publish().registries()), publish.registries());
        String namespacePlace =
                image.placeOf("<namespace>", layer -> layer.publish().namespace());
        String namespace = namespace(namespacePlace, publish.namespace());
        List<ImagePlan.Publication> publications = new ArrayList<>();
        name.ifPresent(repository -> wanted.forEach(destination -> problems.value(
                        namespacePlace, () -> repository.inNamespace(namespace).inNamespace(destination.namespace()))
                .map(path -> new ImagePlan.Publication(destination, path))
                .ifPresent(publications::add)));
        return new ImagePlan.Publishing(
                !Boolean.TRUE.equals(publish.skipPush()), publications, timeout(publish.timeout()));
    }

    private String namespace(String place, @Nullable String namespace) {
        return namespace == null || namespace.isEmpty()
                ? ""
                : problems.value(place, () -> RepositoryName.parse(namespace).value())
                        .orElse("");
    }

    private Duration timeout(@Nullable String timeout) {
        return timeout == null
                ? DEFAULT_TIMEOUT
                : problems.value("<pushTimeout>", () -> Timeouts.parse(timeout)).orElse(DEFAULT_TIMEOUT);
    }
}

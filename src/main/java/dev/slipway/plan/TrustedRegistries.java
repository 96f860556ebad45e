package dev.slipway.plan;

import dev.slipway.image.InvalidValueException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The list {@code <trustedRegistries>}: where images may come from and go to. */
final class TrustedRegistries {

    private static final String PLACE = "<policies><trustedRegistries>";

    private final List<String> texts;
    private final List<TrustedRegistry> entries;
    private final boolean isComplete;
    private final @Nullable String accountId;
    private final Problems problems;

    /**
     * Reads the list; entries that are none are noted, and nothing is held against the rest then.
     *
     * @param accountId the account that {@code ecr} means, where the POM names it
     */
    TrustedRegistries(List<String> texts, @Nullable String accountId, Problems problems) {
        this.texts = List.copyOf(texts);
        this.accountId = accountId;
        this.problems = problems;
        this.entries = texts.stream().map(this::entry).flatMap(Optional::stream).toList();
        this.isComplete = entries.size() == texts.size();
    }

    private Optional<TrustedRegistry> entry(String text) {
        try {
            return Optional.of(TrustedRegistry.parse(text.strip(), accountId));
        } catch (InvalidValueException e) {
            problems.add(PLACE, String.valueOf(e.getMessage()), e.remedy());
            return Optional.empty();
        }
    }

    /** Notes an image that comes from elsewhere. */
    void check(UsedImage image) {
        RepositoryPlace from = RepositoryPlace.of(image.repository());
        if (!trusts(from)) {
            problems.add(
                    image.place(),
                    image.where() + "<trustedRegistries> does not list " + from + ", where '" + image.reference()
                            + "' comes from",
                    "Take the image from " + list() + ", or add its registry to the list.");
        }
    }

    /** Notes the registries that are not in the list, if the image is pushed at all. */
    void checkDestinations(ImagePlan.Publishing publishing, PolicyPlaces places) {
        if (!publishing.isWanted()) {
            return;
        }
        for (ImagePlan.Publication publication : publishing.publications()) {
            RepositoryPlace to = RepositoryPlace.of(publication);
            if (!trusts(to)) {
                problems.add(
                        places.registries(),
                        "<trustedRegistries> does not list " + to + ", where images go to",
                        "Push to " + list() + ", or add the registry to the list.");
            }
        }
    }

    private boolean trusts(RepositoryPlace place) {
        return !isComplete || entries.stream().anyMatch(entry -> entry.trusts(place));
    }

    private String list() {
        return texts.size() == 1 ? texts.get(0) : "one of " + String.join(", ", texts);
    }
}

package dev.slipway.plan;

import dev.slipway.image.ImageReference;
import dev.slipway.image.ImageTag;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds images to {@code <policies>}. Every goal that plans asks it, and only for the images that are selected: what is
 * not worked with stops nothing.
 *
 * @param settings what the POM says
 * @param facts    the module
 * @param others   what other modules make
 * @param problems where violations are noted
 */
record Policies(Settings settings, ProjectFacts facts, OtherModules others, Problems problems) {

    private static final String LATEST = "latest";

    /**
     * Notes each violation.
     *
     * @param layered what the POM says of the images, for the places of violations
     * @param images  all images of the module
     * @param engine  which engine builds: the classic builder needs more stages of a Dockerfile than BuildKit
     */
    void check(List<LayeredImage> layered, List<ImagePlan> images, EngineChoice engine) {
        Optional<TrustedRegistries> trusted = trustedRegistries();
        ImageFilter filter = new ImageFilter(settings.filter());
        List<ImagePlan> selected = images.stream().filter(filter::wants).toList();
        Set<String> ownReferences = images.stream()
                .flatMap(image -> image.localReferences().stream())
                .map(ImageReference::familiar)
                .collect(Collectors.toSet());
        for (ImagePlan image : selected) {
            PolicyPlaces places = PolicyPlaces.of(image, layered);
            checkNames(image, places);
            trusted.ifPresent(registries -> registries.checkDestinations(image.publishing(), places));
            for (UsedImage used : isOn(settings.policies().forbidLatest()) || trusted.isPresent()
                    ? UsedImage.allOf(image, places, engine)
                    : List.<UsedImage>of()) {
                checkLatest(used);
                boolean isOurs = ownReferences.contains(ImageReference.familiar(used.reference()))
                        || others.find(used.reference()).isPresent();
                trusted.filter(registries -> !isOurs).ifPresent(registries -> registries.check(used));
            }
        }
        if (!selected.isEmpty()) {
            checkWorkTree();
        }
    }

    private Optional<TrustedRegistries> trustedRegistries() {
        return Optional.ofNullable(settings.policies().trustedRegistries())
                .map(entries -> new TrustedRegistries(
                        entries, settings.registries().ecr().accountId(), problems));
    }

    private static boolean isOn(@Nullable Boolean policy) {
        return Boolean.TRUE.equals(policy);
    }

    /**
     * Only the tag that is exactly {@code latest} is refused: it is what a reference without a tag means, so that it
     * spreads without being written anywhere, and what platforms refuse by its name. {@code latest-production} moves as
     * well, but nobody gets it without asking for it.
     */
    private void checkNames(ImagePlan image, PolicyPlaces places) {
        if (isOn(settings.policies().forbidLatest())
                && image.tags().stream().anyMatch(tag -> tag.tag().value().equals(LATEST))) {
            problems.add(
                    places.tags(),
                    "<forbidLatest> refuses the tag 'latest'",
                    "Use tags that name a version, such as semver.");
        }
        if (isOn(settings.policies().requireVersionTag())) {
            checkVersionTag(image, places);
        }
    }

    private void checkLatest(UsedImage used) {
        Optional<String> tag = used.tag();
        boolean isUntagged = tag.isEmpty() && !used.hasDigest();
        if (isOn(settings.policies().forbidLatest()) && (isUntagged || tag.equals(Optional.of(LATEST)))) {
            problems.add(
                    used.place(),
                    used.where() + "<forbidLatest> refuses '" + used.reference() + "'"
                            + (isUntagged ? ", which has no tag and so means latest" : ""),
                    "Write the tag of a version, or a digest.");
        }
    }

    private void checkVersionTag(ImagePlan image, PolicyPlaces places) {
        String version =
                ProjectVersion.parse(facts.coordinates().version()).text().replaceAll("[^A-Za-z0-9._-]", "-");
        Pattern holdsVersion = holding(version);
        boolean isThere = image.tags().stream()
                .anyMatch(tag -> holdsVersion.matcher(tag.tag().value()).find());
        if (!isThere) {
            problems.add(
                    places.tags(),
                    "<requireVersionTag> finds no tag with the version " + version + " among "
                            + image.tags().stream().map(ImageTag::toString).collect(Collectors.joining(", ")),
                    "Add semver, or a template with {version}.");
        }
    }

    /** The version, and not a part of another: neither {@code 11.4.0} nor {@code 1.4.0.2} holds {@code 1.4.0}. */
    private static Pattern holding(String version) {
        String before = "(?<![0-9])(?<![0-9]\\.)" + (Character.isDigit(version.charAt(0)) ? "" : "(?<![A-Za-z])");
        return Pattern.compile(before + Pattern.quote(version) + "(?![A-Za-z0-9]|\\.[0-9])");
    }

    /** Asks git for releases only: it is slow in large repositories, and others may be built of anything. */
    private void checkWorkTree() {
        ProjectVersion version = ProjectVersion.parse(facts.coordinates().version());
        if (!isOn(settings.policies().requireCleanWorkTree()) || !version.isRelease()) {
            return;
        }
        Optional<GitFacts> git = facts.git().get();
        String place = "<policies><requireCleanWorkTree>";
        if (git.isEmpty()) {
            problems.add(
                    place,
                    version.text() + " is a release, and this module is not in a git repository",
                    "Build releases from a git checkout.");
        } else if (git.get().isDirty()) {
            problems.add(
                    place,
                    version.text() + " is a release, and the git work tree has changes",
                    "Commit, stash or ignore what git status lists.");
        }
    }
}

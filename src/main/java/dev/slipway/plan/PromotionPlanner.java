package dev.slipway.plan;

import dev.slipway.image.Digest;
import dev.slipway.image.InvalidValueException;
import dev.slipway.image.RepositoryName;
import dev.slipway.image.Tag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a plan of what is said of a promotion: every default and every check is here. */
public final class PromotionPlanner {

    private static final String FROM = "slipway.from";
    private static final String TO = "slipway.to";
    private static final String TAGS = "slipway.tags";

    private final PromotionSettings settings;
    private final Path baseDirectory;
    private final Problems problems = new Problems();

    /** @param baseDirectory where relative paths of policy files begin */
    public PromotionPlanner(PromotionSettings settings, Path baseDirectory) {
        this.settings = settings;
        this.baseDirectory = baseDirectory;
    }

    /**
     * The plan.
     *
     * @throws InvalidPlanException with everything that is wrong
     */
    public PromotionPlan plan() {
        EcrSettings ecr = new EcrSection(settings.shared().ecr(), baseDirectory, problems).read();
        PushSettings push = new PushSection(settings.shared().push(), problems).read();
        PromotionPlaces places = new PromotionPlaces(ecr, settings.registries(), problems);
        List<Tag> tags = tags();
        List<PromotionPlan.Image> images = new ArrayList<>();
        for (String reference : new LinkedHashSet<>(said(settings.from()))) {
            problems.value(FROM, () -> image(reference))
                    .flatMap(name -> source(reference, name, places))
                    .ifPresent(source -> images.add(image(reference, source, places, tags)));
        }
        if (said(settings.from()).isEmpty()) {
            problems.add(FROM, "no image is named", "Write it such as -D" + FROM + "=ghcr.io/acme/agent:1.4.0.");
        }
        checkClashes(images);
        problems.throwIfAny("Cannot promote");
        return new PromotionPlan(ecr, push, images, settings.isDryRun());
    }

    private static List<String> said(@Nullable List<String> entries) {
        return Objects.requireNonNullElse(entries, List.of());
    }

    private List<Tag> tags() {
        Set<Tag> tags = new LinkedHashSet<>();
        for (String text : said(settings.tags())) {
            problems.value(TAGS, () -> literal(text)).ifPresent(tags::add);
        }
        if (said(settings.tags()).isEmpty() && said(settings.to()).isEmpty()) {
            problems.add(
                    TAGS,
                    "no tag is given, and no other place",
                    "Set -D" + TAGS + "=stable, or -D" + TO + "=… to bring an image there under the tag that it has.");
        }
        return List.copyOf(tags);
    }

    /** A promotion knows neither version nor commit of what it promotes, so a tag stands for itself. */
    private static Tag literal(String text) {
        if (text.indexOf('{') >= 0 || TagRule.isKeywordOfItsOwn(text)) {
            throw new InvalidValueException(
                    "'" + text + "' is a rule that makes tags of a project, and promote takes tags as they are",
                    "Write the tag itself, such as 1.4.0.");
        }
        return Tag.parse(text);
    }

    private static RemoteName image(String reference) {
        RemoteName name = RemoteName.parse(reference);
        if (name.path().isEmpty()) {
            throw RemoteName.withoutRegistry(reference);
        }
        return name;
    }

    private Optional<PromotionPlan.Source> source(String reference, RemoteName name, PromotionPlaces places) {
        if (name.tag().isEmpty() && name.digest().isEmpty()) {
            problems.add(
                    FROM,
                    "'" + reference + "' has neither tag nor digest",
                    "Write which image is meant, such as " + reference + ":1.4.0.");
        }
        Optional<Optional<Tag>> tag = problems.value(FROM, () -> name.tag().map(Tag::parse));
        Optional<Optional<Digest>> digest =
                problems.value(FROM, () -> name.digest().map(Digest::parse));
        Optional<ImagePlan.Publication> place = places.at(FROM, name.registry(), name.path());
        return tag.isPresent() && digest.isPresent()
                ? place.map(found ->
                        new PromotionPlan.Source(found.destination(), found.repository(), tag.get(), digest.get()))
                : Optional.empty();
    }

    private PromotionPlan.Image image(
            String reference, PromotionPlan.Source source, PromotionPlaces places, List<Tag> tags) {
        List<Tag> own = source.tag().map(List::of).orElse(List.of());
        boolean hasOwn = said(settings.tags()).isEmpty();
        if (hasOwn && own.isEmpty() && !said(settings.to()).isEmpty()) {
            problems.add(TAGS, "no tag is given, and '" + reference + "' has none", "Set -D" + TAGS + "=stable.");
        }
        return new PromotionPlan.Image(source, targets(source, places), hasOwn ? own : tags);
    }

    private List<ImagePlan.Publication> targets(PromotionPlan.Source source, PromotionPlaces places) {
        if (said(settings.to()).isEmpty()) {
            return List.of(new ImagePlan.Publication(source.destination(), source.repository(), false));
        }
        Set<ImagePlan.Publication> targets = new LinkedHashSet<>();
        for (String text : said(settings.to())) {
            problems.value(TO, () -> withoutTag(text))
                    .flatMap(name -> places.at(TO, name.registry(), target(name.path(), source.repository())))
                    .ifPresent(targets::add);
        }
        return List.copyOf(targets);
    }

    private static RemoteName withoutTag(String text) {
        RemoteName name = RemoteName.parse(text);
        if (name.digest().isPresent()) {
            throw new InvalidValueException(
                    "'" + text + "' has a digest, and it is the image that decides on the digest",
                    "Write host/repository.");
        }
        if (name.tag().isPresent()) {
            throw new InvalidValueException(
                    "'" + text + "' has a tag, which does not belong there",
                    "Leave it out and set -D" + TAGS + "=" + name.tag().get() + ".");
        }
        return name;
    }

    /** A registry alone keeps the repository's name; what ends in a slash takes the last part of it. */
    private static String target(String path, RepositoryName source) {
        if (path.isEmpty()) {
            return source.value();
        }
        return path.endsWith("/") ? path + source.lastSegment() : path;
    }

    private void checkClashes(List<PromotionPlan.Image> images) {
        Map<String, PromotionPlan.Source> taken = new HashMap<>();
        for (PromotionPlan.Image image : images) {
            for (ImagePlan.Publication target : image.targets()) {
                for (Tag tag : image.tags()) {
                    String reference = target.destination().asSuch().registry() + "/" + target.repository() + ":" + tag;
                    PromotionPlan.Source other = taken.putIfAbsent(reference, image.source());
                    if (other != null && !other.equals(image.source())) {
                        problems.add(
                                FROM,
                                "two images are to become " + reference,
                                "Promote them one after the other, or to other tags or repositories.");
                    }
                }
            }
        }
    }
}

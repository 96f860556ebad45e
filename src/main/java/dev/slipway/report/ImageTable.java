package dev.slipway.report;

import dev.slipway.image.BuiltImage;
import dev.slipway.image.ImageTag;
import dev.slipway.image.PushedImage;
import dev.slipway.image.TimedStep;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The table that ends a goal: image, tags, digest, size, time, and where the image is. */
public final class ImageTable {

    private ImageTable() {}

    /** The table of built images; digests are the engine's ids. */
    public static String ofBuilt(List<BuiltImage> images) {
        TextTable table = new TextTable("IMAGE", "TAGS", "ID", "SIZE", "TIME", "REFERENCE");
        for (BuiltImage image : images) {
            table.row(
                    image.alias(),
                    tags(image),
                    image.content().id().shortHash(),
                    HumanText.size(image.content().size()),
                    HumanText.time(image.buildTime()) + cached(image.steps()),
                    image.localReferences().get(0).toString());
        }
        return String.join("\n", table.lines());
    }

    /** The table of pushed images: one line for each repository that an image went to. */
    public static String ofPushed(List<Published> images) {
        TextTable table = new TextTable("IMAGE", "TAGS", "DIGEST", "SIZE", "TIME", "REFERENCE");
        for (Published image : images) {
            PushedImage first = image.pushed().get(0);
            table.row(
                    image.built().alias(),
                    tags(image.built()),
                    "sha256:" + first.digest().shortHash(),
                    HumanText.size(image.built().content().size()),
                    HumanText.time(image.time()),
                    first.reference().toString());
        }
        return String.join("\n", table.lines());
    }

    /**
     * An image in one repository.
     *
     * @param built  the image
     * @param pushed its references there; at least one
     * @param time   how long build and push took
     */
    public record Published(BuiltImage built, List<PushedImage> pushed, Duration time) {

        /** Copies the list. */
        public Published {
            pushed = List.copyOf(pushed);
        }
    }

    private static String cached(List<TimedStep> steps) {
        List<TimedStep> instructions =
                steps.stream().filter(TimedStep::isInstruction).toList();
        long cached = instructions.stream().filter(TimedStep::cached).count();
        return instructions.isEmpty() ? "" : ", cached " + cached + " of " + instructions.size();
    }

    private static String tags(BuiltImage image) {
        return image.tags().stream().map(ImageTag::toString).collect(Collectors.joining(", "));
    }
}

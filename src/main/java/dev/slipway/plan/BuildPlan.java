package dev.slipway.plan;

import java.util.List;
import java.util.Map;

/**
 * Everything that a run will do with the images of one module.
 *
 * @param engine which engine builds
 * @param ecr    how ECR is used
 * @param push   how patient a push is
 * @param images the images, in the order in which they are built
 * @param makers what would make bases that nobody makes in this run: an imperative sentence by the base's short
 *     reference, as {@link dev.slipway.image.ImageReference#familiar()} gives it
 */
public record BuildPlan(
        EngineSettings engine, EcrSettings ecr, PushSettings push, List<ImagePlan> images, Map<String, String> makers) {

    /** Copies list and map. */
    public BuildPlan {
        images = List.copyOf(images);
        makers = Map.copyOf(makers);
    }

    /** A plan in which every base is made by one of the images or by somebody else. */
    public BuildPlan(EngineSettings engine, EcrSettings ecr, List<ImagePlan> images) {
        this(engine, ecr, PushSettings.usual(), images, Map.of());
    }

    /** The plan of a module without images. */
    public static BuildPlan empty() {
        EcrSettings.RepositoryTemplate template = new EcrSettings.RepositoryTemplate(
                false, EcrSettings.Encryption.AES256, null, TagMutability.mutable(), null, Map.of(), null);
        return new BuildPlan(
                EngineSettings.auto(), new EcrSettings(null, AwsAccess.ofCaller(), false, false, template), List.of());
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return images.isEmpty();
    }
}

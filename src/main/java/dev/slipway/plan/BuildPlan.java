package dev.slipway.plan;

import java.util.List;

/**
 * Everything that a run will do with the images of one module.
 *
 * @param engine which engine builds
 * @param ecr    how ECR is used
 * @param images the images, in the order in which they are built
 */
public record BuildPlan(EngineSettings engine, EcrSettings ecr, List<ImagePlan> images) {

    /** Copies the list. */
    public BuildPlan {
        images = List.copyOf(images);
    }

    /** The plan of a module without images. */
    public static BuildPlan empty() {
        EcrSettings.RepositoryTemplate template =
                new EcrSettings.RepositoryTemplate(false, EcrSettings.Encryption.AES256, null, false, null);
        return new BuildPlan(EngineSettings.auto(), new EcrSettings(null, false, template), List.of());
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return images.isEmpty();
    }
}

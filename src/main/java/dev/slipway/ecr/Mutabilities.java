package dev.slipway.ecr;

import dev.slipway.plan.TagMutability;
import java.util.List;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.ImageTagMutabilityExclusionFilter;
import software.amazon.awssdk.services.ecr.model.ImageTagMutabilityExclusionFilterType;
import software.amazon.awssdk.services.ecr.model.Repository;

/** The mutability of tags as ECR writes it. */
final class Mutabilities {

    private Mutabilities() {}

    static ImageTagMutability word(TagMutability mutability) {
        if (mutability.exclusions().isEmpty()) {
            return mutability.immutable() ? ImageTagMutability.IMMUTABLE : ImageTagMutability.MUTABLE;
        }
        return mutability.immutable()
                ? ImageTagMutability.IMMUTABLE_WITH_EXCLUSION
                : ImageTagMutability.MUTABLE_WITH_EXCLUSION;
    }

    static List<ImageTagMutabilityExclusionFilter> filters(TagMutability mutability) {
        return mutability.exclusions().stream()
                .map(exclusion -> ImageTagMutabilityExclusionFilter.builder()
                        .filterType(ImageTagMutabilityExclusionFilterType.WILDCARD)
                        .filter(exclusion)
                        .build())
                .toList();
    }

    static TagMutability of(Repository repository) {
        boolean immutable = String.valueOf(repository.imageTagMutabilityAsString())
                .startsWith(ImageTagMutability.IMMUTABLE.toString());
        return new TagMutability(
                immutable,
                repository.imageTagMutabilityExclusionFilters().stream()
                        .map(ImageTagMutabilityExclusionFilter::filter)
                        .toList());
    }
}

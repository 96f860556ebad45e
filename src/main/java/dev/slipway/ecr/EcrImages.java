package dev.slipway.ecr;

import dev.slipway.image.Digest;
import dev.slipway.image.RepositoryName;
import dev.slipway.image.Tag;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** Looks at the images that repositories hold. */
final class EcrImages {

    private final AwsConnection connection;
    private final EcrAccount account;

    EcrImages(AwsConnection connection, EcrAccount account) {
        this.connection = connection;
        this.account = account;
    }

    /** The digest that a tag has now; empty without the tag or without the repository. */
    Optional<Digest> digestOf(RepositoryName repository, Tag tag) {
        AwsCall call = account.call(AwsAction.DESCRIBE_IMAGES, "Cannot look up the tag '" + tag + "' in", repository);
        DescribeImagesRequest request = DescribeImagesRequest.builder()
                .registryId(account.id())
                .repositoryName(repository.value())
                .imageIds(ImageIdentifier.builder().imageTag(tag.value()).build())
                .build();
        return connection.run(call, () -> digestIn(request));
    }

    private Optional<Digest> digestIn(DescribeImagesRequest request) {
        try {
            return connection.ecr().describeImages(request).imageDetails().stream()
                    .map(image -> Digest.parse(image.imageDigest()))
                    .findFirst();
        } catch (ImageNotFoundException | RepositoryNotFoundException e) {
            return Optional.empty();
        }
    }
}

package dev.slipway.ecr;

import dev.slipway.failure.SlipwayException;
import dev.slipway.registry.CredentialException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * The service beside a container that hands out a role's credentials, as in ECS, CodeBuild and EKS. The SDK's chain does not
 * tell what it said, so it is asked once more.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html">Container credential provider</a>
 */
final class ContainerService {

    private ContainerService() {}

    /** Why it gives no credentials; empty where nobody set it up, or where it does give some. */
    static Optional<SlipwayException> failure(String doing) {
        return SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI
                .getStringValue()
                .map(path -> SdkSystemSetting.AWS_CONTAINER_SERVICE_ENDPOINT.getStringValueOrThrow() + path)
                .or(SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI::getStringValue)
                .flatMap(address -> ask(doing, address));
    }

    private static Optional<SlipwayException> ask(String doing, String address) {
        try (ContainerCredentialsProvider asked = ContainerCredentialsProvider.create()) {
            asked.resolveCredentials();
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(new CredentialException(
                    doing,
                    "the container's service for credentials, " + address + ", gives none (" + reason(e) + ")",
                    "Check the role of the task, build or pod, AWS_CONTAINER_CREDENTIALS_FULL_URI and"
                            + " AWS_CONTAINER_AUTHORIZATION_TOKEN.",
                    e));
        }
    }

    /** What is innermost: the SDK says around it that something failed. */
    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null && !(innermost instanceof SdkServiceException)) {
            innermost = innermost.getCause();
        }
        String said = String.valueOf(innermost.getMessage()).replaceFirst("\\.$", "");
        if (innermost instanceof NoSuchFileException) {
            return "there is no file " + said;
        }
        return innermost instanceof SdkServiceException answer
                ? "HTTP status " + answer.statusCode() + ", " + said
                : said;
    }
}

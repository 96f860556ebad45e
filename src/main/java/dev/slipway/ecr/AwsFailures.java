package dev.slipway.ecr;

import dev.slipway.failure.SlipwayException;
import dev.slipway.registry.CredentialException;
import dev.slipway.registry.RegistryException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ecr.model.KmsException;

/**
 * The one place that turns what the AWS SDK throws into sentences.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/CommonErrors.html">Amazon ECR common errors</a>
 */
final class AwsFailures {

    /** The code of an answer whose words repeat what was sent. */
    static final String VALIDATION = "ValidationError";

    private AwsFailures() {}

    /** The exception for a call that failed after all of the SDK's attempts. */
    static SlipwayException translate(AwsCall call, SdkException failure) {
        return failure instanceof AwsServiceException answer
                ? refused(call, answer)
                : UnansweredCalls.translate(call, failure);
    }

    /** What happened, as a clause for the log of retries. */
    static String clause(AwsCall call, Throwable failure) {
        if (failure instanceof AwsServiceException answer) {
            return answer.isThrottlingException()
                    ? "AWS throttles " + call.action().iamName()
                    : "AWS fails with HTTP status " + answer.statusCode() + said(answer);
        }
        return UnansweredCalls.clause(failure);
    }

    private static SlipwayException refused(AwsCall call, AwsServiceException answer) {
        return switch (code(answer)) {
            case "ExpiredTokenException", "ExpiredToken", "RequestExpired" -> expired(call);
            case "UnrecognizedClientException",
                    "InvalidClientTokenId",
                    "InvalidAccessKeyId",
                    "MissingAuthenticationToken",
                    "MissingAuthenticationTokenException" -> unknownKey(call, answer);
            case "InvalidSignatureException",
                    "SignatureDoesNotMatch",
                    "IncompleteSignature",
                    "IncompleteSignatureException" -> wrongSecret(call);
            case "AccessDeniedException", "AccessDenied" -> denied(call, answer);
            case "LimitExceededException" -> overQuota(call, answer);
            case "KmsException" -> keyRefused(call, answer);
            case "InvalidParameterException", "InvalidTagParameterException", "ValidationException" ->
                invalid(call, answer);
            default -> otherwise(call, answer);
        };
    }

    private static SlipwayException otherwise(AwsCall call, AwsServiceException answer) {
        if (answer.isThrottlingException()) {
            return throttled(call, answer);
        }
        return answer.statusCode() >= 500 ? broken(call, answer) : unforeseen(call, answer);
    }

    private static SlipwayException expired(AwsCall call) {
        return new CredentialException(
                call.doing(),
                "the AWS credentials have expired",
                call.remedy("Renew them (such as with 'aws sso login' or a new session token) and run again"),
                null);
    }

    private static SlipwayException unknownKey(AwsCall call, AwsServiceException answer) {
        return new CredentialException(
                call.doing(),
                "AWS does not know the credentials (" + code(answer) + ")",
                call.remedy("Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, or AWS_PROFILE, "
                        + "and that they belong to the partition of the region"),
                null);
    }

    /** Leaves out what AWS says and the cause: both can repeat the signed request, session token included. */
    private static SlipwayException wrongSecret(AwsCall call) {
        return new CredentialException(
                call.doing(),
                "AWS does not accept the signature: the secret key is not the access key's, or the clock is wrong",
                call.remedy("Check AWS_SECRET_ACCESS_KEY, or the profile, and this machine's clock"),
                null);
    }

    private static SlipwayException denied(AwsCall call, AwsServiceException answer) {
        String allow = "Allow the caller " + call.action().iamName() + " in IAM";
        String addition = call.action().addition();
        return new CredentialException(
                call.doing(),
                "AWS denies " + call.action().iamName() + " on " + call.resource() + said(answer),
                call.remedy(addition.isEmpty() ? allow : allow + joint(addition) + addition),
                answer);
    }

    private static String joint(String clause) {
        return clause.startsWith("or ") ? ", " : " ";
    }

    private static SlipwayException overQuota(AwsCall call, AwsServiceException answer) {
        return refusal(
                call,
                "the account has reached a quota of ECR" + said(answer),
                "Delete what is not used, or ask AWS for a higher quota (Service Quotas, Amazon ECR)",
                answer);
    }

    private static SlipwayException keyRefused(AwsCall call, AwsServiceException answer) {
        String error = answer instanceof KmsException kms && kms.kmsError() != null ? " with " + kms.kmsError() : "";
        return refusal(
                call,
                "the Key Management Service refuses" + error + said(answer),
                "Check <kmsKey> in <ecr>: the key is in the repository's region, enabled, symmetric, "
                        + "and the caller may kms:DescribeKey and kms:CreateGrant",
                answer);
    }

    private static SlipwayException invalid(AwsCall call, AwsServiceException answer) {
        return refusal(
                call,
                "AWS does not take what was asked" + said(answer),
                "Correct " + call.action().settings(),
                answer);
    }

    private static SlipwayException throttled(AwsCall call, AwsServiceException answer) {
        return refusal(
                call,
                "AWS throttles " + call.action().iamName() + " and still did at attempt " + answer.numAttempts(),
                "Wait a minute and run again; if it stays, ask AWS for a higher rate of that call",
                answer);
    }

    private static SlipwayException broken(AwsCall call, AwsServiceException answer) {
        return RegistryException.unreachable(
                call.doing(),
                "AWS fails with HTTP status " + answer.statusCode() + said(answer),
                call.remedy(
                        "Run again; https://health.aws.amazon.com/health/status tells whether the region has trouble"),
                answer);
    }

    private static SlipwayException unforeseen(AwsCall call, AwsServiceException answer) {
        return refusal(
                call, "AWS answers " + code(answer) + said(answer), "Put right what AWS names and run again", answer);
    }

    private static SlipwayException refusal(AwsCall call, String happened, String remedy, SdkException cause) {
        return new RegistryException(call.doing(), happened, call.remedy(remedy), cause);
    }

    /** What AWS calls the error. */
    static String code(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        String code = details == null ? null : details.errorCode();
        return code == null ? "HTTP status " + answer.statusCode() : code;
    }

    /** AWS's words in brackets, or an empty text. */
    static String said(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        @Nullable String message = details == null ? null : details.errorMessage();
        if (message == null || message.isBlank()) {
            return "";
        }
        String line = message.strip().replaceAll("\\s+", " ");
        return " (" + (line.endsWith(".") ? line.substring(0, line.length() - 1) : line) + ")";
    }
}

package dev.slipway.ecr;

import dev.slipway.failure.SlipwayException;
import dev.slipway.registry.CredentialException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A token in a file that STS takes for the credentials of a role, as EKS and CI services give it. The SDK's chain does not tell
 * what STS said, so it is asked once more.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html">AssumeRoleWithWebIdentity</a>
 */
final class WebIdentity {

    private static final String FILE_SETTING = SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE.environmentVariable();
    private static final String ROLE_SETTING = SdkSystemSetting.AWS_ROLE_ARN.environmentVariable();

    private final String doing;
    private final String file;
    private final String role;

    private WebIdentity(String doing, String file, String role) {
        this.doing = doing;
        this.file = file;
        this.role = role;
    }

    /** Why it gives no credentials; empty where nobody set it up, or where it does give some. */
    static Optional<SlipwayException> failure(String doing) {
        return SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE
                .getStringValue()
                .flatMap(file -> new WebIdentity(
                                doing,
                                file,
                                SdkSystemSetting.AWS_ROLE_ARN.getStringValue().orElse(""))
                        .ask());
    }

    private Optional<SlipwayException> ask() {
        if (role.isEmpty()) {
            return Optional.of(failure(
                    FILE_SETTING + " names a token, but " + ROLE_SETTING + " no role",
                    "Set " + ROLE_SETTING + ", or unset " + FILE_SETTING + "."));
        }
        try (WebIdentityTokenFileCredentialsProvider asked = WebIdentityTokenFileCredentialsProvider.create()) {
            asked.resolveCredentials();
            return Optional.empty();
        } catch (AwsServiceException e) {
            return Optional.of(refused(e));
        } catch (UncheckedIOException e) {
            return Optional.of(unread(e));
        } catch (SdkException e) {
            AwsCall call = new AwsCall(AwsAction.ASSUME_ROLE_WITH_WEB_IDENTITY, doing, role);
            return Optional.of(UnansweredCalls.translate(call, e));
        }
    }

    private CredentialException unread(UncheckedIOException e) {
        IOException reason = Objects.requireNonNull(e.getCause());
        return reason instanceof NoSuchFileException
                ? failure("there is no web identity token '" + file + "'", "Correct or unset " + FILE_SETTING + ".")
                : failure(
                        "the web identity token '" + file + "' cannot be read (" + reason.getMessage() + ")",
                        "Make the file readable, or correct or unset " + FILE_SETTING + ".");
    }

    private CredentialException refused(AwsServiceException answer) {
        String said = AwsFailures.said(answer);
        return switch (AwsFailures.code(answer)) {
            case "ExpiredTokenException", "ExpiredToken" ->
                failure(
                        "the web identity token '" + file + "' has expired" + said,
                        "Run again with a new one; the tokens of CI jobs last for minutes only.");
            case "InvalidIdentityToken", "InvalidIdentityTokenException" ->
                failure(
                        "STS does not take the web identity token '" + file + "' for the role '" + role + "'" + said,
                        "Check that the role's account has an identity provider in IAM with the token's issuer and"
                                + " audience, and that " + FILE_SETTING + " names the right file.");
            case "AccessDenied", "AccessDeniedException" ->
                failure(
                        "AWS denies " + AwsAction.ASSUME_ROLE_WITH_WEB_IDENTITY.iamName() + " on " + role + said,
                        "Allow it to the token's issuer, audience and subject in the role's trust policy, or correct "
                                + ROLE_SETTING + ".");
            // these words repeat what was sent
            case AwsFailures.VALIDATION ->
                failure(
                        "STS does not take the form of the web identity token '" + file + "', or of the role '" + role
                                + "' or its session's name",
                        "Check the file, " + ROLE_SETTING + " and AWS_ROLE_SESSION_NAME.");
            default ->
                failure(
                        "STS answers the web identity token '" + file + "' with " + AwsFailures.code(answer) + said,
                        "Put right what STS names and run again.");
        };
    }

    /** Without a cause: what STS says can repeat the token. */
    private CredentialException failure(String happened, String remedy) {
        return new CredentialException(doing, happened, remedy, null);
    }
}

package dev.slipway.ecr;

import dev.slipway.failure.SlipwayException;
import dev.slipway.registry.CredentialException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.utils.SdkAutoCloseable;
import software.amazon.awssdk.utils.SystemSetting;

/**
 * The SDK's default chain, which renews what expires, with a sentence for the case that it finds nothing. A profile that
 * the POM names is asked alone: variables in the environment would lead another registry's images to the wrong account.
 */
final class CallerCredentials implements AwsCredentialsSource {

    private final String registry;
    private final @Nullable String profile;
    private final AwsCredentialsProvider provider;

    CallerCredentials(String registry, @Nullable String profile) {
        this.registry = registry;
        this.profile = profile;
        this.provider = profile == null
                ? DefaultCredentialsProvider.builder().build()
                : ProfileCredentialsProvider.create(profile);
    }

    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return provider.resolveCredentials();
        } catch (RuntimeException e) {
            // a profile's process or single sign-on throws whatever it likes, not the SDK's exceptions alone
            throw profile == null ? nothingFound(e) : nothingIn(profile, e);
        }
    }

    private SlipwayException nothingFound(RuntimeException cause) {
        return WebIdentity.failure(doing())
                .or(() -> ContainerService.failure(doing()))
                .orElseGet(() -> new CredentialException(
                        doing(),
                        noCredentials(),
                        "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or run where a role gives "
                                + "credentials (web identity, ECS, EC2).",
                        shown(cause)));
    }

    private String doing() {
        return "Cannot log in to the registry '" + registry + "'";
    }

    private CredentialException nothingIn(String named, RuntimeException cause) {
        return new CredentialException(
                doing(),
                isThere(named)
                        ? "the AWS profile '" + named + "' gives no credentials" + reason(named)
                        : "there is no AWS profile '" + named + "', which <profile> names",
                "Correct ~/.aws/config or <profile>, or leave <profile> out (-Dslipway.ecr.profile=) to use what the "
                        + "AWS SDK finds.",
                shown(cause));
    }

    private static String noCredentials() {
        String name = ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow();
        if (isThere(name)) {
            return "the AWS SDK finds no credentials, and the profile '" + name + "' gives none" + reason(name);
        }
        return isProfileNamed()
                ? "the AWS SDK finds no credentials, and there is no profile '" + name + "', which AWS_PROFILE names"
                : "the AWS SDK finds no credentials";
    }

    private static boolean isThere(String name) {
        return ProfileFile.defaultProfileFile().profile(name).isPresent();
    }

    /** The setting itself has a default, {@code default}, which nobody has named. */
    private static boolean isProfileNamed() {
        SystemSetting setting = ProfileFileSystemSetting.AWS_PROFILE;
        return Optional.ofNullable(System.getProperty(setting.property()))
                .or(() -> Optional.ofNullable(System.getenv(setting.environmentVariable())))
                .isPresent();
    }

    private static String reason(String name) {
        try (ProfileCredentialsProvider asked = ProfileCredentialsProvider.create(name)) {
            asked.resolveCredentials();
            return "";
        } catch (RuntimeException e) {
            return " (" + (repeatsWhatWasSent(e) ? "AWS answers " + AwsFailures.VALIDATION : e.getMessage()) + ")";
        }
    }

    /** AWS quotes a value that it does not take, and that may be a token. */
    private static boolean repeatsWhatWasSent(Throwable failure) {
        boolean isSo = failure instanceof AwsServiceException answer
                && AwsFailures.code(answer).equals(AwsFailures.VALIDATION);
        return isSo || (failure.getCause() != null && repeatsWhatWasSent(failure.getCause()));
    }

    private static @Nullable RuntimeException shown(RuntimeException cause) {
        return repeatsWhatWasSent(cause) ? null : cause;
    }

    @Override
    public void close() {
        ((SdkAutoCloseable) provider).close();
    }
}

package dev.slipway.ecr;

import dev.slipway.plan.Destination;
import dev.slipway.registry.CredentialException;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.utils.SystemSetting;

/** The SDK's default chain, which renews what expires, with a sentence for the case that it finds nothing. */
final class AwsCredentialChain implements AwsCredentialsProvider, AutoCloseable {

    private final Destination.Ecr destination;
    private final DefaultCredentialsProvider chain =
            DefaultCredentialsProvider.builder().build();

    AwsCredentialChain(Destination.Ecr destination) {
        this.destination = destination;
    }

    /** Throws a {@link CredentialException} if nothing is found, which the SDK lets through. */
    @Override
    public AwsCredentials resolveCredentials() {
        try {
            return chain.resolveCredentials();
        } catch (RuntimeException e) {
            // a profile's process or single sign-on throws whatever it likes, not the SDK's exceptions alone
            throw new CredentialException(
                    "Cannot log in to the registry '" + destination + "'",
                    noCredentials(),
                    "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or run where a role gives "
                            + "credentials (web identity, ECS, EC2).",
                    e);
        }
    }

    private static String noCredentials() {
        String name = ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow();
        if (ProfileFile.defaultProfileFile().profile(name).isPresent()) {
            return "the AWS SDK finds no credentials, and the profile '" + name + "' gives none" + reason(name);
        }
        return isProfileNamed()
                ? "the AWS SDK finds no credentials, and there is no profile '" + name + "', which AWS_PROFILE names"
                : "the AWS SDK finds no credentials";
    }

    /** The setting itself has a default, {@code default}, which nobody has named. */
    private static boolean isProfileNamed() {
        SystemSetting profile = ProfileFileSystemSetting.AWS_PROFILE;
        return Optional.ofNullable(System.getProperty(profile.property()))
                .or(() -> Optional.ofNullable(System.getenv(profile.environmentVariable())))
                .isPresent();
    }

    private static String reason(String name) {
        try (ProfileCredentialsProvider profile = ProfileCredentialsProvider.create(name)) {
            profile.resolveCredentials();
            return "";
        } catch (RuntimeException e) {
            return " (" + e.getMessage() + ")";
        }
    }

    @Override
    public void close() {
        chain.close();
    }
}

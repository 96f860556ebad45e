package dev.slipway.ecr;

import dev.slipway.plan.Destination;
import dev.slipway.plan.EcrSettings;
import org.jspecify.annotations.Nullable;

/** Opens private ECR registries. The classes of the AWS SDK are loaded when the first one is opened. */
public final class EcrRegistries {

    private EcrRegistries() {}

    /**
     * Opens a registry with the region and the credentials that its destination names or the AWS SDK finds.
     *
     * @param destination where to publish; its account goes before that of the settings
     * @return the registry, to be closed at the end of the run
     * @throws dev.slipway.registry.RegistryException   if no region is found, or the SDK does not take its settings
     * @throws dev.slipway.registry.CredentialException if no credentials are found
     */
    public static EcrRegistry open(Destination.Ecr destination, EcrSettings settings) {
        AwsConnection connection = AwsConnection.open(destination);
        EcrAccount account = new EcrAccount(connection, configuredAccount(destination, settings));
        return new EcrRegistry(
                connection,
                new EcrTokens(connection, account),
                new EcrRepositories(connection, account, settings),
                new EcrImages(connection, account));
    }

    private static @Nullable String configuredAccount(Destination.Ecr destination, EcrSettings settings) {
        return destination.accountId() != null ? destination.accountId() : settings.accountId();
    }
}

package dev.slipway.ecr;

import dev.slipway.image.EcrHost;
import dev.slipway.log.BuildLog;
import dev.slipway.plan.AwsAccess;
import dev.slipway.plan.Destination;
import dev.slipway.plan.EcrSettings;
import dev.slipway.proxy.ProxySource;
import dev.slipway.registry.Registry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens registries of Amazon ECR. The classes of the AWS SDK are loaded when the first one is opened. */
public final class EcrRegistries {

    private EcrRegistries() {}

    /**
     * Opens a private registry with the region and the credentials that its destination names or the AWS SDK finds.
     *
     * @param destination where to publish; what it says goes before what the settings say
     * @param proxies     what is said about proxies before the AWS SDK's own settings
     * @param log         is told of what is tried again, and of what is changed in repositories
     * @return the registry, to be closed at the end of the run
     * @throws dev.slipway.registry.RegistryException   if no region is found, or the SDK does not take its settings
     * @throws dev.slipway.registry.CredentialException if no credentials are found, or a role cannot be assumed
     */
    public static EcrRegistry open(
            Destination.Ecr destination, EcrSettings settings, ProxySource proxies, BuildLog log) {
        return open(destination, settings, proxies, AwsPatience.usual(), log);
    }

    /**
     * Opens ECR Public with the credentials that its destination names or the AWS SDK finds.
     *
     * @param destination where to publish; what it says goes before what the settings say
     * @param proxies     what is said about proxies before the AWS SDK's own settings
     * @param log         is told of what is tried again
     * @return the registry, to be closed at the end of the run
     * @throws dev.slipway.registry.RegistryException   if the SDK does not take its settings
     * @throws dev.slipway.registry.CredentialException if no credentials are found, or a role cannot be assumed
     */
    public static Registry open(
            Destination.EcrPublic destination, EcrSettings settings, ProxySource proxies, BuildLog log) {
        return open(destination, settings, proxies, AwsPatience.usual(), log);
    }

    static EcrRegistry open(
            Destination.Ecr destination,
            EcrSettings settings,
            ProxySource proxies,
            AwsPatience patience,
            BuildLog log) {
        AwsAccess access = destination.access().over(settings.access());
        AwsConnection connection = AwsConnection.open(
                new AwsConnection.Target(
                        destination.toString(), destination.region(), access, kind(destination), proxies),
                patience,
                log);
        EcrAccount account = new EcrAccount(connection, configuredAccount(destination, settings));
        return new EcrRegistry(
                connection,
                account,
                new EcrTokens(connection, account, destination.host()),
                new EcrRepositories(connection, account, settings));
    }

    static Registry open(
            Destination.EcrPublic destination,
            EcrSettings settings,
            ProxySource proxies,
            AwsPatience patience,
            BuildLog log) {
        AwsAccess access = destination.access().over(settings.access());
        AwsConnection connection = AwsConnection.open(
                new AwsConnection.Target(destination.toString(), PublicApi.REGION, access, null, proxies),
                patience,
                log);
        return new EcrPublicRegistry(connection, new PublicApi(connection), settings);
    }

    private static @Nullable EcrHost kind(Destination.Ecr destination) {
        return Optional.ofNullable(destination.host())
                .flatMap(host -> EcrHost.parse(host.value()))
                .orElse(null);
    }

    private static @Nullable String configuredAccount(Destination.Ecr destination, EcrSettings settings) {
        return destination.accountId() != null ? destination.accountId() : settings.accountId();
    }
}

package dev.slipway.ecr;

import dev.slipway.image.EcrHost;
import dev.slipway.log.BuildLog;
import dev.slipway.plan.AwsAccess;
import dev.slipway.proxy.ProxySource;
import dev.slipway.registry.RegistryException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The clients of one region, for one caller. */
final class AwsConnection implements AutoCloseable {

    private final AwsClients clients;
    private final AwsCredentialsSource credentials;
    private final EcrClient ecr;
    private final StsClient sts;

    private AwsConnection(AwsClients clients, AwsCredentialsSource credentials) {
        this.clients = clients;
        this.credentials = credentials;
        this.ecr = clients.ecr(credentials);
        this.sts = clients.sts(credentials);
    }

    /**
     * What is connected to.
     *
     * @param registry as messages name it
     * @param region   null: the one that the SDK finds
     * @param access   as whom
     * @param host     whose kind of endpoints are used; null: what the SDK's settings say
     * @param proxies  what is said about proxies before the SDK's settings
     */
    record Target(
            String registry,
            @Nullable String region,
            AwsAccess access,
            @Nullable EcrHost host,
            ProxySource proxies) {}

    /**
     * Opens the clients; nothing is asked of AWS yet but what the credentials need.
     *
     * @throws RegistryException                        if there is no region, or the SDK does not take its settings
     * @throws dev.slipway.registry.CredentialException if there are no credentials, or the role cannot be assumed
     */
    static AwsConnection open(Target target, AwsPatience patience, BuildLog log) {
        AwsClients clients = new AwsClients(region(target), target.host(), target.proxies(), patience, log);
        AwsCredentialsSource credentials =
                new CallerCredentials(target.registry(), target.access().profile());
        try {
            credentials.resolveCredentials();
            String role = target.access().roleArn();
            if (role != null) {
                StsClient sts = clients.sts(credentials);
                credentials = new RoleCredentials(role, target.access(), credentials, sts, clients.retries());
                credentials.resolveCredentials();
            }
            return new AwsConnection(clients, credentials);
        } catch (SdkException | IllegalArgumentException e) {
            close(credentials, clients);
            throw new RegistryException(
                    "Cannot use the registry '" + target.registry() + "'",
                    "the AWS SDK does not take its settings (" + e.getMessage() + ")",
                    "Correct the region or the AWS_… variable.",
                    e);
        } catch (RuntimeException e) {
            close(credentials, clients);
            throw e;
        }
    }

    private static void close(AwsCredentialsSource credentials, AwsClients clients) {
        credentials.close();
        clients.close();
    }

    private static Region region(Target target) {
        if (target.region() != null) {
            return Region.of(target.region());
        }
        try {
            return DefaultAwsRegionProviderChain.builder()
                    .profileName(target.access().profile())
                    .build()
                    .getRegion();
        } catch (SdkClientException e) {
            throw new RegistryException(
                    "Cannot use the registry '" + target.registry() + "'",
                    "it names no region and the AWS SDK finds none",
                    "Write <registry>ecr:REGION</registry>, or set AWS_REGION, or a region in the AWS profile.",
                    e);
        }
    }

    EcrClient ecr() {
        return ecr;
    }

    StsClient sts() {
        return sts;
    }

    SdkHttpClient http() {
        return clients.http();
    }

    AwsCredentialsSource credentials() {
        return credentials;
    }

    AwsPatience patience() {
        return clients.patience();
    }

    BuildLog log() {
        return clients.log();
    }

    String region() {
        return clients.region().id();
    }

    /** The ARN of a repository, in the partition of the region. */
    String repositoryArn(String accountId, String repository) {
        String partition = PartitionMetadata.of(clients.region()).id();
        return "arn:%s:ecr:%s:%s:repository/%s".formatted(partition, region(), accountId, repository);
    }

    /** Makes a call and puts its failure into words. */
    <T> T run(AwsCall call, Supplier<T> request) {
        try {
            return clients.retries().during(call, request);
        } catch (SdkException e) {
            throw AwsFailures.translate(call, e);
        }
    }

    /**
     * Repeats a request until it finds a repository that was made before: not every server of AWS knows it at once.
     *
     * @param request false if it did not find the repository
     */
    void untilFound(AwsCall call, BooleanSupplier request) {
        for (int failed = 1; !run(call, request::getAsBoolean); failed++) {
            Duration pause = clients.patience()
                    .backoff()
                    .pause(failed, Optional.empty())
                    .orElseThrow(() -> new RegistryException(
                            call.doing(), "the repository was created, but is not there yet", "Run again.", null));
            clients.log().retrying(call.doing(), "the repository is not there yet", failed + 1, pause);
            pause(call, pause);
        }
    }

    /** Waits before something is tried again. */
    static void pause(AwsCall call, Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException(call.doing(), "the run was interrupted", "Run again.", e);
        }
    }

    @Override
    public void close() {
        ecr.close();
        sts.close();
        close(credentials, clients);
    }
}

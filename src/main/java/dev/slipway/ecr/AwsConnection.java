package dev.slipway.ecr;

import dev.slipway.plan.Destination;
import dev.slipway.registry.RegistryException;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The clients of one region. Endpoints, retries and proxies are the SDK's own defaults, so that its environment
 * variables and system properties mean here what they mean everywhere.
 */
final class AwsConnection implements AutoCloseable {

    /** All attempts of one call together. */
    static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(20);

    private final Region region;
    private final AwsCredentialChain credentials;
    private final SdkHttpClient http;
    private final EcrClient ecr;
    private final StsClient sts;

    private AwsConnection(Region region, AwsCredentialChain credentials) {
        this.region = region;
        this.credentials = credentials;
        // named, not looked up: the SDK would fail if it found a second client on Maven's class path
        this.http = Apache5HttpClient.builder()
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(READ_TIMEOUT)
                .build();
        this.ecr = configure(EcrClient.builder()).httpClient(http).build();
        this.sts = configure(StsClient.builder()).httpClient(http).build();
    }

    /**
     * Opens the clients; nothing is asked of AWS yet but what the credential chain needs.
     *
     * @throws RegistryException                           if there is no region, or the SDK does not take its settings
     * @throws dev.slipway.registry.CredentialException if there are no credentials
     */
    static AwsConnection open(Destination.Ecr destination) {
        Region region = region(destination);
        AwsCredentialChain credentials = new AwsCredentialChain(destination);
        try {
            credentials.resolveCredentials();
            return new AwsConnection(region, credentials);
        } catch (SdkException | IllegalArgumentException e) {
            credentials.close();
            throw new RegistryException(
                    "Cannot use the registry '" + destination + "'",
                    "the AWS SDK does not take its settings (" + e.getMessage() + ")",
                    "Correct the region or the AWS_… variable.",
                    e);
        }
    }

    private static Region region(Destination.Ecr destination) {
        if (destination.region() != null) {
            return Region.of(destination.region());
        }
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion();
        } catch (SdkClientException e) {
            throw new RegistryException(
                    "Cannot use the registry '" + destination + "'",
                    "it names no region and the AWS SDK finds none",
                    "Write <registry>ecr:REGION</registry>, or set AWS_REGION, or a region in the AWS profile.",
                    e);
        }
    }

    private <B extends AwsClientBuilder<B, ?>> B configure(B builder) {
        return builder.region(region)
                .credentialsProvider(credentials)
                .overrideConfiguration(override -> override.apiCallTimeout(CALL_TIMEOUT));
    }

    EcrClient ecr() {
        return ecr;
    }

    StsClient sts() {
        return sts;
    }

    String region() {
        return region.id();
    }

    /** The ARN of a repository, in the partition of the region. */
    String repositoryArn(String accountId, String repository) {
        return "arn:%s:ecr:%s:%s:repository/%s"
                .formatted(region.metadata().partition().id(), region.id(), accountId, repository);
    }

    /** Makes a call and puts its failure into words. */
    <T> T run(AwsCall call, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw AwsFailures.translate(call, e);
        }
    }

    @Override
    public void close() {
        ecr.close();
        sts.close();
        http.close();
        credentials.close();
    }
}

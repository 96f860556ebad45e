package dev.slipway.ecr;

import dev.slipway.image.EcrHost;
import dev.slipway.log.BuildLog;
import dev.slipway.proxy.ProxySource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.EcrClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Makes clients of one region. Endpoints, and proxies where nobody else names any, are the SDK's own defaults, so that its
 * environment variables and system properties mean here what they mean everywhere.
 */
final class AwsClients implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final Region region;
    private final @Nullable EcrHost host;
    private final AwsPatience patience;
    private final BuildLog log;
    private final AwsRetries retries;
    private final SdkHttpClient http;

    /**
     * @param host    whose kind of endpoints are used; null: what the SDK's settings say
     * @param proxies goes before the SDK's settings
     */
    AwsClients(Region region, @Nullable EcrHost host, ProxySource proxies, AwsPatience patience, BuildLog log) {
        this.region = region;
        this.host = host;
        this.patience = patience;
        this.log = log;
        this.retries = new AwsRetries(patience.backoff(), log);
        // named, not looked up: the SDK would fail if it found a second client on Maven's class path
        Apache5HttpClient.Builder builder =
                Apache5HttpClient.builder().connectionTimeout(CONNECT_TIMEOUT).socketTimeout(patience.answer());
        this.http = AwsProxies.in(proxies)
                .<SdkHttpClient>map(chosen -> new ProxiedHttpClient(
                        builder.httpRoutePlanner(chosen)
                                .credentialsProvider(chosen)
                                .build(),
                        chosen))
                .orElseGet(builder::build);
    }

    EcrClient ecr(AwsCredentialsProvider credentials) {
        EcrClientBuilder builder = configure(EcrClient.builder(), credentials);
        if (host != null && host.dualStack()) {
            builder.dualstackEnabled(true);
        }
        return builder.httpClient(http).build();
    }

    StsClient sts(AwsCredentialsProvider credentials) {
        return configure(StsClient.builder(), credentials).httpClient(http).build();
    }

    private <B extends AwsClientBuilder<B, ?>> B configure(B builder, AwsCredentialsProvider credentials) {
        if (host != null && host.fips()) {
            builder.fipsEnabled(true);
        }
        return builder.region(region)
                .credentialsProvider(credentials)
                .overrideConfiguration(
                        override -> override.apiCallTimeout(patience.call()).retryStrategy(retries));
    }

    Region region() {
        return region;
    }

    AwsPatience patience() {
        return patience;
    }

    BuildLog log() {
        return log;
    }

    AwsRetries retries() {
        return retries;
    }

    SdkHttpClient http() {
        return http;
    }

    @Override
    public void close() {
        http.close();
    }
}

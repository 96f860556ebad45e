package dev.slipway.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import java.net.URI;
import java.time.Duration;

/** Plain clients of the engine that {@code DOCKER_HOST}, the docker context or the default socket names. */
public final class EngineClients {
    private EngineClients() {}

    /** A client of that engine; whether it answers is not asked. */
    public static DockerClient configured() {
        DockerClientConfig configuration =
                DefaultDockerClientConfig.createDefaultConfigBuilder().build();
        return DockerClientImpl.getInstance(
                configuration,
                new ApacheDockerHttpClient.Builder()
                        .dockerHost(configuration.getDockerHost())
                        .sslConfig(configuration.getSSLConfig())
                        .connectionTimeout(Duration.ofSeconds(5))
                        .build());
    }

    /** The address of that engine. */
    static URI configuredHost() {
        return DefaultDockerClientConfig.createDefaultConfigBuilder().build().getDockerHost();
    }

    /** Whether an engine answers a ping. */
    static boolean answers(DockerClient client) {
        try {
            client.pingCmd().exec();
            return true;
        } catch (RuntimeException unreachable) {
            return false;
        }
    }
}

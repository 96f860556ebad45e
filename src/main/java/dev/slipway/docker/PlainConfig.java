package dev.slipway.docker;

import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.AuthConfigurations;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.RemoteApiVersion;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Tells docker-java where the daemon is and nothing else, so that it reads no environment, no properties file and no
 * credentials of its own.
 */
final class PlainConfig implements DockerClientConfig {

    private final URI host;

    PlainConfig(URI host) {
        this.host = host;
    }

    @Override
    public URI getDockerHost() {
        return host;
    }

    /** Unknown, so that paths carry no version and the daemon answers in its newest. */
    @Override
    public RemoteApiVersion getApiVersion() {
        return RemoteApiVersion.UNKNOWN_VERSION;
    }

    @Override
    public @Nullable String getRegistryUsername() {
        return null;
    }

    @Override
    public @Nullable String getRegistryPassword() {
        return null;
    }

    @Override
    public @Nullable String getRegistryEmail() {
        return null;
    }

    @Override
    public @Nullable String getRegistryUrl() {
        return null;
    }

    @Override
    public @Nullable AuthConfig effectiveAuthConfig(String imageName) {
        return null;
    }

    @Override
    public @Nullable AuthConfigurations getAuthConfigurations() {
        return null;
    }

    @Override
    @SuppressWarnings("deprecation") // the interface demands it; the transport has the TLS settings
    public com.github.dockerjava.core.@Nullable SSLConfig getSSLConfig() {
        return null;
    }
}

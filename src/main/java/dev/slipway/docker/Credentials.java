package dev.slipway.docker;

import com.github.dockerjava.api.model.AuthConfig;
import dev.slipway.image.RegistryHost;
import dev.slipway.registry.Credential;

/** Turns credentials into the form that the Docker Engine API takes. */
final class Credentials {

    private static final String DOCKER_HUB = "https://index.docker.io/v1/";

    private Credentials() {}

    static AuthConfig authConfig(Credential credential, RegistryHost host) {
        AuthConfig auth =
                new AuthConfig().withRegistryAddress(host.value().equals("docker.io") ? DOCKER_HUB : host.value());
        if (credential.identityToken() != null) {
            return auth.withIdentityToken(credential.identityToken());
        }
        return auth.withUsername(credential.username()).withPassword(credential.password());
    }
}

package dev.slipway.credentials;

import dev.slipway.endpoint.Surroundings;
import dev.slipway.image.RegistryHost;
import dev.slipway.registry.Credential;
import dev.slipway.registry.CredentialException;
import dev.slipway.registry.Keychain;
import java.time.Duration;
import java.util.Optional;

/**
 * What {@code docker login} left behind: {@code config.json} in {@code DOCKER_CONFIG} or {@code ~/.docker}, and the
 * credential helpers that it names.
 *
 * <p>A helper of the registry goes before the general store, the store before what the file itself holds. Unlike
 * docker, a helper that knows nothing does not hide the file's own entry.
 *
 * @see <a href="https://docs.docker.com/reference/cli/docker/login/">docker login</a>
 */
public final class DockerConfigKeychain implements Keychain {

    /** After this time a credential helper is given up. */
    static final Duration HELPER_TIMEOUT = Duration.ofSeconds(30);

    private final Keychain file;

    public DockerConfigKeychain(Surroundings surroundings) {
        this(surroundings, HELPER_TIMEOUT);
    }

    DockerConfigKeychain(Surroundings surroundings, Duration helperTimeout) {
        file = new AuthFile(
                surroundings.dockerConfigDirectory().resolve("config.json"),
                "docker login",
                surroundings,
                helperTimeout);
    }

    /** @throws CredentialException if the file cannot be read or understood, or if a helper is missing or fails */
    @Override
    public Optional<Credential> find(RegistryHost host, String namespace) {
        return file.find(host, namespace);
    }
}

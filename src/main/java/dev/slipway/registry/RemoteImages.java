package dev.slipway.registry;

import dev.slipway.image.Platform;
import java.util.Optional;

/** Images where registries hold them, looked at without a pull. */
public interface RemoteImages {

    /**
     * Looks an image up.
     *
     * @param reference as a Dockerfile's FROM writes it: with or without host, tag and digest; a digest goes before a tag
     * @param platform  whose environment and triggers are wanted; empty means Linux on this machine's architecture. An
     *     image that is not listed by platforms is taken as it is, as engines do
     * @return empty if the registry has no such image, or none for the platform
     * @throws RegistryException   if the reference is none, or the registry cannot be asked, or answers nonsense
     * @throws CredentialException if the registry does not accept the credential, or wants one and there is none
     */
    Optional<RemoteImage> find(String reference, Optional<Platform> platform);
}

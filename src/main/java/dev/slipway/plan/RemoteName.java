package dev.slipway.plan;

import dev.slipway.image.InvalidValueException;
import dev.slipway.image.RegistryHost;
import java.util.List;
import java.util.Optional;

/**
 * How the command line calls something in a registry: {@code REGISTRY[/path][:tag][@digest]}.
 *
 * @param registry a host, {@code ecr} or {@code ecr:REGION}
 * @param path     what follows it, or an empty text
 */
record RemoteName(String registry, String path, Optional<String> tag, Optional<String> digest) {

    private static final List<String> DOCKER_HUB = List.of("docker.io", "index.docker.io");

    /** @throws InvalidValueException if it does not begin with a registry */
    static RemoteName parse(String text) {
        int scheme = text.indexOf("://");
        if (scheme >= 0) {
            throw new InvalidValueException(
                    "'" + text + "' is written as a URL", "Leave out " + text.substring(0, scheme) + ":// there.");
        }
        int at = text.indexOf('@');
        String name = at < 0 ? text : text.substring(0, at);
        int slash = name.indexOf('/');
        int colon = name.lastIndexOf(':');
        boolean hasTag = slash >= 0 && colon > name.lastIndexOf('/');
        String place = hasTag ? name.substring(0, colon) : name;
        String registry = slash < 0 ? place : place.substring(0, slash);
        if (!registry.equals("ecr") && !RegistryHost.hasHostShape(registry)) {
            throw withoutRegistry(text);
        }
        return new RemoteName(
                registry,
                slash < 0 ? "" : place.substring(slash + 1),
                hasTag ? Optional.of(name.substring(colon + 1)) : Optional.empty(),
                at < 0 ? Optional.empty() : Optional.of(text.substring(at + 1)));
    }

    /** What is wrong with a short form as Docker Hub has it. */
    static InvalidValueException withoutRegistry(String text) {
        String full = "docker.io/" + (text.indexOf('/') < 0 ? "library/" : "") + text;
        return new InvalidValueException(
                "'" + text + "' does not begin with a registry",
                "Write its host before it; for Docker Hub that is " + full + ".");
    }

    /** The path as registries know it: Docker Hub keeps its own images in {@code library}. */
    static String path(String registry, String path) {
        return DOCKER_HUB.contains(registry) && path.indexOf('/') < 0 ? "library/" + path : path;
    }
}

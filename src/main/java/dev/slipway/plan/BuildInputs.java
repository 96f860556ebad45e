package dev.slipway.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a build may use beside its context. None of it becomes part of the image by itself.
 *
 * @param secrets  for {@code RUN --mount=type=secret}
 * @param agents   for {@code RUN --mount=type=ssh}
 * @param contexts further contexts by the name that {@code FROM}, {@code COPY --from} and {@code RUN --mount=from=} use
 */
public record BuildInputs(List<Secret> secrets, List<SshAgent> agents, SortedMap<String, NamedContext> contexts) {

    /** Copies the lists and the map. */
    public BuildInputs {
        secrets = List.copyOf(secrets);
        agents = List.copyOf(agents);
        contexts = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(contexts));
    }

    /** Nothing beside the context. */
    public static BuildInputs none() {
        return new BuildInputs(List.of(), List.of(), new TreeMap<>(Map.of()));
    }

    /**
     * A secret that commands may read while they run. The value itself is not here.
     *
     * @param id     by which the Dockerfile names it
     * @param source where its value is
     */
    public record Secret(String id, SecretSource source) {}

    /** Where the value of a secret is. */
    public sealed interface SecretSource {

        /** In an environment variable of the Maven process. */
        record Environment(String variable) implements SecretSource {}

        /** In a file, whose bytes are the value. */
        record InFile(Path file) implements SecretSource {}

        /** The password of a server in Maven's {@code settings.xml}. */
        record Server(String id) implements SecretSource {}
    }

    /**
     * An SSH agent that commands may use.
     *
     * @param id     by which the Dockerfile names it; {@code default} where it names none
     * @param socket the agent's socket; empty for that of {@code SSH_AUTH_SOCK}
     */
    public record SshAgent(String id, Optional<Path> socket) {}

    /** A further context. */
    public sealed interface NamedContext {

        /** The image that it is, as a Dockerfile's FROM names it; empty for a folder. */
        Optional<String> reference();

        /** A folder of this machine, absolute, with the {@code .dockerignore} in it. */
        record Folder(Path directory) implements NamedContext {

            @Override
            public Optional<String> reference() {
                return Optional.empty();
            }
        }

        /** An image, as a Dockerfile's FROM names it. */
        record Image(String name) implements NamedContext {

            @Override
            public Optional<String> reference() {
                return Optional.of(name);
            }
        }

        /** An image of this module that is built before. */
        record OfModule(String alias, String name) implements NamedContext {

            @Override
            public Optional<String> reference() {
                return Optional.of(name);
            }
        }
    }
}

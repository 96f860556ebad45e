package dev.slipway.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The docker contexts of a user, in {@code contexts} beside docker's {@code config.json}: {@code meta/ID/meta.json}
 * says where an engine listens, {@code tls/ID/docker} holds its certificates; ID is the SHA-256 of the name.
 */
final class DockerContexts {

    /** The context that is none: it stands for {@code DOCKER_HOST} and the usual places. */
    static final String DEFAULT = "default";

    private static final String LIST =
            "List the contexts with 'docker context ls', and choose another one or correct it.";

    private final Surroundings surroundings;
    private final Path directory;

    DockerContexts(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.directory = surroundings.dockerConfigDirectory().resolve("contexts");
    }

    /**
     * The context that {@code docker context use} chose.
     *
     * @throws EndpointException if docker's {@code config.json} cannot be read
     */
    Optional<String> current() {
        return new JsonFile(config(), surroundings.shown(config()))
                .read(clause -> new EndpointException(
                        "the current docker context", clause, "Correct the file, or set DOCKER_HOST.", null))
                .map(config -> config.path("currentContext").asText(""))
                .filter(name -> !name.isEmpty());
    }

    /** Where {@link #current} comes from, for messages. */
    String currentPlace() {
        return "currentContext in " + surroundings.shown(config());
    }

    /**
     * Where the engine of a context listens.
     *
     * @param place who names the context, for messages
     * @throws EndpointException if there is no such context, or if it cannot be followed
     */
    DaemonEndpoint endpoint(String name, String place) {
        Path meta = directory.resolve("meta").resolve(id(name)).resolve("meta.json");
        JsonNode docker = new JsonFile(meta, surroundings.shown(meta))
                .read(clause -> new EndpointException(
                        place, "the file of docker context '" + name + "', " + clause, LIST, null))
                .orElseThrow(() -> new EndpointException(
                        place,
                        "there is no docker context '" + name + "' in " + surroundings.shown(directory),
                        LIST,
                        null))
                .path("Endpoints")
                .path("docker");
        String host = docker.path("Host").asText("");
        if (host.isBlank()) {
            throw new EndpointException(
                    place,
                    "docker context '" + name + "' has no Endpoints.docker.Host in " + surroundings.shown(meta),
                    LIST,
                    null);
        }
        return endpoint(
                new EngineAddress("docker context '" + name + "', which " + place + " names", host),
                directory.resolve("tls").resolve(id(name)).resolve("docker"),
                docker.path("SkipTLSVerify").asBoolean(false),
                "docker context '" + name + "'");
    }

    private static DaemonEndpoint endpoint(
            EngineAddress address, Path certificates, boolean skipsCheck, String source) {
        boolean hasFiles =
                Stream.of("ca.pem", "cert.pem", "key.pem").anyMatch(file -> Files.exists(certificates.resolve(file)));
        boolean tls = address.isTcp() && (hasFiles || skipsCheck || address.isHttps());
        return new DaemonEndpoint(address.uri(tls), tls ? certificates : null, tls && !skipsCheck, source);
    }

    private Path config() {
        return surroundings.dockerConfigDirectory().resolve("config.json");
    }

    private static String id(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}

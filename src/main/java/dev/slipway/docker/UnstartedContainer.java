package dev.slipway.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.Platform;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A container that is there for the files of its image and never runs. */
record UnstartedContainer(DaemonConnection connection, String id, String image, EngineTraces traces) {

    /** By which one can find those that a killed Maven left. */
    static final String LABEL = "dev.slipway.reads";

    /** An engine wants a command, though it never runs. */
    private static final String COMMAND = "/slipway";

    /** @param platform which of the image's; empty if it has but one */
    static UnstartedContainer of(DaemonConnection connection, ImageContent image, Optional<Platform> platform) {
        String name = image.id().shortHash();
        String doing = "Cannot read the files of the image " + name;
        try {
            Instant made = created(connection, image.id());
            String container = connection.ask(
                    client -> command(client.createContainerCmd(image.id().value()), image, platform)
                            .exec()
                            .getId());
            return new UnstartedContainer(connection, container, name, EngineTraces.none(made)).looking(doing);
        } catch (RuntimeException e) {
            throw connection.failure(doing, e);
        }
    }

    private static Instant created(DaemonConnection connection, Digest image) {
        return Instant.parse(Objects.requireNonNull(connection.ask(
                client -> client.inspectImageCmd(image.value()).exec().getCreated())));
    }

    private static CreateContainerCmd command(
            CreateContainerCmd bare, ImageContent image, Optional<Platform> platform) {
        platform.ifPresent(wanted -> bare.withPlatform(wanted.toString()));
        return bare.withCmd(COMMAND)
                .withLabels(Map.of(LABEL, image.id().value()))
                .withHostConfig(HostConfig.newHostConfig().withNetworkMode("none"));
    }

    /** The container with what its making left in it. */
    private UnstartedContainer looking(String doing) {
        try {
            String created = connection.ask(
                    client -> client.inspectContainerCmd(id).exec().getCreated());
            Instant since = Instant.parse(Objects.requireNonNull(created));
            return new UnstartedContainer(connection, id, image, new EngineTraces(since, traces.imageMade()));
        } catch (RuntimeException e) {
            remove();
            throw connection.failure(doing, e);
        }
    }

    /** Removes it; one that is gone is no error. */
    void remove() {
        try {
            connection.ask(client -> client.removeContainerCmd(id)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec());
        } catch (NotFoundException e) {
            // gone already, which is what was wanted
        } catch (RuntimeException e) {
            throw connection.failure("Cannot remove the container " + id + ", which was made to read an image", e);
        }
    }
}

package dev.slipway.docker;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.BadRequestException;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerConfig;
import dev.slipway.dockerfile.BaseConfig;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.EngineUnavailableException;
import dev.slipway.engine.LocalImages;
import dev.slipway.engine.StoredImage;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import dev.slipway.image.Platform;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The images in a daemon's store. */
final class DaemonImages implements LocalImages {

    private final DaemonConnection connection;

    DaemonImages(DaemonConnection connection) {
        this.connection = connection;
    }

    @Override
    public Optional<Digest> find(String reference) {
        try {
            String id = connection.ask(
                    client -> client.inspectImageCmd(reference).exec().getId());
            return Optional.of(digest(id));
        } catch (NotFoundException | BadRequestException e) {
            // the latter for what is no reference at all
            return Optional.empty();
        } catch (RuntimeException e) {
            throw failure("Cannot look for the image '" + reference + "'", e);
        }
    }

    @Override
    public StoredImage inspect(Digest id) {
        return inspect(id.value()).image();
    }

    /** An image and its full id. */
    record Found(Digest id, StoredImage image) {}

    /** @param id may be shortened, as an engine prints it */
    Found inspect(String id) {
        try {
            InspectImageResponse image =
                    connection.ask(client -> client.inspectImageCmd(id).exec());
            long size = Optional.ofNullable(image.getSize()).orElse(0L);
            return new Found(digest(image.getId()), new StoredImage(platform(image), size));
        } catch (RuntimeException e) {
            throw failure("Cannot look at the image " + id, e);
        }
    }

    /**
     * An image that others build on.
     *
     * @param platform what it is for, as the engine says it
     * @param config   what it hands on
     */
    record Base(String platform, BaseConfig config) {}

    /** The base image of a reference; empty if it is not there. */
    Optional<Base> base(String reference) {
        try {
            InspectImageResponse image =
                    connection.ask(client -> client.inspectImageCmd(reference).exec());
            return Optional.of(new Base(platformText(image), config(image.getConfig())));
        } catch (NotFoundException | BadRequestException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            throw failure("Cannot look at the base image '" + reference + "'", e);
        }
    }

    private static BaseConfig config(@Nullable ContainerConfig config) {
        Map<String, String> environment = new HashMap<>();
        String[] variables = config == null ? null : config.getEnv();
        for (String variable : variables == null ? new String[0] : variables) {
            int equals = variable.indexOf('=');
            environment.put(
                    equals < 0 ? variable : variable.substring(0, equals),
                    equals < 0 ? "" : variable.substring(equals + 1));
        }
        String[] triggers = config == null ? null : config.getOnBuild();
        return new BaseConfig(environment, triggers == null ? List.of() : List.of(triggers));
    }

    private static Platform platform(InspectImageResponse image) {
        return Platform.parse(platformText(image));
    }

    private static String platformText(InspectImageResponse image) {
        Object variant = image.getRawValues().get("Variant");
        return image.getOs() + "/" + image.getArch()
                + (variant instanceof String text && !text.isEmpty() ? "/" + text : "");
    }

    /** The references that an image has; none if there is no such image. */
    List<String> references(Digest id) {
        try {
            List<String> tags = connection.ask(
                    client -> client.inspectImageCmd(id.value()).exec().getRepoTags());
            return tags == null ? List.of() : tags;
        } catch (NotFoundException e) {
            return List.of();
        } catch (RuntimeException e) {
            throw failure("Cannot look for the image " + id.shortHash(), e);
        }
    }

    @Override
    public void tag(Digest id, ImageReference reference) {
        try {
            connection.ask(client -> client.tagImageCmd(
                            id.value(), reference.withoutTag(), reference.tag().value())
                    .withForce(true)
                    .exec());
        } catch (RuntimeException e) {
            throw failure("Cannot tag the image " + id.shortHash() + " as " + reference, e);
        }
    }

    @Override
    public void untag(ImageReference reference) {
        try {
            connection.ask(client -> client.removeImageCmd(reference.toString())
                    .withNoPrune(true)
                    .withForce(false)
                    .exec());
        } catch (NotFoundException e) {
            // gone already, which is what was wanted
        } catch (ConflictException e) {
            // the last name of an image that a container uses: the engine keeps it, and no harm is done
        } catch (RuntimeException e) {
            throw failure("Cannot remove the tag " + reference, e);
        }
    }

    /** Podman leaves out the algorithm. */
    static Digest digest(String id) {
        return Digest.parse(id.indexOf(':') < 0 ? "sha256:" + id : id);
    }

    private RuntimeException failure(String doing, RuntimeException cause) {
        if (cause instanceof EngineUnavailableException) {
            return cause;
        }
        return DockerFailures.isConnectionLoss(cause)
                ? connection.unavailable(cause)
                : new EngineException(
                        doing,
                        DockerFailures.rootMessage(cause),
                        "Look into the engine's own log, then try again.",
                        cause);
    }
}

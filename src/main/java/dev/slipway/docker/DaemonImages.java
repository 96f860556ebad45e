package dev.slipway.docker;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.BadRequestException;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerConfig;
import dev.slipway.dockerfile.BaseConfig;
import dev.slipway.engine.LocalImages;
import dev.slipway.engine.StoredBase;
import dev.slipway.engine.StoredImage;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import dev.slipway.image.ImageStore;
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
    public Optional<Known> look(String reference) {
        try {
            return Optional.of(known(
                    connection.ask(client -> client.inspectImageCmd(reference).exec())));
        } catch (NotFoundException | BadRequestException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            throw failure("Cannot look for the image '" + reference + "'", e);
        }
    }

    private Known known(InspectImageResponse image) {
        long size = Optional.ofNullable(image.getSize()).orElse(0L);
        return new Known(
                digest(image.getId()),
                new StoredImage(
                        platform(image), size, labels(image.getConfig()), new ImageStore.InDaemon(connection.uri())));
    }

    @Override
    public StoredImage inspect(Digest id) {
        return inspect(id.value()).image();
    }

    /** @param id may be shortened, as an engine prints it */
    Known inspect(String id) {
        try {
            return known(connection.ask(client -> client.inspectImageCmd(id).exec()));
        } catch (RuntimeException e) {
            throw failure("Cannot look at the image " + id, e);
        }
    }

    @Override
    public Optional<StoredBase> base(String reference) {
        try {
            InspectImageResponse image =
                    connection.ask(client -> client.inspectImageCmd(reference).exec());
            return Optional.of(
                    new StoredBase(identity(reference, image), platformText(image), config(image.getConfig())));
        } catch (NotFoundException | BadRequestException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            throw failure("Cannot look at the base image '" + reference + "'", e);
        }
    }

    /** The digest of the registry that the reference means is the same on every machine; otherwise there is the id. */
    private static String identity(String reference, InspectImageResponse image) {
        List<String> digests = Optional.ofNullable(image.getRepoDigests()).orElse(List.of());
        return digests.stream()
                .filter(digest -> repository(digest).equals(repository(reference)))
                .map(digest -> digest.substring(digest.indexOf('@') + 1))
                .findFirst()
                .orElseGet(() -> String.valueOf(image.getId()));
    }

    /** Without tag and digest. */
    private static String repository(String reference) {
        String familiar = ImageReference.familiar(reference.replaceFirst("@.*", ""));
        return familiar.substring(0, Math.max(familiar.lastIndexOf(':'), 0));
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

    private static Map<String, String> labels(@Nullable ContainerConfig config) {
        Map<String, String> labels = config == null ? null : config.getLabels();
        return labels == null ? Map.of() : labels;
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
        return connection.failure(doing, cause);
    }
}

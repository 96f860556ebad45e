package dev.slipway.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.AuthConfigurations;
import dev.slipway.context.BuildContext;
import dev.slipway.context.ContextTar;
import dev.slipway.context.DatedContext;
import dev.slipway.dockerfile.BaseImage;
import dev.slipway.engine.BuildRequest;
import dev.slipway.engine.BuildTimeoutException;
import dev.slipway.engine.EngineException;
import dev.slipway.engine.LocalImages;
import dev.slipway.engine.StoredImage;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageStore;
import dev.slipway.log.BuildLog;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.PullPolicy;
import dev.slipway.plan.RunSettings;
import dev.slipway.plan.SourceDate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One build through {@code POST /build}.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Image/operation/ImageBuild">Docker Engine API, build an image</a>
 */
final class ClassicBuild {

    private final DaemonConnection connection;
    private final BuildRequest request;
    private final BuildRecipe recipe;
    private final BuildLog log;

    ClassicBuild(DaemonConnection connection, BuildRequest request, BuildLog log) {
        this.connection = connection;
        this.request = request;
        this.recipe = request.recipe();
        this.log = log;
    }

    ImageContent run(BuildContext context) {
        SteeringFiles steering = SteeringFiles.of(
                recipe,
                DatedContext.of(context, SourceDate.of(recipe.args())),
                new ReachedContext(new DaemonImages(connection), request).find());
        ContextTar tar = new ContextTar(steering.context());
        BuildOutput output = new BuildOutput(request.alias(), log);
        boolean inTime = send(tar, steering.dockerfile(), output);
        tar.failure().ifPresent(failure -> {
            throw failure;
        });
        if (!inTime) {
            throw new BuildTimeoutException(request.alias(), recipe.options().timeout());
        }
        return content(output.imageId().orElseThrow(() -> failure(output)));
    }

    /**
     * Sends the context and waits for the end of the answer; false if it does not come in time.
     *
     * <p>We hang up before the tar is closed: a tar that ends early would look like a whole one.
     */
    private boolean send(ContextTar tar, String dockerfile, BuildOutput output) {
        DockerClient client = connection.newClient();
        try (tar) {
            try {
                command(client.buildImageCmd(tar), dockerfile).exec(output);
                return output.awaitEnd(recipe.options().timeout());
            } finally {
                output.stop();
                DaemonConnection.close(client);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RuntimeException failure(BuildOutput output) {
        return new BuildFailure(request, output).toException(connection);
    }

    private BuildImageCmd command(BuildImageCmd bare, String dockerfile) {
        BuildImageCmd command = bare.withDockerfilePath(dockerfile)
                .withNoCache(recipe.options().noCache())
                .withPull(recipe.options().pullPolicy() == PullPolicy.ALWAYS)
                .withRemove(true)
                .withForcerm(true)
                .withLabels(recipe.labels())
                .withBuildAuthConfigs(credentials());
        args(command);
        recipe.target().ifPresent(command::withTarget);
        recipe.platforms().forEach(platform -> command.withPlatform(platform.toString()));
        run(recipe.options().run(), command);
        return command;
    }

    /** The classic builder makes nothing of the date by itself, and warns of arguments that no ARG declares. */
    private void args(BuildImageCmd command) {
        recipe.args().forEach((name, value) -> {
            if (!name.equals(SourceDate.ARGUMENT) || request.dockerfile().declares(name)) {
                command.withBuildArg(name, value);
            }
        });
    }

    private void run(RunSettings run, BuildImageCmd command) {
        run.network().ifPresent(command::withNetworkMode);
        run.shmSize().ifPresent(command::withShmsize);
        if (!run.hosts().isEmpty()) {
            command.withExtraHosts(run.hosts().entrySet().stream()
                    .map(host -> host.getKey() + ":" + host.getValue())
                    .collect(Collectors.toSet()));
        }
        Set<String> caches = recipe.options().caches().from().stream()
                .map(entry -> entry.attributes().getOrDefault("ref", ""))
                .collect(Collectors.toSet());
        if (!caches.isEmpty()) {
            command.withCacheFrom(caches);
        }
    }

    private AuthConfigurations credentials() {
        AuthConfigurations all = new AuthConfigurations();
        new PullCredentials(new DaemonImages(connection), request).find().forEach((host, credential) -> {
            AuthConfig auth = Credentials.authConfig(credential, host);
            all.addConfig(auth);
        });
        return all;
    }

    /** @param id as the engine prints it, which may be short */
    private ImageContent content(String id) {
        LocalImages.Known found = new DaemonImages(connection).inspect(id);
        StoredImage image = found.image();
        recipe.platforms().stream()
                .filter(wanted -> !image.platform().satisfies(wanted))
                .forEach(wanted -> {
                    throw new EngineException(
                            "Cannot build " + request.alias() + " for " + wanted,
                            "the engine made an image for " + image.platform(),
                            "Use base images that exist for " + wanted + ", or an engine that builds for it.",
                            null);
                });
        List<String> bases = request.dockerfile().externalBases(recipe.target(), recipe.args()).stream()
                .map(BaseImage::reference)
                .distinct()
                .toList();
        return new ImageContent(
                found.id(), List.of(image.platform()), image.size(), bases, new ImageStore.InDaemon(connection.uri()));
    }
}

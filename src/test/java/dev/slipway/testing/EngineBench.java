package dev.slipway.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.Image;
import dev.slipway.context.BuildContext;
import dev.slipway.context.ContextAssembler;
import dev.slipway.context.Overlay;
import dev.slipway.engine.BuildRequest;
import dev.slipway.engine.BuildResult;
import dev.slipway.engine.Engine;
import dev.slipway.image.ImageContent;
import dev.slipway.image.Platform;
import dev.slipway.image.RegistryHost;
import dev.slipway.plan.BuildInputs;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.registry.Credential;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One folder, one Dockerfile and an engine under test; what it builds is removed when it is closed. */
public final class EngineBench implements AutoCloseable {

    /** A base image that every engine of the tests has. */
    public static final String BASE = "slipway-it/busybox:1";

    private static final String LABEL = "dev.slipway.test";

    private Path folder;
    private final Engine engine;
    private final DockerClient client = EngineClients.configured();
    private final String mark = UUID.randomUUID().toString();
    private final RecordingLog log = new RecordingLog();
    private final Map<String, String> args = new HashMap<>();
    private final Map<String, String> labels = new HashMap<>();
    private final Map<RegistryHost, Credential> credentials = new HashMap<>();
    private final Map<String, byte[]> secrets = new TreeMap<>();
    private final List<Platform> platforms = new ArrayList<>();
    private final Map<String, ImageContent> layouts = new HashMap<>();
    private Path dockerfile;
    private Overlay overlay = Overlay.none();
    private @Nullable String target;
    private BuildRecipe.Options options =
            BuildRecipe.Options.of(false, dev.slipway.plan.PullPolicy.MISSING, Duration.ofMinutes(2));

    /**
     * @param folder the build context
     * @param engine closed with the bench
     */
    public EngineBench(Path folder, Engine engine) {
        this.folder = folder;
        this.engine = engine;
        this.dockerfile = folder.resolve("Dockerfile");
        labels.put(LABEL, mark);
    }

    /** Goes on in another folder, with the Dockerfile there. */
    public EngineBench in(Path other) {
        folder = other;
        dockerfile = other.resolve("Dockerfile");
        return this;
    }

    /** Writes the Dockerfile. */
    public EngineBench dockerfile(String text) {
        FakeHome.write(dockerfile, text);
        return this;
    }

    /** Writes a Dockerfile of another name. */
    public EngineBench dockerfile(Path file, String text) {
        dockerfile = file;
        return dockerfile(text);
    }

    /** Writes a file of the context. */
    public EngineBench file(String path, String content) {
        FakeHome.write(folder.resolve(path), content);
        return this;
    }

    public EngineBench arg(String name, String value) {
        args.put(name, value);
        return this;
    }

    public EngineBench label(String name, String value) {
        labels.put(name, value);
        return this;
    }

    public EngineBench target(String stage) {
        target = stage;
        return this;
    }

    public EngineBench platform(String text) {
        platforms.add(Platform.parse(text));
        return this;
    }

    /** Lets a base lie in a layout. */
    public EngineBench layoutBase(String reference, ImageContent base) {
        layouts.put(reference, base);
        return this;
    }

    /** Changes how the engine goes about the build. */
    public EngineBench options(UnaryOperator<BuildRecipe.Options> change) {
        options = change.apply(options);
        return this;
    }

    public EngineBench noCache(boolean noCache) {
        return options(old -> new BuildRecipe.Options(
                new BuildRecipe.Rebuild(noCache, true, List.of()),
                old.pullPolicy(),
                old.timeout(),
                old.run(),
                old.inputs(),
                old.caches(),
                old.attestations()));
    }

    public EngineBench timeout(Duration timeout) {
        return options(old -> new BuildRecipe.Options(
                old.rebuild(), old.pullPolicy(), timeout, old.run(), old.inputs(), old.caches(), old.attestations()));
    }

    /** Gives the build a secret, as from an environment variable. */
    public EngineBench secret(String id, String value) {
        secrets.put(id, value.getBytes(StandardCharsets.UTF_8));
        List<BuildInputs.Secret> all = secrets.keySet().stream()
                .map(name -> new BuildInputs.Secret(name, new BuildInputs.SecretSource.Environment(name)))
                .toList();
        return options(old -> old.withInputs(
                new BuildInputs(all, old.inputs().agents(), old.inputs().contexts())));
    }

    public EngineBench login(String host, String user, String password) {
        credentials.put(RegistryHost.parse(host), Credential.of(user, password, "the test"));
        return this;
    }

    /** Lays changes over the context, as patches do. */
    public EngineBench overlay(Overlay changes) {
        overlay = changes;
        return this;
    }

    /** Uses a Dockerfile that need not be on the disk. */
    public EngineBench at(Path file) {
        dockerfile = file;
        return this;
    }

    public BuildContext context() {
        return recipe().context(new ContextAssembler());
    }

    public ImageContent build() {
        return buildWhole(args).content();
    }

    /** Builds with other arguments; safe for several threads. */
    public BuildResult buildWhole(Map<String, String> arguments) {
        return engine.build(request(arguments), context(), log);
    }

    public BuildRecipe recipe() {
        return recipe(args);
    }

    private BuildRecipe recipe(Map<String, String> arguments) {
        return new BuildRecipe(
                new BuildRecipe.Sources(folder, dockerfile, overlay),
                Optional.ofNullable(target),
                arguments,
                labels,
                platforms,
                options,
                BuildRecipe.Patches.none());
    }

    private BuildRequest request(Map<String, String> arguments) {
        BuildRecipe recipe = recipe(arguments);
        return new BuildRequest(
                "agent",
                recipe,
                recipe.readDockerfile(),
                (host, namespace) -> Optional.ofNullable(credentials.get(host)),
                source -> secrets.get(((BuildInputs.SecretSource.Environment) source).variable()),
                folder.resolveSibling("receipts"),
                layouts);
    }

    public Engine engine() {
        return engine;
    }

    /** Another way to the daemon, to look at what the engine did. */
    public DockerClient docker() {
        return client;
    }

    public RecordingLog log() {
        return log;
    }

    /** The standard output of a command in an image. */
    public String run(ImageContent image, String... command) {
        String container = client.createContainerCmd(image.id().value())
                .withCmd(command)
                .exec()
                .getId();
        try {
            client.startContainerCmd(container).exec();
            client.waitContainerCmd(container).start().awaitStatusCode(60, TimeUnit.SECONDS);
            return output(container);
        } finally {
            client.removeContainerCmd(container).withForce(true).exec();
        }
    }

    private String output(String container) {
        StringBuilder text = new StringBuilder();
        try {
            client.logContainerCmd(container)
                    .withStdOut(true)
                    .withFollowStream(true)
                    .exec(new ResultCallback.Adapter<Frame>() {
                        @Override
                        public void onNext(Frame frame) {
                            text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
                        }
                    })
                    .awaitCompletion(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    @Override
    public void close() {
        try (client;
                engine) {
            for (Container container : client.listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(Map.of(LABEL, mark))
                    .exec()) {
                client.removeContainerCmd(container.getId()).withForce(true).exec();
            }
            for (Image image : client.listImagesCmd()
                    .withShowAll(true)
                    .withFilter("label", List.of(LABEL + "=" + mark))
                    .exec()) {
                remove(image.getId());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remove(String image) {
        try {
            client.removeImageCmd(image).withForce(true).withNoPrune(false).exec();
        } catch (RuntimeException e) {
            // gone with another, or the parent of one that is still there
        }
    }
}

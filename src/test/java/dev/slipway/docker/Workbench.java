package dev.slipway.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.Image;
import dev.slipway.context.BuildContext;
import dev.slipway.context.ContextAssembler;
import dev.slipway.dockerfile.Dockerfile;
import dev.slipway.endpoint.DaemonEndpoint;
import dev.slipway.endpoint.EndpointFinder;
import dev.slipway.endpoint.Surroundings;
import dev.slipway.engine.BuildRequest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.Platform;
import dev.slipway.image.RegistryHost;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.PullPolicy;
import dev.slipway.plan.RunSettings;
import dev.slipway.registry.Credential;
import dev.slipway.testing.FakeHome;
import dev.slipway.testing.RecordingLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** One folder, one Dockerfile and an engine; what it builds is removed when it is closed. */
final class Workbench implements AutoCloseable {

    static final String BASE = "slipway-it/busybox:1";
    private static final String LABEL = "dev.slipway.test";

    private final String mark = UUID.randomUUID().toString();
    private final Path folder;
    private final DaemonConnection connection;
    private final RecordingLog log = new RecordingLog();
    private final Map<String, String> args = new HashMap<>();
    private final Map<String, String> labels = new HashMap<>();
    private final Map<RegistryHost, Credential> credentials = new HashMap<>();
    private Path dockerfile;
    private @Nullable String target;
    private @Nullable Platform platform;
    private @Nullable String network;
    private boolean noCache;
    private PullPolicy pullPolicy = PullPolicy.MISSING;
    private Duration timeout = Duration.ofMinutes(2);

    /** With the engine of this machine. */
    Workbench(Path folder) {
        this(folder, new EndpointFinder(Surroundings.ofThisProcess()).find());
        removing();
    }

    Workbench(Path folder, DaemonEndpoint endpoint) {
        this.folder = folder;
        this.dockerfile = folder.resolve("Dockerfile");
        this.connection = new DaemonConnection(endpoint);
    }

    /** Removes what it builds even with an engine that is not known to be this machine's. */
    Workbench removing() {
        return label(LABEL, mark);
    }

    Workbench dockerfile(String text) {
        FakeHome.write(dockerfile, text);
        return this;
    }

    Workbench dockerfile(Path file, String text) {
        dockerfile = file;
        return dockerfile(text);
    }

    /** Uses a Dockerfile that is there already. */
    Workbench at(Path file) {
        dockerfile = file;
        return this;
    }

    Workbench file(String path, String content) {
        FakeHome.write(folder.resolve(path), content);
        return this;
    }

    Workbench arg(String name, String value) {
        args.put(name, value);
        return this;
    }

    Workbench label(String name, String value) {
        labels.put(name, value);
        return this;
    }

    Workbench target(String stage) {
        target = stage;
        return this;
    }

    Workbench platform(String text) {
        platform = Platform.parse(text);
        return this;
    }

    Workbench network(String name) {
        network = name;
        return this;
    }

    Workbench noCache() {
        noCache = true;
        return this;
    }

    Workbench withCache() {
        noCache = false;
        return this;
    }

    Workbench pull(PullPolicy policy) {
        pullPolicy = policy;
        return this;
    }

    Workbench timeout(Duration duration) {
        timeout = duration;
        return this;
    }

    Workbench login(String host, String user, String password) {
        credentials.put(RegistryHost.parse(host), Credential.of(user, password, "the test"));
        return this;
    }

    ImageContent build() {
        return build(context());
    }

    BuildContext context() {
        return new ContextAssembler().assemble(folder, dockerfile);
    }

    ImageContent build(BuildContext context) {
        return new ClassicBuild(connection, request(args), log).run(context);
    }

    BuildRequest request(Map<String, String> arguments) {
        BuildRecipe recipe = new BuildRecipe(
                folder,
                dockerfile,
                Optional.ofNullable(target),
                arguments,
                labels,
                Optional.ofNullable(platform).stream().toList(),
                BuildRecipe.Options.of(noCache, pullPolicy, timeout)
                        .withRun(network == null ? RunSettings.none() : RunSettings.onNetwork(network)));
        return new BuildRequest(
                "agent",
                recipe,
                Dockerfile.read(dockerfile),
                (host, namespace) -> Optional.ofNullable(credentials.get(host)),
                source -> new byte[0],
                folder.resolve("target"),
                Map.of());
    }

    DaemonConnection connection() {
        return connection;
    }

    DockerClient engine() {
        return connection.client();
    }

    RecordingLog log() {
        return log;
    }

    /** The standard output of a command in an image. */
    String run(ImageContent image, String... command) {
        String container = engine().createContainerCmd(image.id().value())
                .withCmd(command)
                .exec()
                .getId();
        try {
            engine().startContainerCmd(container).exec();
            engine().waitContainerCmd(container).start().awaitStatusCode(60, TimeUnit.SECONDS);
            return output(container);
        } finally {
            engine().removeContainerCmd(container).withForce(true).exec();
        }
    }

    private String output(String container) {
        StringBuilder text = new StringBuilder();
        try {
            engine().logContainerCmd(container)
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

    /** The entries of a folder of an image, by path below it. */
    Map<String, TarArchiveEntry> tree(ImageContent image, String path) {
        return tree(image.id().value(), path);
    }

    /** The entries of a folder of the image with this id, by path below it. */
    Map<String, TarArchiveEntry> tree(String id, String path) {
        String container =
                engine().createContainerCmd(id).withCmd("true").exec().getId();
        try (InputStream tar =
                engine().copyArchiveFromContainerCmd(container, path).exec()) {
            return entries(new TarArchiveInputStream(tar, StandardCharsets.UTF_8.name()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            engine().removeContainerCmd(container).withForce(true).exec();
        }
    }

    private static Map<String, TarArchiveEntry> entries(TarArchiveInputStream tar) throws IOException {
        Map<String, TarArchiveEntry> entries = new HashMap<>();
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
            entries.put(name.replaceAll("/$", ""), entry);
        }
        return entries;
    }

    /** The containers that are there now, running or not, whose command holds a text. */
    List<Container> containers(String commandPart) {
        return engine().listContainersCmd().withShowAll(true).exec().stream()
                .filter(container -> container.getCommand().contains(commandPart))
                .toList();
    }

    /** The images that were made here. */
    List<Image> made() {
        return engine().listImagesCmd().withLabelFilter(Map.of(LABEL, mark)).exec();
    }

    @Override
    public void close() {
        if (labels.containsKey(LABEL)) {
            made().forEach(image ->
                    engine().removeImageCmd(image.getId()).withForce(true).exec());
        }
        connection.close();
    }
}

package dev.slipway.app;

import dev.slipway.buildkit.BuildKitDaemonEngine;
import dev.slipway.buildkit.BuildKitEngine;
import dev.slipway.buildkit.BuildKitProbe;
import dev.slipway.credentials.DockerConfigKeychain;
import dev.slipway.credentials.PodmanAuthKeychain;
import dev.slipway.docker.DaemonConnection;
import dev.slipway.docker.DaemonPublisher;
import dev.slipway.docker.DockerEngine;
import dev.slipway.dockerfile.Builder;
import dev.slipway.ecr.EcrRegistries;
import dev.slipway.endpoint.DaemonEndpoint;
import dev.slipway.endpoint.EndpointFinder;
import dev.slipway.endpoint.Surroundings;
import dev.slipway.engine.Engine;
import dev.slipway.engine.ImageLayers;
import dev.slipway.engine.LocalImages;
import dev.slipway.engine.NoBuildKitException;
import dev.slipway.failure.SlipwayException;
import dev.slipway.git.GitDiffWriter;
import dev.slipway.git.JGitFacts;
import dev.slipway.image.EcrHost;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageStore;
import dev.slipway.image.RegistryHost;
import dev.slipway.log.BuildLog;
import dev.slipway.log.WireLogs;
import dev.slipway.oci.LayoutImages;
import dev.slipway.oci.LayoutLayers;
import dev.slipway.oci.LayoutPublisher;
import dev.slipway.oci.RegistryImages;
import dev.slipway.oci.RegistryRepositories;
import dev.slipway.patch.DiffWriter;
import dev.slipway.plan.AwsAccess;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.Destination;
import dev.slipway.plan.EcrSettings;
import dev.slipway.plan.EngineChoice;
import dev.slipway.plan.EngineSettings;
import dev.slipway.plan.GitFacts;
import dev.slipway.plan.PushSettings;
import dev.slipway.proxy.Proxies;
import dev.slipway.proxy.ProxySource;
import dev.slipway.publish.OpenRegistry;
import dev.slipway.receipt.ReceiptFolder;
import dev.slipway.registry.Credential;
import dev.slipway.registry.CredentialException;
import dev.slipway.registry.FirstMatchKeychain;
import dev.slipway.registry.Keychain;
import dev.slipway.registry.KeychainLogin;
import dev.slipway.registry.LoggedInRegistry;
import dev.slipway.registry.Login;
import dev.slipway.registry.PlainRegistry;
import dev.slipway.registry.Publisher;
import dev.slipway.registry.Registry;
import dev.slipway.registry.RemoteImages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Puts the parts together: the only class that names concrete adapters. */
public final class Components {

    /** For a look that only spares a build; a registry that does not answer is asked once in a Maven run. */
    private static final Duration PATIENCE_WITH_REGISTRIES = Duration.ofSeconds(5);

    private final Surroundings surroundings;
    private final Keychain keychain;
    private final Proxies proxies;
    private final ServerPasswords servers;
    private final BuildSession session;
    private final BuildLog log;

    /** Without proxies in Maven's settings; see the other constructor. */
    public Components(
            Surroundings surroundings,
            Keychain settingsKeychain,
            ServerPasswords servers,
            BuildSession session,
            BuildLog log) {
        this(surroundings, settingsKeychain, servers, ProxySource.none(), session, log);
    }

    /**
     * @param surroundings     environment, home folder and operating system
     * @param settingsKeychain the servers of Maven's settings.xml; it is asked first
     * @param servers          the passwords of these servers, for build secrets
     * @param settingsProxies  the proxies of Maven's settings.xml; they go before others
     * @param session          what all modules of the Maven run share
     */
    public Components(
            Surroundings surroundings,
            Keychain settingsKeychain,
            ServerPasswords servers,
            ProxySource settingsProxies,
            BuildSession session,
            BuildLog log) {
        WireLogs.mute();
        this.servers = servers;
        this.session = session;
        this.surroundings = surroundings;
        this.proxies = Proxies.of(settingsProxies, surroundings::variable);
        this.keychain = new FirstMatchKeychain(List.of(
                settingsKeychain, new DockerConfigKeychain(surroundings), new PodmanAuthKeychain(surroundings)));
        this.log = log;
    }

    /**
     * The git repository around a module, if there is one.
     *
     * @param directory    the module's folder
     * @param output       where Maven writes to; untracked files there are no changes
     * @param surroundings where a CI service says which branch it builds
     * @param session      keeps what was found
     */
    public static Optional<GitFacts> git(Path directory, Path output, Surroundings surroundings, BuildSession session) {
        return session.git(directory, output, () -> JGitFacts.find(directory, output, surroundings::variable));
    }

    /** The engine, connected to when it is asked for first in this Maven run, and then told of; nobody closes it. */
    Engine engine(EngineSettings settings) {
        return session.engine(settings, () -> open(settings), engine -> log.engine(engine.description()));
    }

    /**
     * Connects to the engine while something else is done: loading what speaks to it takes as long as making a plan. That
     * it cannot be reached is said by who needs it.
     */
    public void prepare(EngineSettings settings) {
        Thread thread = new Thread(
                () -> {
                    try {
                        session.prepared(settings, () -> open(settings)).description();
                    } catch (SlipwayException e) {
                        log.detail("The engine is not ready yet: " + e.getMessage());
                    }
                },
                "slipway-engine-opener");
        thread.setDaemon(true);
        // A run that ends early takes our classes away meanwhile. Whoever needs the engine connects anew and hears why
        // not.
        thread.setUncaughtExceptionHandler((ended, failure) -> {});
        thread.start();
    }

    /** What all modules of the Maven run share. */
    public BuildSession session() {
        return session;
    }

    private Engine open(EngineSettings settings) {
        EndpointFinder finder = new EndpointFinder(surroundings);
        Optional<DaemonEndpoint> daemon =
                settings.choice() == EngineChoice.DOCKER ? Optional.empty() : finder.buildKit(settings.buildkitHost());
        if (daemon.isPresent()) {
            return new BuildKitDaemonEngine(new BuildKitProbe(daemon.get(), log::detail).standalone());
        }
        DaemonEndpoint endpoint = finder.find();
        EngineLadder ladder = new EngineLadder(endpoint, () -> buildKit(endpoint), () -> docker(endpoint));
        return switch (settings.choice()) {
            case AUTO -> ladder.best();
            case BUILDKIT -> ladder.onlyBuildKit();
            case DOCKER -> ladder.classic().get();
        };
    }

    private Engine docker(DaemonEndpoint endpoint) {
        return new DockerEngine(daemon(endpoint));
    }

    private Engine buildKit(DaemonEndpoint endpoint) throws NoBuildKitException {
        return new BuildKitEngine(
                new BuildKitProbe(endpoint, log::detail).inDocker(),
                new DockerEngine(daemon(endpoint), Builder.BUILDKIT));
    }

    /** What carries images from where they were built into registries; the caller closes it. */
    Publisher publisher(PushSettings patience) {
        return new StorePublisher(
                () -> new DaemonPublisher(
                        daemon(new EndpointFinder(surroundings).find()), patience, session.turns(), log),
                new LayoutPublisher(log));
    }

    /** The images of a module that lie in layouts. */
    static LocalImages layoutImages(ReceiptFolder receipts) {
        return new LayoutImages(receipts.folder());
    }

    /** What is in the images of a store, and what is laid over them. */
    ImageLayers layers(Engine engine, ImageContent image) {
        return image.store() instanceof ImageStore.InLayout ? new LayoutLayers() : engine.layers();
    }

    /** Writes down what patches changed. */
    static DiffWriter differences() {
        return new GitDiffWriter();
    }

    private DaemonConnection daemon(DaemonEndpoint endpoint) {
        if (WireLogs.isOpen()) {
            throw new OpenWireLogException();
        }
        return new DaemonConnection(endpoint);
    }

    /** A registry that images are published to; the caller closes it. */
    Registry registry(Destination destination, EcrSettings settings) {
        if (destination instanceof Destination.Ecr ecr) {
            return new LoggedInRegistry(EcrRegistries.open(ecr, settings, proxies, log), ecr.namespace(), keychain);
        }
        if (destination instanceof Destination.Host plain) {
            return new PlainRegistry(plain.host(), login(plain.host(), plain.namespace()));
        }
        if (destination instanceof Destination.EcrPublic open) {
            return publicRegistry(open, settings);
        }
        throw new AssertionError(destination);
    }

    /** Whoever has logged in to ECR Public can push without AWS credentials, into repositories that are there. */
    private Registry publicRegistry(Destination.EcrPublic destination, EcrSettings settings) {
        String namespace = destination.namespace();
        try {
            return new LoggedInRegistry(EcrRegistries.open(destination, settings, proxies, log), namespace, keychain);
        } catch (CredentialException e) {
            if (keychain.find(Destination.EcrPublic.HOST, namespace).isEmpty()) {
                throw e;
            }
            log.detail("ECR Public is used with the login alone: " + e.getMessage());
            return new PlainRegistry(Destination.EcrPublic.HOST, login(Destination.EcrPublic.HOST, namespace));
        }
    }

    private Login login(RegistryHost host, String namespace) {
        return new KeychainLogin(keychain, host, namespace, Login.anonymous());
    }

    /** The registries that images are published to, each opened once in a Maven run and then told of; nobody closes them. */
    Function<Destination, OpenRegistry> registries(EcrSettings settings, PushSettings patience) {
        return destination -> session.registries()
                .at(destination, settings, patience, () -> greeted(openRegistry(destination, settings, patience)));
    }

    private OpenRegistry greeted(OpenRegistry open) {
        Registry registry = open.registry();
        log.registry(
                open.destination()
                        + registry.identity().map(who -> " (" + who + ")").orElse(""),
                registry.host().value());
        return open;
    }

    /** A registry that images are published to, with its repositories; the caller closes it. */
    OpenRegistry openRegistry(Destination destination, EcrSettings settings, PushSettings patience) {
        Registry registry = registry(destination, settings);
        boolean isInsecure = destination instanceof Destination.Host plain && plain.isInsecure();
        return new OpenRegistry(
                destination,
                registry,
                new RegistryRepositories(registry.host(), registry.login(), isInsecure, proxies, patience, log)::in);
    }

    /** How to log in to registries that base images come from. */
    Keychain pullKeychain() {
        return (host, namespace) -> keychain.find(host, namespace)
                .or(() -> EcrHost.parse(host.value()).flatMap(this::ecrCredential));
    }

    /** The images in registries that others are built on, each asked for once in a Maven run. */
    RemoteImages remoteImages() {
        return (reference, platform) ->
                session.remoteBases().find(reference, platform, this::registryImages, log::detail);
    }

    private RemoteImages registryImages() {
        return new RegistryImages(
                pullKeychain(), surroundings.home().resolve(".cache/slipway/bases"), PATIENCE_WITH_REGISTRIES, proxies);
    }

    /** The values of build secrets. */
    SecretValues secrets() {
        return new SecretValues(surroundings, servers);
    }

    private Optional<Credential> ecrCredential(EcrHost host) {
        EcrSettings settings = BuildPlan.empty().ecr();
        Destination.Ecr destination = new Destination.Ecr(host.accountId(), host.region(), "", AwsAccess.ofCaller());
        try (Registry registry = EcrRegistries.open(destination, settings, proxies, log)) {
            return registry.login().credential();
        }
    }
}

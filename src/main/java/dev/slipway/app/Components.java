package dev.slipway.app;

import dev.slipway.credentials.DockerConfigKeychain;
import dev.slipway.credentials.PodmanAuthKeychain;
import dev.slipway.docker.DaemonConnection;
import dev.slipway.docker.DaemonPublisher;
import dev.slipway.docker.DockerEngine;
import dev.slipway.ecr.EcrRegistries;
import dev.slipway.endpoint.EndpointFinder;
import dev.slipway.endpoint.Surroundings;
import dev.slipway.engine.Engine;
import dev.slipway.git.JGitFacts;
import dev.slipway.image.EcrHost;
import dev.slipway.image.RegistryHost;
import dev.slipway.log.BuildLog;
import dev.slipway.log.WireLogs;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.Destination;
import dev.slipway.plan.EcrSettings;
import dev.slipway.plan.EngineChoice;
import dev.slipway.plan.GitFacts;
import dev.slipway.registry.Credential;
import dev.slipway.registry.FirstMatchKeychain;
import dev.slipway.registry.Keychain;
import dev.slipway.registry.LoggedInRegistry;
import dev.slipway.registry.PlainRegistry;
import dev.slipway.registry.Publisher;
import dev.slipway.registry.Registry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Puts the parts together: the only class that names concrete adapters. */
public final class Components {

    private final Surroundings surroundings;
    private final Keychain keychain;
    private final BuildLog log;

    /**
     * @param surroundings     environment, home folder and operating system
     * @param settingsKeychain the servers of Maven's settings.xml; it is asked first
     */
    public Components(Surroundings surroundings, Keychain settingsKeychain, BuildLog log) {
        WireLogs.mute();
        this.surroundings = surroundings;
        this.keychain = new FirstMatchKeychain(List.of(
                settingsKeychain, new DockerConfigKeychain(surroundings), new PodmanAuthKeychain(surroundings)));
        this.log = log;
    }

    /**
     * The git repository around a module, if there is one.
     *
     * @param directory the module's folder
     * @param output    where Maven writes to; untracked files there are no changes
     */
    public static Optional<GitFacts> git(Path directory, Path output) {
        return JGitFacts.find(directory, output);
    }

    /** A connection to the engine; the caller closes it. */
    Engine engine(EngineChoice choice) {
        return switch (choice) {
            case AUTO, DOCKER -> new DockerEngine(daemon());
        };
    }

    /** What carries images out of the engine into registries; the caller closes it. */
    Publisher publisher() {
        return new DaemonPublisher(daemon(), log);
    }

    private DaemonConnection daemon() {
        if (WireLogs.isOpen()) {
            throw new OpenWireLogException();
        }
        return new DaemonConnection(new EndpointFinder(surroundings).find());
    }

    /** A registry that images are published to; the caller closes it. */
    Registry registry(Destination destination, EcrSettings settings) {
        if (destination instanceof Destination.Ecr ecr) {
            return new LoggedInRegistry(EcrRegistries.open(ecr, settings), ecr.namespace(), keychain);
        }
        if (destination instanceof Destination.Host plain) {
            return new PlainRegistry(plain.host(), keychain.find(plain.host(), plain.namespace()));
        }
        throw new AssertionError(destination);
    }

    /** How to log in to a registry that base images come from. */
    Optional<Credential> pullCredential(RegistryHost host) {
        return keychain.find(host, "").or(() -> EcrHost.parse(host.value()).flatMap(Components::ecrCredential));
    }

    private static Optional<Credential> ecrCredential(EcrHost host) {
        EcrSettings settings = BuildPlan.empty().ecr();
        Destination.Ecr destination = new Destination.Ecr(host.accountId(), host.region(), "");
        try (Registry registry = EcrRegistries.open(destination, settings)) {
            return registry.credential();
        }
    }
}

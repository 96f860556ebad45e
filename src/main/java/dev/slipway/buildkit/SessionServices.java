package dev.slipway.buildkit;

import dev.slipway.buildkit.session.AuthService;
import dev.slipway.buildkit.session.FileSyncService;
import dev.slipway.buildkit.session.HealthService;
import dev.slipway.buildkit.session.SecretsService;
import dev.slipway.buildkit.session.SshService;
import dev.slipway.context.BuildContext;
import dev.slipway.endpoint.Surroundings;
import dev.slipway.engine.BuildRequest;
import dev.slipway.failure.SlipwayException;
import dev.slipway.plan.BuildInputs;
import io.grpc.BindableService;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a daemon may ask of us during one build.
 *
 * @param files     the files of the contexts
 * @param logins    to registries
 * @param secrets   of the build
 * @param agents    for SSH
 * @param known     the secrets that the daemon was given
 * @param sharedKey by which the daemon finds the files of an earlier build
 */
record SessionServices(
        FileSyncService files,
        AuthService logins,
        SecretsService secrets,
        SshService agents,
        KnownSecrets known,
        String sharedKey) {

    static SessionServices of(BuildRequest request, BuildContext context) {
        KnownSecrets known = new KnownSecrets();
        return new SessionServices(
                new FileSyncService(ContextNames.folders(request, context)),
                new AuthService(request.keychain()),
                new SecretsService(secrets(request, known)),
                new SshService(sockets(request.recipe().options().inputs())),
                known,
                SharedKey.of(context.root()));
    }

    private static Map<String, Supplier<byte[]>> secrets(BuildRequest request, KnownSecrets known) {
        Map<String, Supplier<byte[]>> secrets = new HashMap<>();
        for (BuildInputs.Secret secret : request.recipe().options().inputs().secrets()) {
            secrets.put(secret.id(), () -> known.add(request.secrets().value(secret.source())));
        }
        return secrets;
    }

    private static Map<String, Path> sockets(BuildInputs inputs) {
        Map<String, Path> sockets = new HashMap<>();
        Optional<Path> usual =
                Surroundings.ofThisProcess().variable("SSH_AUTH_SOCK").map(Path::of);
        inputs.agents()
                .forEach(agent -> agent.socket().or(() -> usual).ifPresent(socket -> sockets.put(agent.id(), socket)));
        return sockets;
    }

    /** All of them, as a session offers them. */
    List<BindableService> all() {
        return List.of(files.withHeaders(), logins, secrets, agents, new HealthService());
    }

    /** Why we could not give the daemon what it asked for. */
    Optional<SlipwayException> failure() {
        return Stream.of(files.failure(), logins.failure(), secrets.failure(), agents.failure())
                .flatMap(Optional::stream)
                .findFirst();
    }
}

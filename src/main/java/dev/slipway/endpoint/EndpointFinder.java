package dev.slipway.endpoint;

import dev.slipway.engine.EngineUnavailableException;
import java.util.Optional;

/**
 * Finds the container engine as docker's client does: an explicit host, {@code DOCKER_HOST}, {@code DOCKER_CONTEXT},
 * the current docker context, and then the usual sockets or pipes.
 *
 * <p>A tcp address without a port means 2376 with TLS and 2375 without.
 */
public final class EndpointFinder {

    private final Surroundings surroundings;
    private final DockerContexts contexts;
    private final UsualSockets sockets;

    public EndpointFinder(Surroundings surroundings) {
        this(surroundings, new UsualSockets(surroundings));
    }

    EndpointFinder(Surroundings surroundings, UsualSockets sockets) {
        this.surroundings = surroundings;
        this.contexts = new DockerContexts(surroundings);
        this.sockets = sockets;
    }

    /**
     * The engine that the surroundings name. Whether it answers is not asked.
     *
     * @throws EndpointException          if a variable or a context names an engine that cannot be followed
     * @throws EngineUnavailableException if nothing is named, and no usual place exists
     */
    public DaemonEndpoint find() {
        Optional<String> host = surroundings.variable("DOCKER_HOST");
        if (host.isPresent()) {
            return at(host.get(), "DOCKER_HOST");
        }
        Optional<String> context = surroundings.variable("DOCKER_CONTEXT");
        if (context.isPresent()) {
            return inContext(context.get(), "DOCKER_CONTEXT");
        }
        return contexts.current()
                .map(name -> inContext(name, contexts.currentPlace()))
                .orElseGet(this::usual);
    }

    /**
     * The engine at a host that the user wrote down for this build; it goes before all else.
     *
     * @param host  as in {@code DOCKER_HOST}; docker's TLS variables hold for it
     * @param place where it is written, for messages: {@code <dockerHost>}
     * @throws EndpointException if the host cannot be followed
     */
    public DaemonEndpoint at(String host, String place) {
        EngineAddress address = new EngineAddress(place, host);
        Optional<TlsFiles> tls = address.isTcp() ? tls(address) : Optional.empty();
        tls.ifPresent(files -> files.checked(place, surroundings));
        return new DaemonEndpoint(
                address.uri(tls.isPresent()),
                tls.map(TlsFiles::directory).orElse(null),
                tls.map(TlsFiles::verifiesServer).orElse(false),
                place);
    }

    /**
     * The BuildKit daemon that the POM or {@code BUILDKIT_HOST} names; empty if nobody names one. With
     * {@code BUILDKIT_TLS_DIR}, a folder with {@code ca.pem}, {@code cert.pem} and {@code key.pem}, it is reached by
     * TLS, where it listens at a port.
     *
     * @param configured what stands in {@code <buildkitHost>}; goes before the variable
     * @throws EndpointException if the address cannot be followed
     */
    public Optional<DaemonEndpoint> buildKit(Optional<String> configured) {
        return configured
                .map(host -> new BuildKitAddress("<buildkitHost>", host))
                .or(() ->
                        surroundings.variable("BUILDKIT_HOST").map(host -> new BuildKitAddress("BUILDKIT_HOST", host)))
                .map(address -> address.endpoint(surroundings));
    }

    private Optional<TlsFiles> tls(EngineAddress address) {
        return TlsFiles.fromVariables(surroundings)
                .or(() -> address.isHttps() ? Optional.of(TlsFiles.forHttps(surroundings)) : Optional.empty());
    }

    private DaemonEndpoint inContext(String name, String place) {
        return name.equals(DockerContexts.DEFAULT) ? usual() : contexts.endpoint(name, place);
    }

    private DaemonEndpoint usual() {
        Optional<TlsFiles> tls = TlsFiles.fromVariables(surroundings);
        if (tls.isPresent()) {
            // Like docker's client: sockets have no TLS, so whoever asks for it means the network.
            return at("tcp://localhost", tls.get().verifiesServer() ? "DOCKER_TLS_VERIFY" : "DOCKER_TLS");
        }
        return sockets.find()
                .map(uri -> new DaemonEndpoint(uri, null, false, "the usual place"))
                .orElseThrow(() -> new EngineUnavailableException(
                        "any of the usual places",
                        "none of these exists: " + String.join(", ", sockets.places()),
                        "Start Docker or Podman, or set DOCKER_HOST to where the engine listens.",
                        null));
    }
}

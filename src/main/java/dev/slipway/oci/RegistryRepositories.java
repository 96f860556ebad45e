package dev.slipway.oci;

import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import dev.slipway.log.BuildLog;
import dev.slipway.oci.http.Connections;
import dev.slipway.oci.http.PushPatience;
import dev.slipway.oci.http.RegistryConnection;
import dev.slipway.plan.PushSettings;
import dev.slipway.proxy.Proxies;
import dev.slipway.registry.Backoff;
import dev.slipway.registry.Login;
import dev.slipway.registry.Repository;

/** The repositories of one registry, which share connections and tokens. Safe for use by several threads. */
public final class RegistryRepositories {

    private final RegistryConnection registry;
    private final BroughtBlobs brought = new BroughtBlobs();

    /** Finds proxies in Java's system properties alone; see the other constructor. */
    public RegistryRepositories(
            RegistryHost host, Login login, boolean isInsecure, PushSettings patience, BuildLog log) {
        this(host, login, isInsecure, Proxies.ofJdk(), patience, log);
    }

    /**
     * Nothing is asked of the registry yet.
     *
     * @param isInsecure whether it may be spoken to without TLS, or with a certificate that nobody knows; a registry of
     *     this machine always may go without TLS
     * @param proxies    what requests go through, to the registry as to where it sends us
     */
    public RegistryRepositories(
            RegistryHost host, Login login, boolean isInsecure, Proxies proxies, PushSettings patience, BuildLog log) {
        Connections connections = isInsecure ? Connections.unchecked(host, proxies) : Connections.checked(proxies);
        PushPatience pushes = new PushPatience(patience.timeout(), new Backoff(patience.retries()), log);
        registry = new RegistryConnection(host, login, isInsecure, connections, pushes);
    }

    /** One of them; it need not exist. */
    public Repository in(RepositoryName name) {
        return new HttpRepository(registry, name, brought);
    }
}

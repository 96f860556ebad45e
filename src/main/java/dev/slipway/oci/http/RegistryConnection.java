package dev.slipway.oci.http;

import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import dev.slipway.registry.Login;
import java.util.List;

/**
 * What all requests to one registry share: connections, the way to log in, and the finding whether it speaks TLS. Safe for
 * use by several threads.
 */
public final class RegistryConnection {

    private final RegistryHost host;
    private final RegistryAddress address;
    private final RegistryLogin login;
    private final Exchange exchange;

    /**
     * Asks the registry nothing yet.
     *
     * @param isInsecure whether the registry may go without TLS; one of this machine always may
     */
    public RegistryConnection(
            RegistryHost host, Login login, boolean isInsecure, Connections connections, Patience patience) {
        this.host = host;
        this.address = new RegistryAddress(host, isInsecure);
        this.login = new RegistryLogin(login);
        this.exchange = new Exchange(connections, patience);
    }

    /** As references begin with it. */
    public RegistryHost host() {
        return host;
    }

    /** What speaks to one of its repositories for an errand. */
    public RegistryClient client(RepositoryName repository, Errand errand) {
        Wire wire = new Wire(exchange, errand, new Refusals(errand, login::credential, exchange::proxy));
        Scope scope = new Scope(address.path(repository.value()), errand.isWriting());
        return new RegistryClient(new LoggedInWire(wire, address, login, List.of(scope)), scope.path());
    }
}

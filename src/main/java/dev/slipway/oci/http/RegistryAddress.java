package dev.slipway.oci.http;

import dev.slipway.image.RegistryHost;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.security.cert.CertificateException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a registry listens. As engines do: with TLS always, but a registry of this machine, or one of which the POM says
 * so, may go without. Safe for use by several threads.
 */
final class RegistryAddress {

    private static final Set<String> DOCKER_HUB = Set.of("docker.io", "index.docker.io");
    private static final int USUAL_BYTES = 1024 * 1024;

    private final URI secure;
    private final boolean isDockerHub;
    private final boolean mayBePlain;
    private @Nullable URI found;
    private @Nullable IOException failure;
    private long failed;

    RegistryAddress(RegistryHost host, boolean isInsecure) {
        isDockerHub = DOCKER_HUB.contains(host.value());
        secure = URI.create("https://" + (isDockerHub ? "registry-1.docker.io" : host.value()));
        mayBePlain = isInsecure || host.value().matches("(localhost|127\\.[0-9.]+|\\[::1])(:[0-9]+)?");
    }

    /** The path that a repository has there. */
    String path(String repository) {
        return isDockerHub && repository.indexOf('/') < 0 ? "library/" + repository : repository;
    }

    /** Finds out, once, whether the registry speaks TLS. */
    URI find(Wire wire) {
        return mayBePlain ? find(wire, System.nanoTime()) : secure;
    }

    /** Who waited while somebody else failed need not wait for the same again. */
    private synchronized URI find(Wire wire, long asked) {
        URI known = found;
        if (known != null) {
            return known;
        }
        if (failure != null && failed - asked > 0) {
            throw wire.refusals().of(failure, secure);
        }
        try {
            known = tried(wire);
            found = known;
            return known;
        } catch (IOException e) {
            failure = e;
            failed = System.nanoTime();
            throw wire.refusals().of(e, secure);
        }
    }

    private URI tried(Wire wire) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(secure.resolve("/v2/")).build();
            wire.exchange().send(request, wire.errand(), LimitedBody.of(USUAL_BYTES), new Progress());
            return secure;
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw e;
        } catch (IOException e) {
            if (ConnectionFailures.cause(e, CertificateException.class).isPresent()) {
                throw e;
            }
            return URI.create("http://" + secure.getRawAuthority());
        }
    }
}

package dev.slipway.oci.http;

import dev.slipway.image.RepositoryName;
import dev.slipway.registry.CredentialException;
import dev.slipway.registry.RegistryException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.util.List;

/**
 * Speaks to one repository of a registry for one errand, logged in where the registry wants it. What it sends is sent
 * within {@link #insist}, and refused with a {@link RegistryException} or a {@link CredentialException}.
 */
public final class RegistryClient {

    private static final int REDIRECTIONS = 300;
    private static final int NOT_MODIFIED = 304;
    private static final int BAD_REQUEST = 400;
    private static final int MAX_REDIRECTIONS = 5;
    private static final int USUAL_BYTES = 1024 * 1024;

    private final LoggedInWire wire;
    private final String path;

    /** @param path of the repository in the registry */
    RegistryClient(LoggedInWire wire, String path) {
        this.wire = wire;
        this.path = path;
    }

    /** The same, allowed to read another repository of the registry too. */
    public RegistryClient reading(RepositoryName other) {
        Scope source = new Scope(path(other), false);
        List<Scope> both = List.of(wire.scopes().get(0), source);
        return new RegistryClient(new LoggedInWire(wire.wire(), wire.address(), wire.login(), both), path);
    }

    /** The path of a repository in the registry. */
    public String path(RepositoryName repository) {
        return wire.address().path(repository.value());
    }

    /** What it is asked for. */
    public Errand errand() {
        return wire.wire().errand();
    }

    /** The words for what the registry refuses. */
    public Refusals refusals() {
        return wire.wire().refusals();
    }

    /** Makes attempts until one succeeds; those that fail in a way that may pass are made again while patience lasts. */
    public <T> T insist(Attempt<T> attempt) {
        return wire.wire().insist(attempt);
    }

    /** What an answer tells of, as a failure that may pass within {@link #insist}. */
    public RuntimeException passing(HttpResponse<byte[]> response) {
        return wire.wire().passing(response);
    }

    /** An address below that of the repository, such as {@code /manifests/1.4}. */
    public URI address(String rest) {
        return wire.registry().resolve("/v2/" + path + rest);
    }

    /** Sends a request whose answer is short; it may be a refusal. */
    public HttpResponse<byte[]> send(HttpRequest.Builder request) {
        return wire.send(request, LimitedBody.of(USUAL_BYTES), new Progress());
    }

    /**
     * Sends a request whose body cannot be sent twice. If a login was refused that there is another for, that is a failure
     * that may pass.
     *
     * @param progress of the body
     */
    public HttpResponse<byte[]> sendOnce(HttpRequest.Builder request, Progress progress) {
        return wire.sendOnce(request, progress);
    }

    /** Sends a request of which it does not matter whether it is refused. */
    public void sendInVain(HttpRequest.Builder request) {
        wire.sendInVain(request);
    }

    /** Gets something, from another host if the registry says so: that one does not see our login. */
    public HttpResponse<byte[]> get(URI address, String accept, int maxBytes) {
        return get(address, accept, LimitedBody.of(maxBytes), new Progress());
    }

    /**
     * Gets something.
     *
     * @param body     what becomes of an answer that is no redirection
     * @param progress of all requests that it takes
     */
    public HttpResponse<byte[]> get(URI address, String accept, BodyHandler<byte[]> body, Progress progress) {
        URI target = address;
        for (int redirections = 0; redirections <= MAX_REDIRECTIONS; redirections++) {
            HttpResponse<byte[]> response =
                    wire.send(HttpRequest.newBuilder(target).header("Accept", accept), body, progress);
            int status = response.statusCode();
            if (status < REDIRECTIONS || status == NOT_MODIFIED || status >= BAD_REQUEST) {
                return response;
            }
            target = next(response);
        }
        throw refusals().unexpected("the registry sends us from address to address without end");
    }

    /** Storage such as S3, which takes no login of ours: the address itself holds one, and is not shown. */
    private URI next(HttpResponse<byte[]> response) {
        String location = response.headers().firstValue("Location").orElse("");
        try {
            URI target = response.uri().resolve(location);
            if (target.getHost() != null && String.valueOf(target.getScheme()).matches("https?")) {
                return target;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw refusals().unexpected("the registry sends us elsewhere, but to no address of the web");
    }

    /** Where the registry wants an upload to go on: without TLS only if it goes without itself. */
    public URI uploadAddress(HttpResponse<byte[]> begun) {
        URI target = next(begun);
        if (!wire.isEncrypted() || "https".equals(target.getScheme())) {
            return target;
        }
        if (!target.getHost().equals(wire.registry().getHost())) {
            throw refusals().unsafe("the layers", "http://" + target.getRawAuthority());
        }
        // a registry behind a proxy that ends TLS may not know of it
        String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
        return wire.registry().resolve(target.getRawPath() + query);
    }
}

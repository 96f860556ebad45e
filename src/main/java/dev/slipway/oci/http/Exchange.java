package dev.slipway.oci.http;

import dev.slipway.proxy.HttpProxy;
import dev.slipway.registry.RegistryException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends requests, each once, and waits for their answers as long as patience lasts. */
final class Exchange {

    private final Connections connections;
    private final Patience patience;

    /** Hosts and ports that did answer: there is a registry, whatever happens later. */
    private final Set<String> answered = ConcurrentHashMap.newKeySet();

    Exchange(Connections connections, Patience patience) {
        this.connections = connections;
        this.patience = patience;
    }

    /** The proxy that requests for an address go through. */
    Optional<HttpProxy> proxy(URI target) {
        return connections.proxy(target);
    }

    Patience patience() {
        return patience;
    }

    /**
     * Sends a request.
     *
     * @param progress of the request's body, and of what is sent beside it
     * @throws IOException       if no answer comes, or one that is larger than it may be
     * @throws RegistryException if patience ends
     * @throws dev.slipway.registry.CredentialException if a proxy refuses its login
     */
    HttpResponse<byte[]> send(HttpRequest request, Errand errand, BodyHandler<byte[]> body, Progress progress)
            throws IOException {
        Optional<HttpProxy> proxy = proxy(request.uri());
        HttpRequest sent = proxy.map(way -> ProxyLogin.on(request, way)).orElse(request);
        CompletableFuture<HttpResponse<byte[]>> answer = connections.http().sendAsync(sent, progress.receiving(body));
        try {
            HttpResponse<byte[]> response = await(answer, errand, progress);
            if (proxy.isPresent() && response.statusCode() == ProxyLogin.REQUIRED) {
                throw ProxyLogin.refused(errand, proxy.get(), request.uri());
            }
            answered.add(authority(request.uri()));
            return response;
        } catch (InterruptedException e) {
            throw errand.interrupted(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer, Errand errand, Progress progress)
            throws InterruptedException, ExecutionException {
        while (true) {
            try {
                return answer.get(Math.max(1, patience.millisLeft(progress)), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (patience.millisLeft(progress) <= 0) {
                    throw patience.tooLate(errand, e);
                }
            }
        }
    }

    /** Whether trying again can help. */
    boolean mayPass(URI target, IOException failure) {
        return ConnectionFailures.mayPass(failure, answered.contains(authority(target)));
    }

    private static String authority(URI target) {
        return String.valueOf(target.getRawAuthority());
    }
}

package dev.slipway.oci;

import dev.slipway.registry.RegistryException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends the requests of one errand, until its time is up; what may pass is tried again. */
final class Exchange {

    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final int ATTEMPTS = 3;
    private static final long FIRST_PAUSE_MILLIS = 300;
    private static final int USUAL_BYTES = 1024 * 1024;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final int NOT_IMPLEMENTED = 501;

    private final HttpClient http;
    private final Errand errand;
    private final Deadline deadline;

    /** @param http may be shared by several exchanges; each client has threads of its own, that live on for a while */
    Exchange(HttpClient http, Errand errand, Deadline deadline) {
        this.http = http;
        this.errand = errand;
        this.deadline = deadline;
    }

    /** A client that follows no redirections by itself: it would not know who may see a login. */
    static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
    }

    /** Sends a request whose answer is short. */
    HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        return send(request, USUAL_BYTES);
    }

    /**
     * Sends a request.
     *
     * @param maxBytes the most that is read of an answer
     * @throws IOException       if no answer comes, or one that is larger
     * @throws RegistryException if the time is up
     */
    HttpResponse<byte[]> send(HttpRequest request, int maxBytes) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<byte[]> response = sendOnce(request, maxBytes);
                if (attempt == ATTEMPTS || !mayPass(response.statusCode())) {
                    return response;
                }
            } catch (IOException e) {
                if (attempt == ATTEMPTS || !ConnectionFailures.mayPass(e)) {
                    throw e;
                }
            }
            pause(FIRST_PAUSE_MILLIS << (2 * (attempt - 1)));
        }
    }

    private static boolean mayPass(int status) {
        return status == TOO_MANY_REQUESTS || (status >= SERVER_ERROR && status != NOT_IMPLEMENTED);
    }

    /** Sends a request once. */
    HttpResponse<byte[]> sendOnce(HttpRequest request) throws IOException {
        return sendOnce(request, USUAL_BYTES);
    }

    private HttpResponse<byte[]> sendOnce(HttpRequest request, int maxBytes) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request, response -> new LimitedBody(maxBytes));
        try {
            return answer.get(Math.max(1, deadline.remainingMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw tooLate(e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    private void pause(long millis) {
        if (millis >= deadline.remainingMillis()) {
            throw tooLate(null);
        }
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private RegistryException tooLate(@Nullable Exception cause) {
        return new RegistryException(
                errand.doing(),
                "it was stopped after " + deadline.timeout() + ", the longest that " + errand.noun() + " may take",
                errand.hurry(),
                cause);
    }

    private RegistryException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new RegistryException(errand.doing(), "it was interrupted", errand.againFirst() + ".", cause);
    }
}

package dev.slipway.oci;

import dev.slipway.image.ImageReference;
import dev.slipway.registry.RegistryException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends requests of one push, until its time is up; what may pass is tried again. */
final class Exchange {

    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final int ATTEMPTS = 3;
    private static final long FIRST_PAUSE_MILLIS = 300;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final int NOT_IMPLEMENTED = 501;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
    private final ImageReference reference;
    private final Deadline deadline;

    Exchange(ImageReference reference, Deadline deadline) {
        this.reference = reference;
        this.deadline = deadline;
    }

    /**
     * Sends a request.
     *
     * @throws IOException       if no answer comes
     * @throws RegistryException if the time is up
     */
    HttpResponse<String> send(HttpRequest request) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<String> response = sendOnce(request);
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
    HttpResponse<String> sendOnce(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
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
                "Cannot push " + reference,
                "it was stopped after " + deadline.timeout() + ", the longest that a push may take",
                "Look at the network, or raise <pushTimeout>.",
                cause);
    }

    private RegistryException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new RegistryException("Cannot push " + reference, "it was interrupted", "Push again.", cause);
    }
}

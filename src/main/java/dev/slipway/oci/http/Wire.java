package dev.slipway.oci.http;

import dev.slipway.failure.SlipwayException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Sends the requests of one errand.
 *
 * @param exchange what sends them
 * @param errand   what they are for
 * @param refusals the words for what goes wrong
 */
record Wire(Exchange exchange, Errand errand, Refusals refusals) {

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final int NOT_IMPLEMENTED = 501;

    /**
     * Sends a request once.
     *
     * @throws PassingException if it fails in a way that may pass
     */
    HttpResponse<byte[]> send(HttpRequest request, BodyHandler<byte[]> body, Progress progress) {
        try {
            HttpResponse<byte[]> response = exchange.send(request, errand, body, progress);
            if (mayPass(response.statusCode()) && !Refusals.saysFull(response)) {
                throw passing(response);
            }
            return response;
        } catch (IOException e) {
            SlipwayException failure = refusals.of(e, request.uri());
            throw exchange.mayPass(request.uri(), e)
                    ? new PassingException(refusals.clause(e, request.uri()), Optional.empty(), failure)
                    : failure;
        }
    }

    private static boolean mayPass(int status) {
        return status == REQUEST_TIMEOUT
                || status == TOO_MANY_REQUESTS
                || (status >= SERVER_ERROR && status != NOT_IMPLEMENTED);
    }

    /** What an answer tells of, as something that may pass. */
    PassingException passing(HttpResponse<byte[]> response) {
        Optional<Duration> retryAfter =
                response.headers().firstValue("Retry-After").flatMap(Wire::retryAfter);
        return new PassingException(refusals.clause(response), retryAfter, refusals.of(response));
    }

    /** RFC 9110, section 10.2.3. */
    private static Optional<Duration> retryAfter(String text) {
        try {
            Duration wait = text.strip().matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(text.strip()))
                    : Duration.between(
                            Instant.now(), Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip())));
            return Optional.of(wait).filter(duration -> !duration.isNegative());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Makes attempts until one succeeds, or patience ends. */
    <T> T insist(Attempt<T> attempt) {
        int failed = 0;
        while (true) {
            try {
                return attempt.make(failed + 1);
            } catch (PassingException e) {
                failed++;
                Duration pause =
                        exchange.patience().pause(failed, e.retryAfter()).orElseThrow(e::failure);
                exchange.patience().retrying(errand, e.why(), failed + 1, pause);
                sleep(pause);
            }
        }
    }

    private void sleep(Duration pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw errand.interrupted(e);
        }
    }
}

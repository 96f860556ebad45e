package dev.slipway.ecr;

import dev.slipway.log.BuildLog;
import dev.slipway.registry.Backoff;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/** The SDK's own judgement of what may pass, with our pauses, and a line in the log for each attempt that follows. */
final class AwsRetries implements RetryStrategy {

    /** A name that is misspelt never passes; one that is only not known for a moment is found soon. */
    private static final int ATTEMPTS_AT_AN_UNKNOWN_HOST = 3;

    private final RetryStrategy judgement;
    private final BuildLog log;
    /** The SDK makes the attempts of a call in the thread that calls. */
    private final Map<Thread, Attempts> current = new ConcurrentHashMap<>();

    AwsRetries(Backoff backoff, BuildLog log) {
        this.log = log;
        BackoffStrategy pauses =
                failed -> backoff.pause(failed, Optional.empty()).orElse(Duration.ZERO);
        this.judgement = AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(backoff.retries() + 1)
                .backoffStrategy(pauses)
                .throttlingBackoffStrategy(pauses)
                .circuitBreakerEnabled(false)
                .build();
    }

    private static final class Attempts {
        private final AwsCall call;
        private int failed;

        Attempts(AwsCall call) {
            this.call = call;
        }
    }

    /** Makes a request; what is tried again meanwhile by this thread belongs to the call. */
    <T> T during(AwsCall call, Supplier<T> request) {
        Thread thread = Thread.currentThread();
        Attempts before = current.put(thread, new Attempts(call));
        try {
            return request.get();
        } finally {
            if (before == null) {
                current.remove(thread);
            } else {
                current.put(thread, before);
            }
        }
    }

    @Override
    public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
        Attempts attempts = current.get(Thread.currentThread());
        if (attempts == null) {
            return judgement.refreshRetryToken(request);
        }
        attempts.failed++;
        if (isHopeless(request.failure(), attempts.failed)) {
            throw new TokenAcquisitionFailedException("The host stays unknown", request.token(), request.failure());
        }
        RefreshRetryTokenResponse answer = judgement.refreshRetryToken(request);
        String why = AwsFailures.clause(attempts.call, request.failure());
        log.retrying(attempts.call.doing(), why, attempts.failed + 1, answer.delay());
        return answer;
    }

    /**
     * Whether there is no sense in yet another attempt.
     *
     * @param failed how many have failed
     */
    static boolean isHopeless(Throwable failure, int failed) {
        return failed >= ATTEMPTS_AT_AN_UNKNOWN_HOST && isUnknownHost(failure);
    }

    private static boolean isUnknownHost(Throwable failure) {
        return failure instanceof UnknownHostException
                || (failure.getCause() != null && isUnknownHost(failure.getCause()));
    }

    @Override
    public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
        return judgement.acquireInitialToken(request);
    }

    @Override
    public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
        return judgement.recordSuccess(request);
    }

    @Override
    public int maxAttempts() {
        return judgement.maxAttempts();
    }

    /** The SDK would build a strategy of its own of this one to add its conditions, which are there already. */
    @Override
    public boolean useClientDefaults() {
        return false;
    }

    @Override
    public Builder<?, ?> toBuilder() {
        return judgement.toBuilder();
    }
}

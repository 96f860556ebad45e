package dev.slipway.ecr;

import dev.slipway.registry.Backoff;
import java.time.Duration;

/**
 * How long AWS may take.
 *
 * @param backoff the pauses between the attempts of one call
 * @param answer  the longest wait for an answer to one attempt
 * @param call    all attempts of one call together
 */
record AwsPatience(Backoff backoff, Duration answer, Duration call) {

    /** Eight attempts, in a minute at most. */
    static AwsPatience usual() {
        return new AwsPatience(new Backoff(7, Duration.ofMillis(250)), Duration.ofSeconds(20), Duration.ofSeconds(60));
    }
}

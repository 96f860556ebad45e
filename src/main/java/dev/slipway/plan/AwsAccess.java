package dev.slipway.plan;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * As whom AWS is asked. Where nothing is said, the AWS SDK's own chain of credentials decides.
 *
 * @param profile     of the AWS configuration files; null: what {@code AWS_PROFILE} says
 * @param roleArn     the role that is assumed with these credentials, or null for none
 * @param externalId  what the role's trust policy asks for, or null
 * @param sessionName under which CloudTrail lists what the role does; null: {@code slipway}
 */
public record AwsAccess(
        @Nullable String profile,
        @Nullable String roleArn,
        @Nullable String externalId,
        @Nullable String sessionName) {

    /** The caller, as the AWS SDK finds him. */
    public static AwsAccess ofCaller() {
        return new AwsAccess(null, null, null, null);
    }

    /** What this says, and where it says nothing, what another one says. */
    public AwsAccess over(AwsAccess other) {
        return new AwsAccess(
                first(AwsAccess::profile, other),
                first(AwsAccess::roleArn, other),
                first(AwsAccess::externalId, other),
                first(AwsAccess::sessionName, other));
    }

    private @Nullable String first(Function<AwsAccess, @Nullable String> part, AwsAccess other) {
        String own = part.apply(this);
        return own == null ? part.apply(other) : own;
    }
}

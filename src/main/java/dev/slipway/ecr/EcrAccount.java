package dev.slipway.ecr;

import dev.slipway.failure.SlipwayException;
import dev.slipway.image.RepositoryName;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** The account that owns the registry: the configured one, else the caller's; and who the caller is. */
final class EcrAccount {

    /** For what is only told; a network without a way to STS is no reason to wait. */
    private static final Duration SHORT = Duration.ofSeconds(10);

    private final AwsConnection connection;
    private final @Nullable String configured;
    private @Nullable GetCallerIdentityResponse caller;
    private boolean isAsked;

    EcrAccount(AwsConnection connection, @Nullable String configured) {
        this.connection = connection;
        this.configured = configured;
    }

    /** The account that the configuration names. */
    Optional<String> configured() {
        return Optional.ofNullable(configured);
    }

    /** Twelve digits. */
    synchronized String id() {
        if (configured != null) {
            return configured;
        }
        if (caller == null) {
            caller = askSts(request -> {});
        }
        return caller.account();
    }

    /** The account and the caller, in words for the log; what STS does not tell is left out. STS is asked once. */
    synchronized Optional<String> identity() {
        if (caller == null && !isAsked) {
            isAsked = true;
            try {
                caller = askSts(request -> request.overrideConfiguration(override -> override.apiCallTimeout(SHORT)));
            } catch (SlipwayException e) {
                connection.log().detail("Who the AWS credentials belong to is not known: " + e.getMessage());
            }
        }
        if (caller == null) {
            return configured().map(account -> "account " + account);
        }
        return Optional.of("account " + id() + " as " + caller.arn());
    }

    private GetCallerIdentityResponse askSts(Consumer<GetCallerIdentityRequest.Builder> request) {
        AwsCall call = new AwsCall(
                AwsAction.GET_CALLER_IDENTITY, "Cannot find the AWS account that the credentials belong to", "*");
        return connection.run(call, () -> connection.sts().getCallerIdentity(request));
    }

    /** A repository of the account in the words of a message. */
    String describe(RepositoryName repository) {
        return "the ECR repository '%s' (account %s, region %s)".formatted(repository, id(), connection.region());
    }

    /** A call that concerns one repository of the account. */
    AwsCall call(AwsAction action, String doing, RepositoryName repository) {
        return new AwsCall(action, doing + " " + describe(repository), arn(repository));
    }

    /** The ARN of a repository. */
    String arn(RepositoryName repository) {
        return connection.repositoryArn(id(), repository.value());
    }
}

package dev.slipway.ecr;

import dev.slipway.image.RepositoryName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The account that owns the registry: the configured one, else the caller's, asked from STS once. */
final class EcrAccount {

    private final AwsConnection connection;
    private final @Nullable String configured;
    private @Nullable String callers;

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
        if (callers == null) {
            callers = askSts();
        }
        return callers;
    }

    private String askSts() {
        AwsCall call = new AwsCall(
                AwsAction.GET_CALLER_IDENTITY, "Cannot find the AWS account that the credentials belong to", "*");
        return connection.run(
                call, () -> connection.sts().getCallerIdentity(request -> {}).account());
    }

    /** A repository of the account in the words of a message. */
    String describe(RepositoryName repository) {
        return "the ECR repository '%s' (account %s, region %s)".formatted(repository, id(), connection.region());
    }

    /** A call that concerns one repository of the account. */
    AwsCall call(AwsAction action, String doing, RepositoryName repository) {
        String arn = connection.repositoryArn(id(), repository.value());
        return new AwsCall(action, doing + " " + describe(repository), arn);
    }
}

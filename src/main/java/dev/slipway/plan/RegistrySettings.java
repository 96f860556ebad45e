package dev.slipway.plan;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the POM and the command line say of registries, as text and unchecked; null where they say nothing.
 *
 * @param ecr  how ECR is used
 * @param push how patient a push is
 */
public record RegistrySettings(Ecr ecr, Push push) {

    /** Nothing at all. */
    public static RegistrySettings none() {
        return new RegistrySettings(Ecr.none(), new Push(null, null));
    }

    /**
     * A registry that images go to.
     *
     * @param name     what it is called: ecr, ecr:REGION, or a host with or without a namespace
     * @param optional whether the run goes on without it when it cannot be reached
     * @param insecure whether it may be spoken to without TLS
     * @param access   as whom AWS is asked
     */
    public record Registry(
            @Nullable String name,
            @Nullable Boolean optional,
            @Nullable Boolean insecure,
            Access access) {

        /** One of which nothing but the name is said. */
        public static Registry named(String name) {
            return new Registry(name, null, null, Access.none());
        }
    }

    /**
     * As whom AWS is asked.
     *
     * @param profile     of the AWS configuration files
     * @param roleArn     the role that is assumed
     * @param externalId  what the role's trust policy asks for
     * @param sessionName under which CloudTrail lists what the role does
     */
    public record Access(
            @Nullable String profile,
            @Nullable String roleArn,
            @Nullable String externalId,
            @Nullable String sessionName) {

        /** The caller, as the AWS SDK finds him. */
        public static Access none() {
            return new Access(null, null, null, null);
        }
    }

    /**
     * How patient a push is.
     *
     * @param retries how often something is tried again
     * @param timeout how long it may go without progress
     */
    public record Push(@Nullable String retries, @Nullable String timeout) {}

    /**
     * How ECR is used.
     *
     * @param accountId          account of the registry
     * @param access             as whom AWS is asked
     * @param createRepositories whether missing repositories are created
     * @param updateRepositories whether those that exist are brought in line
     * @param repository         how repositories are configured
     */
    public record Ecr(
            @Nullable String accountId,
            Access access,
            @Nullable Boolean createRepositories,
            @Nullable Boolean updateRepositories,
            Repository repository) {

        /** Nothing at all. */
        public static Ecr none() {
            Repository repository = new Repository(
                    null,
                    null,
                    null,
                    new Mutability(null, null),
                    new Lifecycle(null, null, null, null),
                    Map.of(),
                    null);
            return new Ecr(null, Access.none(), null, null, repository);
        }
    }

    /**
     * How repositories are configured.
     *
     * @param scanOnPush    whether images are scanned when pushed
     * @param encryption    how repositories are encrypted
     * @param kmsKey        with which key
     * @param tagMutability whether tags may be moved, and which tags are excepted
     * @param lifecycle     when images expire
     * @param tags          of the repository
     * @param policyFile    a file that says who may do what with it
     */
    public record Repository(
            @Nullable Boolean scanOnPush,
            @Nullable String encryption,
            @Nullable String kmsKey,
            Mutability tagMutability,
            Lifecycle lifecycle,
            Map<String, String> tags,
            @Nullable String policyFile) {}

    /**
     * Whether tags may be moved.
     *
     * @param word       MUTABLE or IMMUTABLE
     * @param exclusions tags to which the contrary applies
     */
    public record Mutability(
            @Nullable String word, @Nullable List<String> exclusions) {}

    /**
     * When images of a repository expire; a policy of one's own, or any of the others.
     *
     * @param expireAfterDays         after so many days
     * @param keepLast                when there are more than so many
     * @param expireUntaggedAfterDays those without a tag after so many days
     * @param policyFile              as the JSON policy in a file says
     */
    public record Lifecycle(
            @Nullable String expireAfterDays,
            @Nullable String keepLast,
            @Nullable String expireUntaggedAfterDays,
            @Nullable String policyFile) {}
}

package dev.slipway.mojo;

import dev.slipway.mojo.config.EcrConfig;
import dev.slipway.mojo.config.Overrides;
import dev.slipway.mojo.config.PushConfig;
import dev.slipway.mojo.config.RegistryConfig;
import dev.slipway.plan.RegistrySettings;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The parameters that say which registries there are and how they are used; all goals share them. */
abstract class AbstractPublishParametersMojo extends AbstractGoalMojo {

    /**
     * Where {@code push} carries images; several are pushed to side by side. A registry is written in a short form, as its
     * name, or with {@code name} and what else is to be said of it: {@code optional} (default {@code false}) lets a run go
     * on without a registry that cannot be reached, as long as another one takes the image; {@code insecure} (default
     * {@code false}) allows plain HTTP and certificates that nobody knows, which registries on this machine need not be
     * told. For registries of Amazon ECR {@code profile}, {@code roleArn}, {@code externalId} and
     * {@code roleSessionName} say as whom AWS is asked; what they leave open {@code ecr} says.
     *
     * <pre>{@code
     * <registries>
     *   <registry>ecr</registry>              the caller's account, the AWS SDK's region
     *   <registry>ecr:eu-west-1</registry>
     *   <registry>123456789012.dkr.ecr.us-east-1.amazonaws.com</registry>
     *   <registry>public.ecr.aws/ALIAS</registry>
     *   <registry>ghcr.io/acme</registry>     host[:port][/namespace]
     *   <registry>
     *     <name>mirror.example.com:5000</name>
     *     <optional>true</optional>
     *     <insecure>true</insecure>
     *   </registry>
     *   <registry>
     *     <name>ecr:eu-west-1</name>
     *     <roleArn>arn:aws:iam::123456789012:role/push</roleArn>
     *   </registry>
     * </registries>
     * }</pre>
     *
     * From the command line, in the short form: {@code -Dslipway.registries=ecr,ghcr.io/acme}.
     */
    @Parameter
    private @Nullable List<RegistryConfig> registries;

    /**
     * How Amazon ECR is used.
     *
     * <ul>
     *   <li>{@code accountId}: the account that owns the registry. Default: the caller's, asked from STS.
     *   <li>{@code profile}: of the AWS configuration files. {@code roleArn}: a role that is assumed, with
     *       {@code externalId} where its trust policy asks for one, and {@code roleSessionName} (default {@code slipway}).
     *       What a {@code <registry>} says of these goes first. Default: what the AWS SDK finds.
     *   <li>{@code createRepositories} (default {@code true}): whether a missing repository is created.
     *       {@code updateRepositories} (default {@code false}): whether one that exists is brought in line, in what is
     *       written here.
     *   <li>{@code scanOnPush} (default {@code true}); {@code encryption} ({@code AES256}, {@code KMS} or
     *       {@code KMS_DSSE}) with {@code kmsKey}.
     *   <li>{@code tagMutability} ({@code MUTABLE} or {@code IMMUTABLE}), and {@code tagMutabilityExclusions}, up to five
     *       tags to which the contrary applies, with {@code *} for any characters.
     *   <li>{@code expireAfterDays} or {@code keepLast}, either with {@code expireUntaggedAfterDays}; or
     *       {@code lifecyclePolicy}, a JSON file, or {@code none}.
     *   <li>{@code repositoryTags}: the tags of the repository itself. {@code repositoryPolicy}: a JSON file that says who
     *       may do what with it.
     * </ul>
     *
     * <pre>{@code
     * <ecr>
     *   <roleArn>arn:aws:iam::123456789012:role/deploy</roleArn>
     *   <updateRepositories>true</updateRepositories>
     *   <tagMutability>IMMUTABLE</tagMutability>
     *   <tagMutabilityExclusions><exclusion>latest*</exclusion></tagMutabilityExclusions>
     *   <expireUntaggedAfterDays>7</expireUntaggedAfterDays>
     *   <repositoryTags><team>yard</team></repositoryTags>
     * </ecr>
     * }</pre>
     *
     * From the command line: {@code -Dslipway.ecr.accountId=123456789012},
     * {@code -Dslipway.ecr.repositoryTags.team=yard}.
     */
    @Parameter
    private @Nullable EcrConfig ecr;

    /**
     * How patient {@code push} is: {@code retries} says how often what may pass (a broken connection, a registry that is
     * busy) is tried again, {@code timeout} how long a push may go without any progress, as {@code PT30M} or in seconds.
     * Default: five times, and thirty minutes.
     *
     * <pre>{@code
     * <push><retries>10</retries><timeout>PT5M</timeout></push>
     * }</pre>
     *
     * From the command line: {@code -Dslipway.push.retries=10 -Dslipway.push.timeout=PT5M}.
     */
    @Parameter
    private @Nullable PushConfig push;

    final RegistrySettings registrySettings(Overrides overrides) {
        return new RegistrySettings(
                (ecr == null ? new EcrConfig() : ecr).toSettings(overrides),
                (push == null ? new PushConfig() : push).toSettings(overrides));
    }

    final @Nullable List<RegistrySettings.Registry> registryEntries(Overrides overrides) {
        return RegistryConfig.toSettings(registries, overrides);
    }
}

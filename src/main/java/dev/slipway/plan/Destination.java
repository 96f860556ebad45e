package dev.slipway.plan;

import dev.slipway.image.RegistryHost;
import org.jspecify.annotations.Nullable;

/** A registry that images are published to, as the POM names it. Its text form is for messages. */
public sealed interface Destination {

    /** The namespace that belongs to the registry's entry in the POM, or an empty text. */
    String namespace();

    /** How messages call the registry alone, without namespace. */
    String registry();

    /** As whom it is used, in words for messages that begin with a blank; an empty text where nothing is said. */
    default String asWhom() {
        return "";
    }

    /**
     * The registry as such, whatever is said of its use: two that are the same as far as can be told before AWS is asked
     * are equal.
     */
    Destination asSuch();

    /**
     * Amazon ECR, private.
     *
     * @param accountId the account of the registry, or null for the caller's
     * @param region    the region, or null for the one that the AWS SDK finds
     * @param namespace see {@link Destination#namespace()}
     * @param access    as whom AWS is asked
     * @param host      one of the registry's other hosts, for FIPS 140 or IPv6; null for the one that AWS names
     */
    record Ecr(
            @Nullable String accountId,
            @Nullable String region,
            String namespace,
            AwsAccess access,
            @Nullable RegistryHost host)
            implements Destination {

        /** A registry by the host that AWS names. */
        public Ecr(@Nullable String accountId, @Nullable String region, String namespace, AwsAccess access) {
            this(accountId, region, namespace, access, null);
        }

        @Override
        public String registry() {
            if (host != null) {
                return host.value();
            }
            String where = region == null ? "ecr" : "ecr:" + region;
            return accountId == null ? where : accountId + " " + where;
        }

        @Override
        public String asWhom() {
            return words(access);
        }

        /** The caller of an account that nobody names has it from his access. All hosts lead to one registry. */
        @Override
        public Destination asSuch() {
            return accountId == null ? this : new Ecr(accountId, region, namespace, AwsAccess.ofCaller());
        }

        @Override
        public String toString() {
            return shown(this);
        }
    }

    /**
     * Amazon ECR Public, {@code public.ecr.aws}.
     *
     * @param namespace the registry's alias, and what follows it
     * @param access    as whom AWS is asked
     */
    record EcrPublic(String namespace, AwsAccess access) implements Destination {

        /** The only host that there is. */
        public static final RegistryHost HOST = RegistryHost.parse("public.ecr.aws");

        @Override
        public String registry() {
            return HOST.value();
        }

        @Override
        public String asWhom() {
            return words(access);
        }

        @Override
        public Destination asSuch() {
            return new EcrPublic(namespace, AwsAccess.ofCaller());
        }

        @Override
        public String toString() {
            return shown(this);
        }
    }

    /**
     * Any other registry.
     *
     * @param host       the registry
     * @param namespace  see {@link Destination#namespace()}
     * @param isInsecure whether it may be spoken to without TLS, or with a certificate that nobody knows
     */
    record Host(RegistryHost host, String namespace, boolean isInsecure) implements Destination {

        @Override
        public String registry() {
            return host.value();
        }

        @Override
        public Destination asSuch() {
            return new Host(RegistryHost.parse(RepositoryPlace.host(host.value())), namespace, false);
        }

        @Override
        public String toString() {
            return shown(this);
        }
    }

    private static String shown(Destination destination) {
        String namespace = destination.namespace();
        return destination.registry() + (namespace.isEmpty() ? "" : "/" + namespace) + destination.asWhom();
    }

    private static String words(AwsAccess access) {
        return (access.profile() == null ? "" : " with the profile " + access.profile())
                + (access.roleArn() == null ? "" : " as " + access.roleArn());
    }
}

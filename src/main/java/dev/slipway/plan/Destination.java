package dev.slipway.plan;

import dev.slipway.image.RegistryHost;
import org.jspecify.annotations.Nullable;

/** A registry that images are published to, as the POM names it. */
public sealed interface Destination {

    /** The namespace that belongs to the registry's entry in the POM, or an empty text. */
    String namespace();

    /**
     * Amazon ECR, private.
     *
     * @param accountId the account of the registry, or null for the caller's
     * @param region    the region, or null for the one that the AWS SDK finds
     * @param namespace see {@link Destination#namespace()}
     */
    record Ecr(@Nullable String accountId, @Nullable String region, String namespace) implements Destination {

        @Override
        public String toString() {
            String where = region == null ? "ecr" : "ecr:" + region;
            String account = accountId == null ? where : accountId + " " + where;
            return namespace.isEmpty() ? account : account + "/" + namespace;
        }
    }

    /**
     * Any other registry.
     *
     * @param host      the registry
     * @param namespace see {@link Destination#namespace()}
     */
    record Host(RegistryHost host, String namespace) implements Destination {

        @Override
        public String toString() {
            return namespace.isEmpty() ? host.value() : host + "/" + namespace;
        }
    }
}

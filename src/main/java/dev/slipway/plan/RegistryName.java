package dev.slipway.plan;

import dev.slipway.image.EcrHost;
import dev.slipway.image.InvalidValueException;
import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the POM calls a registry: {@code ecr}, {@code ecr:REGION} or {@code host[:port]}, and a namespace behind it.
 *
 * @param text      as it is written
 * @param host      the part before the first slash
 * @param namespace the part behind it, or an empty text
 */
record RegistryName(String text, String host, String namespace) {

    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(?:-[a-z]+)+-\\d+");
    private static final String ECR = "ecr";
    private static final String ECR_IN = "ecr:";
    private static final String FORMS = "Write ecr, ecr:REGION or host[:port][/namespace].";

    /** @throws InvalidValueException if it is a URL, or has a namespace that no registry takes */
    static RegistryName parse(String text) {
        int scheme = text.indexOf("://");
        if (scheme >= 0) {
            throw new InvalidValueException(
                    "the registry '" + text + "' is written as a URL",
                    "Leave out " + text.substring(0, scheme) + ":// there.");
        }
        int slash = text.indexOf('/');
        return slash < 0
                ? new RegistryName(text, text, "")
                : new RegistryName(text, text.substring(0, slash), namespace(text, text.substring(slash + 1)));
    }

    private static String namespace(String text, String namespace) {
        try {
            return RepositoryName.parse(namespace).value();
        } catch (InvalidValueException e) {
            throw new InvalidValueException(
                    "the registry '" + text + "' has the namespace '" + namespace + "', which no registry takes",
                    e.remedy());
        }
    }

    /**
     * The registry of that name.
     *
     * @param ecr        what holds for registries of ECR that do not say it themselves
     * @param access     as whom AWS is asked
     * @param isInsecure whether another registry may be spoken to without TLS
     * @throws InvalidValueException if there can be none
     */
    Destination destination(EcrSettings ecr, AwsAccess access, boolean isInsecure) {
        if (host.equals(ECR)) {
            return new Destination.Ecr(ecr.accountId(), null, namespace, access);
        }
        if (host.startsWith(ECR_IN)) {
            return new Destination.Ecr(ecr.accountId(), region(), namespace, access);
        }
        if (host.toLowerCase(Locale.ROOT).equals(Destination.EcrPublic.HOST.value())) {
            return new Destination.EcrPublic(alias(), access);
        }
        Optional<EcrHost> known = EcrHost.parse(host);
        if (known.isPresent()) {
            boolean isOther = known.get().fips() || known.get().dualStack();
            RegistryHost other = isOther ? RegistryHost.parse(host.toLowerCase(Locale.ROOT)) : null;
            return new Destination.Ecr(known.get().accountId(), known.get().region(), namespace, access, other);
        }
        return new Destination.Host(plainHost(), namespace, isInsecure);
    }

    private String region() {
        String region = host.substring(ECR_IN.length());
        if (!REGION.matcher(region).matches()) {
            throw new InvalidValueException(
                    "the registry '" + text + "' names no AWS region", "Write one such as ecr:eu-west-1, or just ecr.");
        }
        return region;
    }

    private String alias() {
        if (namespace.isEmpty()) {
            throw new InvalidValueException(
                    "the registry '" + text + "' is everybody's",
                    "Write " + text + "/ALIAS, with the alias that your registry has in ECR Public.");
        }
        return namespace;
    }

    private RegistryHost plainHost() {
        try {
            return RegistryHost.parse(host);
        } catch (InvalidValueException e) {
            throw new InvalidValueException("the registry '" + text + "' is malformed: " + e.getMessage(), FORMS);
        }
    }
}

package dev.slipway.plan;

import dev.slipway.image.EcrHost;
import dev.slipway.image.InvalidValueException;
import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the entries of {@code <registries>}. */
final class Destinations {

    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(?:-[a-z]+)+-\\d+");
    private static final String FORMS = "Write ecr, ecr:REGION or host[:port][/namespace].";

    private final Problems problems;
    private final @Nullable String accountId;

    Destinations(@Nullable String accountId, Problems problems) {
        this.accountId = accountId;
        this.problems = problems;
    }

    /** The registries that the entries name, each once, in their order. */
    Set<Destination> parse(String place, @Nullable List<String> entries) {
        Set<Destination> destinations = new LinkedHashSet<>();
        for (String entry : entries == null ? List.<String>of() : entries) {
            problems.value(place, () -> destination(entry.strip())).ifPresent(destinations::add);
        }
        return destinations;
    }

    private Destination destination(String entry) {
        if (entry.contains("://")) {
            throw new InvalidValueException(
                    "the registry '" + entry + "' is written as a URL", "Leave out " + scheme(entry) + " there.");
        }
        int slash = entry.indexOf('/');
        String host = slash < 0 ? entry : entry.substring(0, slash);
        String namespace = slash < 0 ? "" : namespace(entry, entry.substring(slash + 1));
        if (host.equals("ecr")) {
            return new Destination.Ecr(accountId, null, namespace);
        }
        if (host.startsWith("ecr:")) {
            return new Destination.Ecr(accountId, region(entry, host.substring("ecr:".length())), namespace);
        }
        Optional<EcrHost> ecr = EcrHost.parse(host);
        if (ecr.isPresent()) {
            return new Destination.Ecr(ecr.get().accountId(), ecr.get().region(), namespace);
        }
        return new Destination.Host(host(entry, host), namespace);
    }

    private static String scheme(String entry) {
        return entry.substring(0, entry.indexOf("://") + "://".length());
    }

    private static String namespace(String entry, String namespace) {
        try {
            return RepositoryName.parse(namespace).value();
        } catch (InvalidValueException e) {
            throw new InvalidValueException(
                    "the registry '" + entry + "' has the namespace '" + namespace + "', which no registry takes",
                    e.remedy());
        }
    }

    private static String region(String entry, String region) {
        if (!REGION.matcher(region).matches()) {
            throw new InvalidValueException(
                    "the registry '" + entry + "' names no AWS region",
                    "Write one such as ecr:eu-west-1, or just ecr.");
        }
        return region;
    }

    private static RegistryHost host(String entry, String host) {
        try {
            return RegistryHost.parse(host);
        } catch (InvalidValueException e) {
            throw new InvalidValueException("the registry '" + entry + "' is malformed: " + e.getMessage(), FORMS);
        }
    }
}

package dev.slipway.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the entries of {@code <registries>}. */
final class Destinations {

    private final EcrSettings ecr;
    private final Problems problems;

    /** @param ecr what holds for registries of ECR that do not say it themselves */
    Destinations(EcrSettings ecr, Problems problems) {
        this.ecr = ecr;
        this.problems = problems;
    }

    /**
     * A registry that images go to.
     *
     * @param isOptional whether the run goes on without it when it cannot be reached
     */
    record Wanted(Destination destination, boolean isOptional) {}

    /**
     * The registries that the entries name, each once, in their order.
     *
     * @param list the POM element that has them
     */
    List<Wanted> parse(String list, @Nullable List<RegistrySettings.Registry> entries) {
        Map<Destination, Wanted> wanted = new LinkedHashMap<>();
        for (RegistrySettings.Registry entry :
                Objects.requireNonNullElse(entries, List.<RegistrySettings.Registry>of())) {
            read(list, entry).ifPresent(found -> {
                Wanted before = wanted.putIfAbsent(found.destination().asSuch(), found);
                if (before != null && !before.equals(found)) {
                    problems.add(
                            place(list, entry),
                            "the registry is there twice, with other options each time",
                            "Keep one of the two.");
                }
            });
        }
        return List.copyOf(wanted.values());
    }

    private Optional<Wanted> read(String list, RegistrySettings.Registry entry) {
        String name = entry.name();
        String place = place(list, entry);
        boolean isInsecure = Boolean.TRUE.equals(entry.insecure());
        AwsAccess access = new AccessSection(problems).read(place, entry.access(), ecr.access());
        if (name == null) {
            problems.add(
                    place,
                    "a registry has no name",
                    "Write it as <registry>ghcr.io/acme</registry>, or in its <name>.");
            return Optional.empty();
        }
        Optional<Destination> destination =
                problems.value(list, () -> RegistryName.parse(name).destination(ecr, access, isInsecure));
        destination.ifPresent(found -> check(place, entry, found));
        return destination.map(found -> new Wanted(found, Boolean.TRUE.equals(entry.optional())));
    }

    private static String place(String list, RegistrySettings.Registry entry) {
        return list + "<registry>" + (entry.name() == null ? "" : "[" + entry.name() + "]");
    }

    private void check(String place, RegistrySettings.Registry entry, Destination destination) {
        if (destination instanceof Destination.Host) {
            RegistrySettings.Access said = entry.access();
            checkNotSaid(place, "profile", said.profile());
            checkNotSaid(place, "roleArn", said.roleArn());
            checkNotSaid(place, "externalId", said.externalId());
            checkNotSaid(place, "roleSessionName", said.sessionName());
        } else if (Boolean.TRUE.equals(entry.insecure())) {
            problems.add(place + "<insecure>", "Amazon ECR is only spoken to over TLS", "Leave out <insecure>.");
        }
    }

    private void checkNotSaid(String place, String element, @Nullable String value) {
        if (value != null) {
            problems.add(
                    place + "<" + element + ">",
                    "the registry is none of Amazon ECR, and AWS has no login for it",
                    "Leave out <" + element + ">; its login belongs into settings.xml or docker's config.json.");
        }
    }
}

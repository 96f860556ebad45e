package dev.slipway.plan;

import dev.slipway.image.EcrHost;
import dev.slipway.image.InvalidValueException;
import dev.slipway.image.RegistryHost;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code <trustedRegistries>}: {@code host[:port][/namespace…]}, where {@code *} stands for any text without
 * a slash, or {@code ecr[:REGION][/namespace…]}. It trusts all repositories below it.
 *
 * @param host      the registries, unless they are private ones of ECR
 * @param ecr       the private ECR registries
 * @param namespace the first segments of repositories
 */
record TrustedRegistry(Pattern host, Optional<Ecr> ecr, List<Pattern> namespace) {

    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9.*-]+(?::[0-9*]{1,5})?|\\[[0-9a-fA-F:]+](?::[0-9*]{1,5})?");
    private static final Pattern SEGMENT = Pattern.compile("[a-z0-9._*-]+");
    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(?:-[a-z]+)+-\\d+");
    private static final Pattern NOTHING = Pattern.compile("(?!)");
    private static final String FORMS = "Write host[:port][/namespace], where * stands for any text, or ecr[:REGION].";

    TrustedRegistry {
        namespace = List.copyOf(namespace);
    }

    /**
     * Private ECR registries.
     *
     * @param accountId  whose; null for the caller's, whoever that is
     * @param region     where; null for anywhere
     */
    record Ecr(@Nullable String accountId, @Nullable String region) {

        /**
         * A registry that the POM calls {@code ecr} is the caller's own. One whose host spells an account is trusted where
         * the same account is named here, since nobody asks AWS who the caller is while a plan is made.
         */
        boolean trusts(Destination.Ecr other) {
            boolean isAccount =
                    other.accountId() == null ? isOfCaller() : other.accountId().equals(accountId);
            return isAccount && (region == null || region.equals(other.region()));
        }

        private boolean isOfCaller() {
            return accountId == null;
        }
    }

    /**
     * Reads an entry.
     *
     * @param accountId the account that {@code ecr} means, where the POM names it
     * @throws InvalidValueException if it is none
     */
    static TrustedRegistry parse(String text, @Nullable String accountId) {
        if (text.contains("://")) {
            throw malformed(text, "is written as a URL");
        }
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        List<Pattern> namespace = slash < 0 ? List.of() : namespace(text, text.substring(slash + 1));
        if (host.equals("ecr") || host.startsWith("ecr:")) {
            return new TrustedRegistry(NOTHING, Optional.of(new Ecr(accountId, region(text, host))), namespace);
        }
        checkHost(text, host);
        Optional<Ecr> ecr = EcrHost.parse(host).map(known -> new Ecr(known.accountId(), known.region()));
        return new TrustedRegistry(glob(RepositoryPlace.host(host)), ecr, namespace);
    }

    private static @Nullable String region(String text, String host) {
        if (host.equals("ecr")) {
            return null;
        }
        String region = host.substring("ecr:".length());
        if (!REGION.matcher(region).matches()) {
            throw malformed(text, "names no AWS region");
        }
        return region;
    }

    private static void checkHost(String text, String host) {
        if (!HOST.matcher(host).matches()) {
            throw malformed(text, "names no registry host");
        }
        if (host.indexOf('*') < 0 && !RegistryHost.hasHostShape(host)) {
            throw malformed(text, "names no registry host: '" + host + "' has neither a dot nor a port");
        }
    }

    private static List<Pattern> namespace(String text, String namespace) {
        List<String> segments = Arrays.asList(namespace.split("/", -1));
        if (!segments.stream().allMatch(segment -> SEGMENT.matcher(segment).matches())) {
            boolean isImage = namespace.matches("[^:@]*[:@].*");
            throw malformed(
                    text,
                    isImage
                            ? "has a tag or a digest"
                            : "has the namespace '" + namespace + "', which no registry takes");
        }
        return segments.stream().map(TrustedRegistry::glob).toList();
    }

    private static InvalidValueException malformed(String text, String what) {
        return new InvalidValueException("the trusted registry '" + text + "' " + what, FORMS);
    }

    private static Pattern glob(String text) {
        return Pattern.compile(
                Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining("[^/]*")));
    }

    /** Whether a repository is below this entry. */
    boolean trusts(RepositoryPlace place) {
        boolean isRegistry = host.matcher(place.host()).matches()
                || place.ecr()
                        .flatMap(other -> ecr.map(own -> own.trusts(other)))
                        .orElse(false);
        return isRegistry && isBelow(place.path());
    }

    private boolean isBelow(List<String> path) {
        if (path.size() < namespace.size()) {
            return false;
        }
        for (int i = 0; i < namespace.size(); i++) {
            if (!namespace.get(i).matcher(Objects.requireNonNull(path.get(i))).matches()) {
                return false;
            }
        }
        return true;
    }
}

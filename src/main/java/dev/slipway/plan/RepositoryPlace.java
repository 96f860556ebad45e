package dev.slipway.plan;

import dev.slipway.image.EcrHost;
import dev.slipway.image.RegistryHost;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A repository in a registry, as policies compare it.
 *
 * @param host  the registry, in small letters; a private ECR registry whose host is known later has {@code ?} for each
 *     part that is not known yet, which only a {@code *} covers
 * @param ecr   what is known of it if it is a private ECR registry
 * @param path  the segments of the repository, at least one
 * @param shown how messages call the place, without the last segment
 */
record RepositoryPlace(String host, Optional<Destination.Ecr> ecr, List<String> path, String shown) {

    private static final String HUB = "docker.io";
    private static final List<String> HUB_NAMES = List.of(HUB, "index.docker.io", "registry-1.docker.io");
    private static final String UNKNOWN = "?";

    RepositoryPlace {
        path = List.copyOf(path);
    }

    /** The place of a repository as Dockerfiles write it: {@code debian} is {@code docker.io/library/debian}. */
    static RepositoryPlace of(String repository) {
        int slash = repository.indexOf('/');
        boolean namesHost = slash > 0 && RegistryHost.hasHostShape(repository.substring(0, slash));
        String host = host(namesHost ? repository.substring(0, slash) : HUB);
        String path = namesHost ? repository.substring(slash + 1) : repository;
        String full = host.equals(HUB) && path.indexOf('/') < 0 ? "library/" + path : path;
        Optional<Destination.Ecr> ecr = EcrHost.parse(host)
                .map(known -> new Destination.Ecr(known.accountId(), known.region(), "", AwsAccess.ofCaller()));
        return new RepositoryPlace(host, ecr, List.of(full.split("/")), host + parent(full));
    }

    /** Where an image is pushed. */
    static RepositoryPlace of(ImagePlan.Publication publication) {
        String path = publication.repository().value();
        List<String> segments = List.of(path.split("/"));
        if (publication.destination() instanceof Destination.Ecr ecr) {
            String shown = new Destination.Ecr(ecr.accountId(), ecr.region(), "", AwsAccess.ofCaller()) + parent(path);
            return new RepositoryPlace(futureHost(ecr), Optional.of(ecr), segments, shown);
        }
        String host = publication.destination() instanceof Destination.Host plain
                ? host(plain.host().value())
                : Destination.EcrPublic.HOST.value();
        return new RepositoryPlace(host, Optional.empty(), segments, host + parent(path));
    }

    /** The host as comparisons have it: Docker Hub has several names. */
    static String host(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        return HUB_NAMES.contains(small) ? HUB : small;
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : "/" + path.substring(0, slash);
    }

    private static String futureHost(Destination.Ecr ecr) {
        return orUnknown(ecr.accountId()) + ".dkr.ecr." + orUnknown(ecr.region()) + "." + dnsSuffix(ecr.region());
    }

    private static String orUnknown(@Nullable String text) {
        return text == null ? UNKNOWN : text;
    }

    /** The suffix of the partitions that everybody can reach; ECR itself names the one of the others. */
    private static String dnsSuffix(@Nullable String region) {
        if (region == null || region.contains("-iso")) {
            return UNKNOWN;
        }
        if (region.startsWith("cn-")) {
            return "amazonaws.com.cn";
        }
        return region.startsWith("eusc-") ? "amazonaws.eu" : "amazonaws.com";
    }

    @Override
    public String toString() {
        return shown;
    }
}

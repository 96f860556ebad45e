package dev.slipway.plan;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The standard labels of an image.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/annotations.md">OCI image specification, annotations</a>
 */
final class OciLabels {

    private static final String PREFIX = "org.opencontainers.image.";

    private OciLabels() {}

    /** The labels that the facts of a module give; what is unknown is left out. */
    static Map<String, String> of(ProjectFacts facts) {
        Map<String, String> labels = new TreeMap<>();
        labels.put(PREFIX + "title", facts.coordinates().title());
        labels.put(PREFIX + "version", facts.coordinates().version());
        labels.put(PREFIX + "created", facts.timestamp().toString());
        Optional<GitFacts> git = facts.git().get();
        git.flatMap(GitFacts::commit).ifPresent(commit -> labels.put(PREFIX + "revision", commit));
        facts.sourceUrl()
                .map(url -> url.replaceFirst("(?<=://)[^/\\s]+@", ""))
                .or(() -> git.flatMap(GitFacts::remoteUrl))
                .ifPresent(source -> labels.put(PREFIX + "source", source));
        return labels;
    }
}

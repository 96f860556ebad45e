package dev.slipway.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.image.InvalidValueException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads when images of a repository expire: by days, by number, as a file says, or any way that ECR can join. */
final class LifecycleSection {

    /** What is written instead of a file where a repository shall have no policy. */
    private static final String NONE = "none";

    private final RegistrySettings.Lifecycle said;
    private final PolicyFiles files;
    private final Problems problems;

    LifecycleSection(RegistrySettings.Lifecycle said, PolicyFiles files, Problems problems) {
        this.said = said;
        this.files = files;
        this.problems = problems;
    }

    boolean isSaid() {
        return Stream.of(said.expireAfterDays(), said.keepLast(), said.expireUntaggedAfterDays(), said.policyFile())
                .anyMatch(Objects::nonNull);
    }

    /** The policy; null for none, or with a problem noted. */
    @Nullable String read() {
        if (isContradictory()) {
            return null;
        }
        String file = said.policyFile();
        if (file != null) {
            return file.equals(NONE) ? null : files.lifecyclePolicy(file);
        }
        List<ObjectNode> rules = Stream.of(
                        rule(
                                "expireUntaggedAfterDays",
                                said.expireUntaggedAfterDays(),
                                LifecyclePolicies::expiringUntaggedAfterDays),
                        rule("expireAfterDays", said.expireAfterDays(), LifecyclePolicies::expiringAfterDays),
                        rule("keepLast", said.keepLast(), LifecyclePolicies::keepingLast))
                .flatMap(Optional::stream)
                .toList();
        return rules.isEmpty() ? null : LifecyclePolicies.policy(rules);
    }

    private boolean isContradictory() {
        long ways = Stream.of(said.expireAfterDays(), said.keepLast(), said.policyFile())
                .filter(Objects::nonNull)
                .count();
        if (ways > 1) {
            problems.add(
                    "<ecr>",
                    "more than one of <expireAfterDays>, <keepLast> and <lifecyclePolicy> is set",
                    "Keep one of them; a <lifecyclePolicy> file can hold any rules that ECR knows.");
            return true;
        }
        if (said.policyFile() != null && said.expireUntaggedAfterDays() != null) {
            problems.add(
                    "<ecr><expireUntaggedAfterDays>",
                    "a <lifecyclePolicy> is set as well",
                    "Write the rule for images without a tag into its file.");
            return true;
        }
        return false;
    }

    private Optional<ObjectNode> rule(String element, @Nullable String text, IntFunction<ObjectNode> maker) {
        return text == null
                ? Optional.empty()
                : problems.value("<ecr><" + element + ">", () -> maker.apply(number(text)));
    }

    private static int number(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new InvalidValueException("'" + text + "' is not a whole number", "Write one such as 30.");
        }
        return Integer.parseInt(text);
    }
}

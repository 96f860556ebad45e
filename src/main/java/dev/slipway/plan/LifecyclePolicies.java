package dev.slipway.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.image.InvalidValueException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The lifecycle policies that the POM has words for.
 *
 * <p>ECR takes only one rule that covers images of any tag, which has to be the last one; so that age and number cannot be
 * joined, but either goes together with a rule for images without a tag.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html">Lifecycle policy properties</a>
 */
public final class LifecyclePolicies {

    private static final String REMEDY = "Write a policy as ECR's console exports it.";

    private LifecyclePolicies() {}

    /**
     * The policy that expires every image, tagged or not, some days after its push.
     *
     * @param days at least 1
     * @return the policy as JSON
     * @throws InvalidValueException if ECR would not take the number
     */
    public static String expireAfterDays(int days) {
        return policy(List.of(expiringAfterDays(days)));
    }

    /**
     * The policy that keeps the images pushed last, tagged or not, and expires the others.
     *
     * @param count at least 1
     * @return the policy as JSON
     * @throws InvalidValueException if ECR would not take the number
     */
    public static String keepLast(int count) {
        return policy(List.of(keepingLast(count)));
    }

    /** A rule for images without a tag. */
    static ObjectNode expiringUntaggedAfterDays(int days) {
        return rule(
                "Expire images without a tag that were pushed more than " + days + " days ago",
                selection("untagged", "sinceImagePushed", days).put("countUnit", "days"));
    }

    /** A rule for all images. */
    static ObjectNode expiringAfterDays(int days) {
        return rule(
                "Expire images that were pushed more than " + days + " days ago",
                selection("any", "sinceImagePushed", days).put("countUnit", "days"));
    }

    /** A rule for all images. */
    static ObjectNode keepingLast(int count) {
        return rule("Keep the last " + count + " images", selection("any", "imageCountMoreThan", count));
    }

    /** The rules as a policy; one for all images comes last. */
    static String policy(List<ObjectNode> rules) {
        ObjectNode policy = JsonNodeFactory.instance.objectNode();
        rules.forEach(policy.putArray("rules")::add);
        int priority = 1;
        for (JsonNode rule : policy.path("rules")) {
            ((ObjectNode) rule).put("rulePriority", priority++);
        }
        return policy.toString();
    }

    /**
     * Looks whether a text can be a lifecycle policy at all; ECR itself has the last word on its rules.
     *
     * @throws InvalidValueException if it is not a JSON object with rules
     */
    public static void check(String policy) {
        JsonNode rules = PolicyFiles.parse(policy, REMEDY).path("rules");
        if (!rules.isArray()) {
            throw new InvalidValueException("it has no list of rules", REMEDY);
        }
        int number = 0;
        for (JsonNode rule : rules) {
            number++;
            Optional<String> missing = Stream.of("rulePriority", "selection", "action")
                    .filter(field -> !rule.has(field))
                    .findFirst();
            if (missing.isPresent()) {
                throw new InvalidValueException("its rule " + number + " has no '" + missing.get() + "'", REMEDY);
            }
        }
    }

    private static ObjectNode selection(String tagStatus, String countType, int number) {
        if (number < 1) {
            throw new InvalidValueException(
                    number + " is not a number that an ECR lifecycle policy takes", "Use a whole number from 1 on.");
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("tagStatus", tagStatus)
                .put("countType", countType)
                .put("countNumber", number);
    }

    private static ObjectNode rule(String description, ObjectNode selection) {
        ObjectNode rule = JsonNodeFactory.instance.objectNode();
        rule.put("rulePriority", 1).put("description", description);
        rule.set("selection", selection);
        rule.putObject("action").put("type", "expire");
        return rule;
    }
}

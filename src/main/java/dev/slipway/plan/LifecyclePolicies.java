package dev.slipway.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.image.InvalidValueException;

/**
 * The lifecycle policies that the POM has a word for.
 *
 * <p>ECR takes only one rule that covers images of any tag, so the two cannot be joined.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html">Lifecycle policy properties</a>
 */
public final class LifecyclePolicies {

    private LifecyclePolicies() {}

    /**
     * The policy that expires every image, tagged or not, some days after its push.
     *
     * @param days at least 1
     * @return the policy as JSON
     * @throws InvalidValueException if ECR would not take the number
     */
    public static String expireAfterDays(int days) {
        ObjectNode selection = selection("sinceImagePushed", days);
        selection.put("countUnit", "days");
        return policy("Expire images that were pushed more than " + days + " days ago", selection);
    }

    /**
     * The policy that keeps the images pushed last, tagged or not, and expires the others.
     *
     * @param count at least 1
     * @return the policy as JSON
     * @throws InvalidValueException if ECR would not take the number
     */
    public static String keepLast(int count) {
        return policy("Keep the last " + count + " images", selection("imageCountMoreThan", count));
    }

    /**
     * Looks whether a text can be a lifecycle policy at all; ECR itself has the last word on its rules.
     *
     * @throws InvalidValueException if it is not a JSON object with rules
     */
    public static void check(String policy) {
        try {
            if (new ObjectMapper().readTree(policy).path("rules").isArray()) {
                return;
            }
        } catch (JsonProcessingException e) {
            throw new InvalidValueException(
                    "it is not JSON (" + e.getOriginalMessage() + ")", "Write a policy as ECR's console exports it.");
        }
        throw new InvalidValueException("it has no list of rules", "Write a policy as ECR's console exports it.");
    }

    private static ObjectNode selection(String countType, int number) {
        if (number < 1) {
            throw new InvalidValueException(
                    number + " is not a number that an ECR lifecycle policy takes", "Use a whole number from 1 on.");
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("tagStatus", "any")
                .put("countType", countType)
                .put("countNumber", number);
    }

    private static String policy(String description, ObjectNode selection) {
        ObjectNode policy = JsonNodeFactory.instance.objectNode();
        ObjectNode rule = policy.putArray("rules").addObject();
        rule.put("rulePriority", 1).put("description", description);
        rule.set("selection", selection);
        rule.putObject("action").put("type", "expire");
        return policy.toString();
    }
}

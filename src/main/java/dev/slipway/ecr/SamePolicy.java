package dev.slipway.ecr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Whether two policies say the same. AWS gives a policy back in words of its own: lists of one are single values, lists
 * are in another order, and an account is spelt as its root user.
 */
final class SamePolicy {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ROOT_USER = Pattern.compile("arn:[a-z-]+:iam::(\\d{12}):root");

    private SamePolicy() {}

    static boolean test(String one, String other) {
        try {
            return plain(JSON.readTree(one)).equals(plain(JSON.readTree(other)));
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static JsonNode plain(JsonNode node) {
        if (node.isArray()) {
            ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
            StreamSupport.stream(node.spliterator(), false)
                    .map(SamePolicy::plain)
                    .sorted(Comparator.comparing(JsonNode::toString))
                    .forEach(sorted::add);
            return sorted.size() == 1 ? sorted.get(0) : sorted;
        }
        if (node.isObject()) {
            ObjectNode ordered = JsonNodeFactory.instance.objectNode();
            TreeMap<String, JsonNode> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), plain(field.getValue())));
            ordered.setAll(fields);
            return ordered;
        }
        return node.isTextual()
                ? JsonNodeFactory.instance.textNode(
                        ROOT_USER.matcher(node.textValue()).replaceFirst("$1"))
                : node;
    }
}

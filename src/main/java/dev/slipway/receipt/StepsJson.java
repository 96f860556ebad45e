package dev.slipway.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.slipway.image.TimedStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The JSON form of a build's steps, the same in all receipts. */
final class StepsJson {

    private StepsJson() {}

    static void write(ArrayNode list, List<TimedStep> steps) {
        steps.forEach(step -> list.addObject()
                .put("name", step.name())
                .put("cached", step.cached())
                .put("beginMillis", step.begin().toMillis())
                .put("millis", step.time().toMillis()));
    }

    /** The steps; none if the receipt is from a version that did not write them. */
    static List<TimedStep> read(JsonNode list) {
        List<TimedStep> steps = new ArrayList<>();
        list.forEach(node -> steps.add(new TimedStep(
                node.path("name").asText(),
                node.path("cached").asBoolean(),
                Duration.ofMillis(node.path("beginMillis").asLong()),
                Duration.ofMillis(node.path("millis").asLong()))));
        return steps;
    }
}

package dev.slipway.layout;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON that is written as it was read, but for the blanks: the order of fields and the digits of numbers stay. */
final class ExactJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private ExactJson() {}

    /** @throws IllegalArgumentException if it is no JSON object */
    static ObjectNode parse(byte[] content) {
        try {
            if (MAPPER.readTree(content) instanceof ObjectNode object) {
                return object;
            }
            throw new IllegalArgumentException("it is no JSON object");
        } catch (IOException e) {
            throw new IllegalArgumentException("it is not JSON", e);
        }
    }

    static byte[] bytes(ObjectNode json) {
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets a descriptor name other content; what else it says, such as a platform and annotations, stays. */
    static void point(ObjectNode descriptor, Descriptor content) {
        descriptor
                .put("digest", content.digest().value())
                .put("size", content.size())
                .remove("data");
    }
}

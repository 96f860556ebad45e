package dev.slipway.patch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.patch.AppliedPatch.AppliedHunk;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * The label that says which patches an image has: a JSON list with an object for each, in the order in which they were
 * applied. It has {@code patch}, the patch with its directory as the POM has it; {@code sha256}, the first twelve digits
 * of its hash; {@code result}, {@code applied} or {@code applied already}; and, where they are not 0, {@code offset},
 * the lines that the hunk farthest from its place was moved by (negative for further up), and {@code fuzz}, the most
 * lines of context that were left out of account.
 */
public final class PatchLabel {

    /** The label's name. */
    public static final String NAME = "dev.slipway.patches";

    private static final String APPLIED = "applied";
    private static final ObjectMapper JSON = new ObjectMapper();

    private PatchLabel() {}

    /** The label's value; the same on every machine. */
    public static String of(List<AppliedPatch> patches) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        patches.forEach(patch -> describe(patch, all.addObject()));
        try {
            return JSON.writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new AssertionError("A tree can always be written", e);
        }
    }

    /** The places in a label's list, counted from 0, of the patches that were applied; none where it is no such label. */
    public static Set<Integer> news(String label) {
        Set<Integer> news = new HashSet<>();
        try {
            JsonNode list = JSON.readTree(label);
            for (int index = 0; index < list.size(); index++) {
                if (list.path(index).path("result").asText().equals(APPLIED)) {
                    news.add(index);
                }
            }
        } catch (JsonProcessingException e) {
            // somebody else's
            return Set.of();
        }
        return news;
    }

    private static void describe(AppliedPatch applied, ObjectNode node) {
        node.put("patch", name(applied.patch()));
        node.put("sha256", applied.patch().digest().shortHash());
        node.put("result", applied.isNews() ? APPLIED : "applied already");
        putFarthest(node, "offset", applied, AppliedHunk::offset);
        putFarthest(node, "fuzz", applied, AppliedHunk::fuzz);
    }

    /** A directory outside of the module may be elsewhere on another machine, so only its own name counts. */
    private static String name(Patch patch) {
        String place = patch.place().replace('\\', '/');
        boolean isAbsolute = place.startsWith("/") || place.matches("[A-Za-z]:/.*");
        if (!isAbsolute || !place.endsWith("/" + patch.name())) {
            return patch.place();
        }
        String directory = place.substring(0, place.length() - patch.name().length() - 1);
        return directory.substring(directory.lastIndexOf('/') + 1) + "/" + patch.name();
    }

    private static void putFarthest(
            ObjectNode node, String field, AppliedPatch applied, ToIntFunction<AppliedHunk> number) {
        int farthest = applied.files().stream()
                .flatMap(file -> file.hunks().stream())
                .mapToInt(number)
                .reduce(0, (one, other) -> Math.abs(other) > Math.abs(one) ? other : one);
        if (farthest != 0) {
            node.put(field, farthest);
        }
    }
}

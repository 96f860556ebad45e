package dev.slipway.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.image.Digest;
import dev.slipway.image.ImagePatch;
import dev.slipway.image.ImagePatch.PatchedFile;
import dev.slipway.image.ImagePatch.PatchedHunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The JSON form of an image's patches, the same in receipts and in plans. */
public final class PatchesJson {

    private static final String APPLIED = "applied";
    private static final String APPLIED_ALREADY = "applied already";

    private PatchesJson() {}

    /** Adds an object for each patch. */
    public static void write(ArrayNode list, List<ImagePatch> patches) {
        patches.forEach(patch -> write(list.addObject(), patch));
    }

    private static void write(ObjectNode node, ImagePatch patch) {
        node.put("patch", patch.patch()).put("digest", patch.digest().value());
        node.put("result", patch.isNews() ? APPLIED : APPLIED_ALREADY);
        ArrayNode files = node.putArray("files");
        patch.files().forEach(file -> write(files.addObject(), file));
    }

    private static void write(ObjectNode node, PatchedFile file) {
        node.put("path", file.path());
        file.from().ifPresent(from -> node.put("from", from));
        node.put("change", file.change());
        ArrayNode hunks = node.putArray("hunks");
        file.hunks()
                .forEach(hunk -> hunks.addObject()
                        .put("line", hunk.line())
                        .put("offset", hunk.offset())
                        .put("fuzz", hunk.fuzz()));
    }

    /** @throws IllegalArgumentException if a digest is none */
    static List<ImagePatch> read(JsonNode list) {
        List<ImagePatch> patches = new ArrayList<>();
        list.forEach(node -> patches.add(new ImagePatch(
                node.path("patch").asText(),
                Digest.parse(node.path("digest").asText()),
                node.path("result").asText().equals(APPLIED),
                files(node.path("files")))));
        return patches;
    }

    private static List<PatchedFile> files(JsonNode list) {
        List<PatchedFile> files = new ArrayList<>();
        list.forEach(node -> files.add(new PatchedFile(
                node.path("path").asText(),
                node.has("from") ? Optional.of(node.path("from").asText()) : Optional.empty(),
                node.path("change").asText(),
                hunks(node.path("hunks")))));
        return files;
    }

    private static List<PatchedHunk> hunks(JsonNode list) {
        List<PatchedHunk> hunks = new ArrayList<>();
        list.forEach(node -> hunks.add(new PatchedHunk(
                node.path("line").asInt(),
                node.path("offset").asInt(),
                node.path("fuzz").asInt())));
        return hunks;
    }
}

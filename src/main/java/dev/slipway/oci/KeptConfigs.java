package dev.slipway.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.image.Digest;
import dev.slipway.image.Platform;
import dev.slipway.registry.RemoteImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What images hand on, kept by digest, under which it never changes. A look at an image that was seen before costs the
 * registry one request without a body, which Docker Hub does not count as a pull. That nothing can be kept is no failure.
 */
final class KeptConfigs {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    /** @param folder need not exist */
    KeptConfigs(Path folder) {
        this.folder = folder;
    }

    private Path file(Digest digest, Platform platform) {
        return folder.resolve((digest + "-" + platform).replaceAll("[^A-Za-z0-9.-]", "-") + ".json");
    }

    /** What is known of an image; empty if nothing is, or the file is damaged. */
    Optional<RemoteImage> find(Digest digest, Platform platform) {
        Path file = file(digest, platform);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode root = JSON.readTree(file.toFile());
            Map<String, String> environment = new LinkedHashMap<>();
            root.required("environment")
                    .properties()
                    .forEach(entry ->
                            environment.put(entry.getKey(), entry.getValue().asText()));
            List<String> triggers = new ArrayList<>();
            root.required("triggers").forEach(trigger -> triggers.add(trigger.asText()));
            return Optional.of(new RemoteImage(digest, environment, triggers));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Keeps what was found. */
    void keep(RemoteImage image, Platform platform) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode environment = root.putObject("environment");
        image.environment().forEach(environment::put);
        image.triggers().forEach(root.putArray("triggers")::add);
        try {
            Files.createDirectories(folder);
            Path staged = Files.createTempFile(folder, "base", ".tmp");
            try {
                Files.write(staged, JSON.writeValueAsBytes(root));
                Files.move(staged, file(image.digest(), platform), StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(staged);
            }
        } catch (IOException e) {
            // the registry is asked again the next time
        }
    }
}

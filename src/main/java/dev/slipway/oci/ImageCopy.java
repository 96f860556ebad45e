package dev.slipway.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.image.Digest;
import dev.slipway.layout.Descriptor;
import dev.slipway.oci.http.Errand;
import dev.slipway.oci.http.Progress;
import dev.slipway.registry.Manifest;
import dev.slipway.registry.RegistryException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Copies an image from one repository to another, what it names first. */
final class ImageCopy {

    private static final int MAX_DEPTH = 4;

    private final HttpRepository from;
    private final HttpRepository to;
    private final RemoteRepository source;
    private final OpenRepository target;

    ImageCopy(HttpRepository from, HttpRepository to) {
        this.from = from;
        this.to = to;
        this.source = from.reading(from.toString());
        this.target = to.open(Errand.copy(to.toString()));
    }

    void copy(Manifest root) {
        copy(root, 0);
    }

    private void copy(Manifest manifest, int depth) {
        if (target.manifests().has(manifest.digest())) {
            return;
        }
        try {
            JsonNode content = new ObjectMapper().readTree(manifest.content());
            if (content.path("manifests").isArray()) {
                copyChildren(manifest, content, depth);
            } else {
                copyBlobs(blobs(content));
            }
        } catch (IOException | IllegalArgumentException e) {
            throw source.damaged(manifest.digest(), "is wrong: " + e.getMessage(), e);
        }
        target.manifests()
                .put(
                        manifest.digest(),
                        manifest.mediaType(),
                        manifest.content(),
                        manifest.digest().value());
    }

    private void copyChildren(Manifest index, JsonNode content, int depth) {
        if (depth == MAX_DEPTH) {
            throw source.damaged(index.digest(), "names indexes without end", null);
        }
        for (JsonNode entry : content.path("manifests")) {
            Digest child = Descriptor.parse(entry).digest();
            copy(from.manifest(child).orElseThrow(() -> missing(index)), depth + 1);
        }
    }

    private RegistryException missing(Manifest index) {
        return source.damaged(index.digest(), "names a manifest that the registry does not have", null);
    }

    /** Configuration and layers, each once, but those layers that are not the registry's to hand out. */
    private static List<Descriptor> blobs(JsonNode manifest) {
        Map<Digest, Descriptor> blobs = new LinkedHashMap<>();
        Descriptor config = Descriptor.parse(manifest.path("config"));
        blobs.put(config.digest(), config);
        for (JsonNode node : manifest.path("layers")) {
            Descriptor layer = Descriptor.parse(node);
            if (node.path("urls").isEmpty() || !isForeign(layer)) {
                blobs.put(layer.digest(), layer);
            }
        }
        return List.copyOf(blobs.values());
    }

    private static boolean isForeign(Descriptor layer) {
        return layer.mediaType().contains(".foreign.") || layer.mediaType().contains(".nondistributable.");
    }

    private void copyBlobs(List<Descriptor> blobs) {
        List<Runnable> tasks = new ArrayList<>();
        for (Descriptor blob : blobs) {
            to.mayMount(blob.digest(), from);
            tasks.add(() ->
                    target.blobs().bring(blob, (progress, sender) -> stream(blob, progress, sender), Tally.silent()));
        }
        SideBySide.run(tasks, target.errand());
    }

    private void stream(Descriptor blob, Progress progress, Consumer<BodyPublisher> sender) {
        try (BlobStream stream = source.blob(blob.digest(), progress)) {
            BodyPublisher pieces = BodyPublishers.ofInputStream(stream::content);
            sender.accept(
                    blob.size() == 0 ? BodyPublishers.noBody() : BodyPublishers.fromPublisher(pieces, blob.size()));
        } catch (IOException e) {
            throw source.damaged(blob.digest(), "cannot be read to its end", e);
        }
    }
}

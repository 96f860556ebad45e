package dev.slipway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.image.Digest;
import dev.slipway.layout.BlobDraft;
import dev.slipway.layout.OciLayout;
import dev.slipway.receipt.ReceiptFolder;
import dev.slipway.testing.RegistryProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** Brings images out of a registry into layouts, where a BuildKit daemon would have put them. */
final class LayoutCopies {

    private static final String TYPES =
            "application/vnd.docker.distribution.manifest.v2+json, application/vnd.oci.image.manifest.v1+json";

    private final HttpClient http = HttpClient.newHttpClient();
    private final RegistryProcess registry;
    private final ReceiptFolder receipts;

    /** @param folder where the layouts go, with the receipt of what is in them */
    LayoutCopies(RegistryProcess registry, Path folder) {
        this.registry = registry;
        this.receipts = new ReceiptFolder(folder);
    }

    /** The receipt of all images. */
    ReceiptFolder of(ReleaseImages images) throws IOException, InterruptedException {
        for (String alias : images.aliases()) {
            OciLayout layout = new OciLayout(receipts.folder(alias).resolve("oci"));
            String repository = "/v2/" + images.repository(alias);
            Digest root = blob(layout, repository + "/manifests/" + images.tags().get(0));
            JsonNode manifest =
                    new ObjectMapper().readTree(layout.blobs().file(root).toFile());
            blob(layout, repository + "/blobs/" + manifest.at("/config/digest").asText());
            for (JsonNode layer : manifest.path("layers")) {
                blob(layout, repository + "/blobs/" + layer.path("digest").asText());
            }
            layout.put(layout.describe(root));
            receipts.addBuilt(List.of(images.built(alias, layout.content(List.of()))));
        }
        return receipts;
    }

    private Digest blob(OciLayout layout, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry.uri() + path))
                .header("Accept", TYPES)
                .build();
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + response.statusCode());
        }
        byte[] buffer = new byte[64 * 1024];
        try (InputStream body = response.body();
                BlobDraft draft = layout.blobs().draft()) {
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                draft.write(ByteBuffer.wrap(buffer, 0, count));
            }
            return draft.commit();
        }
    }
}

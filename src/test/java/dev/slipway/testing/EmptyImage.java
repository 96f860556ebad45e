package dev.slipway.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** An image without layers, pushed over HTTP where a test needs a tag but no engine. */
public final class EmptyImage {

    private static final String CONFIG =
            "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}";
    private static final String MANIFEST_TYPE = "application/vnd.docker.distribution.manifest.v2+json";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String repositoryUrl;
    private final String authorization;

    private EmptyImage(String repositoryUrl, String authorization) {
        this.repositoryUrl = repositoryUrl;
        this.authorization = authorization;
    }

    /**
     * Pushes it.
     *
     * @return the digest of its manifest
     */
    public static String push(String registryHost, String repository, String tag, String user, String password)
            throws IOException, InterruptedException {
        byte[] login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        EmptyImage image = new EmptyImage(
                "http://" + registryHost + "/v2/" + repository,
                "Basic " + Base64.getEncoder().encodeToString(login));
        image.upload(CONFIG);
        return image.putManifest(tag);
    }

    private void upload(String blob) throws IOException, InterruptedException {
        HttpResponse<String> begun = send("POST", repositoryUrl + "/blobs/uploads/", "", "application/octet-stream");
        URI location = URI.create(repositoryUrl)
                .resolve(begun.headers().firstValue("Location").orElseThrow());
        send("PUT", location + "&digest=" + digest(blob), blob, "application/octet-stream");
    }

    private String putManifest(String tag) throws IOException, InterruptedException {
        String manifest = """
                {"schemaVersion":2,"mediaType":"%s","config":{"mediaType":\
                "application/vnd.docker.container.image.v1+json","size":%d,"digest":"%s"},"layers":[]}""".formatted(MANIFEST_TYPE, CONFIG.length(), digest(CONFIG));
        send("PUT", repositoryUrl + "/manifests/" + tag, manifest, MANIFEST_TYPE);
        return digest(manifest);
    }

    private HttpResponse<String> send(String method, String url, String body, String type)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", type)
                .header("Authorization", authorization)
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(method + " " + url + " answers " + response.statusCode() + " " + response.body());
        }
        return response;
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

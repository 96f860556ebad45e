package dev.slipway.layout;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The manifest of an image for one platform, of OCI's kind or of Docker's.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/manifest.md">OCI image specification, manifest</a>
 */
public final class ImageManifest {

    private static final String DOCKER = "application/vnd.docker.";
    private static final String DOCKER_LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip";
    private static final String OCI_LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";

    private final ObjectNode json;
    private final Descriptor config;
    private final List<Descriptor> layers;

    private ImageManifest(ObjectNode json) {
        this.json = json;
        this.config = Descriptor.parse(json.path("config"));
        List<Descriptor> found = new ArrayList<>();
        json.path("layers").forEach(layer -> found.add(Descriptor.parse(layer)));
        this.layers = List.copyOf(found);
    }

    /**
     * The manifest that stands in a JSON text.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static ImageManifest parse(byte[] content) {
        ObjectNode json = ExactJson.parse(content);
        if (!json.path("layers").isArray()) {
            throw new IllegalArgumentException("the manifest names no layers");
        }
        return new ImageManifest(json);
    }

    /** The configuration. */
    public Descriptor config() {
        return config;
    }

    /** The layers, the lowest first. */
    public List<Descriptor> layers() {
        return layers;
    }

    /** What a layer of gzip is called in manifests of this kind. */
    public String layerType() {
        return isDocker() ? DOCKER_LAYER : OCI_LAYER;
    }

    private boolean isDocker() {
        return config.mediaType().startsWith(DOCKER);
    }

    /** Whether it holds no image, but what BuildKit says of one: an SBOM or provenance. */
    public boolean isAttestation() {
        return !layers.isEmpty() && layers.get(0).mediaType().equals("application/vnd.in-toto+json");
    }

    /**
     * The manifest with one more layer. Annotations and all else stay.
     *
     * @param otherConfig the configuration with the layer
     * @param layer       of the {@link #layerType}
     */
    public ImageManifest plus(Descriptor otherConfig, Descriptor layer) {
        ObjectNode copy = json.deepCopy();
        ExactJson.point((ObjectNode) copy.path("config"), otherConfig);
        ((ArrayNode) copy.path("layers"))
                .addObject()
                .put("mediaType", layer.mediaType())
                .put("digest", layer.digest().value())
                .put("size", layer.size());
        return new ImageManifest(copy);
    }

    /** Its JSON; of the same manifest, the same bytes. */
    public byte[] bytes() {
        return ExactJson.bytes(json);
    }
}

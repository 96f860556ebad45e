package dev.slipway.buildkit;

import dev.slipway.dockerfile.BaseImage;
import dev.slipway.engine.BuildRequest;
import dev.slipway.engine.EngineException;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.layout.Blobs;
import io.grpc.BindableService;
import java.util.List;
import java.util.Map;

/** Where the result of a build goes, and what it is when it is there. Closed at the end of the build, however it ends. */
interface ImageResult extends AutoCloseable {

    /** What the daemon is told. */
    ExportTarget target();

    /** The stores that the daemon may write into, by the ids that it knows them by. */
    Map<String, Blobs> stores();

    /** What else it needs from us to put the result there. */
    List<BindableService> services();

    /**
     * What was built.
     *
     * @param exported what the exporter says
     */
    ImageContent content(Map<String, String> exported);

    @Override
    void close();

    /**
     * The digest that an exporter names.
     *
     * @throws EngineException if it names none
     */
    static Digest digest(String alias, Map<String, String> exported) {
        String digest = exported.get("containerimage.digest");
        if (digest == null) {
            throw new EngineException(
                    "Cannot build " + alias,
                    "BuildKit ended without naming an image",
                    "Look into the engine's own log, then build again.",
                    null);
        }
        return Digest.parse(digest);
    }

    /** The images that a build begins with, as its Dockerfile names them. */
    static List<String> bases(BuildRequest request) {
        return request
                .dockerfile()
                .externalBases(request.recipe().target(), request.recipe().args())
                .stream()
                .map(BaseImage::reference)
                .distinct()
                .toList();
    }
}

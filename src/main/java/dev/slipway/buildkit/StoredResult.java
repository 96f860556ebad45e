package dev.slipway.buildkit;

import dev.slipway.engine.BuildRequest;
import dev.slipway.engine.LocalImages;
import dev.slipway.engine.StoredImage;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageStore;
import dev.slipway.image.Platform;
import dev.slipway.layout.Blobs;
import io.grpc.BindableService;
import java.util.List;
import java.util.Map;

/**
 * The image store of the Docker engine that BuildKit is part of; the image gets no name.
 *
 * @param request the build
 * @param images  the store
 * @param daemon  the engine's BuildKit
 */
record StoredResult(BuildRequest request, LocalImages images, Daemon daemon) implements ImageResult {

    /**
     * {@code moby} always unpacks the image at once, which BuildKit does not do together with this. The prefix is the one
     * by which Docker knows images without a name; it unpacks the image when it is first used.
     */
    private static final Map<String, String> REWRITTEN =
            Map.of(RewrittenTimes.ATTRIBUTE, "true", "unpack", "false", "dangling-name-prefix", "moby-dangling");

    @Override
    public ExportTarget target() {
        return RewrittenTimes.areWanted(request, daemon)
                ? new ExportTarget("image", REWRITTEN)
                : new ExportTarget("moby", Map.of());
    }

    @Override
    public Map<String, Blobs> stores() {
        return Map.of();
    }

    @Override
    public List<BindableService> services() {
        return List.of();
    }

    @Override
    public ImageContent content(Map<String, String> exported) {
        Digest id = ImageResult.digest(request.alias(), exported);
        StoredImage image = images.inspect(id);
        List<Platform> wanted = request.recipe().platforms();
        List<Platform> platforms = wanted.size() > 1 ? wanted : List.of(image.platform());
        return new ImageContent(
                id, platforms, image.size(), ImageResult.bases(request), new ImageStore.InDaemon(daemon.uri()));
    }

    @Override
    public void close() {}
}

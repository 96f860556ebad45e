package dev.slipway.buildkit;

import dev.slipway.buildkit.session.ContentService;
import dev.slipway.buildkit.session.FileSendService;
import dev.slipway.engine.BuildRequest;
import dev.slipway.image.ImageContent;
import dev.slipway.layout.Blobs;
import dev.slipway.layout.Descriptor;
import dev.slipway.layout.LayoutTar;
import dev.slipway.layout.OciLayout;
import io.grpc.BindableService;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An OCI layout on this machine, {@code target/slipway/ALIAS/oci}; the daemon sends only what is not there yet. Old
 * daemons send all of it as a tar.
 */
final class LayoutResult implements ImageResult {

    private final BuildRequest request;
    private final Daemon daemon;
    private final OciLayout layout;
    private final ExecutorService threads = Executors.newCachedThreadPool(LayoutResult::thread);
    private final AtomicReference<@Nullable Descriptor> unpacked = new AtomicReference<>();

    LayoutResult(BuildRequest request, Daemon daemon) {
        this.request = request;
        this.daemon = daemon;
        this.layout = new OciLayout(request.folder().resolve("oci"));
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "slipway-result");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public ExportTarget target() {
        return RewrittenTimes.areWanted(request, daemon)
                ? new ExportTarget("oci", Map.of("tar", "false", RewrittenTimes.ATTRIBUTE, "true"))
                : new ExportTarget("oci", Map.of("tar", "false"));
    }

    @Override
    public Map<String, Blobs> stores() {
        return Map.of(ContentService.EXPORT, layout.blobs());
    }

    @Override
    public List<BindableService> services() {
        return List.of(new FileSendService(this::unpack, threads));
    }

    private void unpack(InputStream tar) throws IOException {
        unpacked.set(new LayoutTar(layout).unpack(tar));
    }

    @Override
    public ImageContent content(Map<String, String> exported) {
        Descriptor root = unpacked.get();
        layout.put(root == null ? layout.describe(ImageResult.digest(request.alias(), exported)) : root);
        return layout.content(ImageResult.bases(request));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

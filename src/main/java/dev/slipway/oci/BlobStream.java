package dev.slipway.oci;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A blob as it comes out of a registry: nobody holds more of it than a few buffers. Other answers are read at once. */
final class BlobStream implements BodyHandler<byte[]>, Closeable {

    private static final int OK = 200;
    private static final byte[] NOTHING = {};

    private @Nullable InputStream content;

    @Override
    public BodySubscriber<byte[]> apply(ResponseInfo response) {
        return response.statusCode() == OK
                ? BodySubscribers.mapping(BodySubscribers.ofInputStream(), this::keep)
                : BodySubscribers.ofByteArray();
    }

    private synchronized byte[] keep(InputStream newContent) {
        content = newContent;
        return NOTHING;
    }

    /** Its bytes; closing this ends them, wherever they are read. */
    synchronized InputStream content() {
        return Objects.requireNonNull(content, "the registry sends the blob");
    }

    @Override
    public void close() throws IOException {
        content().close();
    }
}

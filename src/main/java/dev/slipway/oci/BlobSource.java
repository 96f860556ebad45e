package dev.slipway.oci;

import dev.slipway.oci.http.Progress;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.function.Consumer;

/** Where the bytes of a blob come from. */
@FunctionalInterface
interface BlobSource {

    /**
     * Opens them, hands them on to be sent once, and closes them.
     *
     * @param progress of whatever it takes to get them
     */
    void send(Progress progress, Consumer<BodyPublisher> sender);
}

package dev.slipway.oci.http;

import java.io.IOException;

/** An answer that was not read to its end, since it is too large. */
final class OversizedAnswerException extends IOException {

    OversizedAnswerException(int maxBytes) {
        super("more than " + maxBytes / 1024 + " KiB");
    }
}

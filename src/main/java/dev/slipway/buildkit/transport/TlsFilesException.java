package dev.slipway.buildkit.transport;

import java.io.IOException;
import java.nio.file.Path;

/** TLS files that cannot be used. */
final class TlsFilesException extends IOException {

    private static final long serialVersionUID = 1L;

    TlsFilesException(Path folder, Exception cause) {
        super("the TLS files in " + folder + " cannot be used (" + cause.getMessage() + ")", cause);
    }
}

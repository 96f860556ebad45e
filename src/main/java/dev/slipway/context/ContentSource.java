package dev.slipway.context;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a file of the context, opened only when they are needed. */
@FunctionalInterface
public interface ContentSource {

    /** A new stream from the first byte on; the caller closes it. */
    InputStream open() throws IOException;
}

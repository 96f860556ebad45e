package dev.slipway.layout;

import java.io.IOException;

/** A layer that is compressed with zstd, where nothing is there to read it. */
public final class ZstdMissingException extends IOException {

    /** What helps. */
    public static final String REMEDY =
            "Add the library com.github.luben:zstd-jni to the <dependencies> of the plugin in"
                    + " pom.xml, or build on an image with layers of gzip.";

    ZstdMissingException() {
        super("it is compressed with zstd");
    }
}

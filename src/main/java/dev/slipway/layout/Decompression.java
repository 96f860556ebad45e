package dev.slipway.layout;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.apache.commons.compress.compressors.zstandard.ZstdUtils;

/**
 * Undoes the compression of layers; which one it is, their first bytes say. The library for zstd is seven megabytes of
 * native code for few images, so that only who needs it adds it.
 */
final class Decompression {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int SIGNATURE_BYTES = 4;
    private static final int GZIP = 0x1f8b;

    private Decompression() {}

    /** @throws IOException if it begins like something that cannot be read */
    static InputStream of(InputStream blob) throws IOException {
        BufferedInputStream input = new BufferedInputStream(blob, BUFFER_BYTES);
        input.mark(SIGNATURE_BYTES);
        byte[] signature = input.readNBytes(SIGNATURE_BYTES);
        input.reset();
        if (signature.length == SIGNATURE_BYTES && ((signature[0] & 0xff) << 8 | (signature[1] & 0xff)) == GZIP) {
            return decompressed(CompressorStreamFactory.GZIP, input);
        }
        if (!ZstdUtils.matches(signature, signature.length)) {
            return input;
        }
        if (!ZstdUtils.isZstdCompressionAvailable()) {
            throw new ZstdMissingException();
        }
        return decompressed(CompressorStreamFactory.ZSTANDARD, input);
    }

    /** Some layers are many compressed parts, one behind the other, so that single files can be fetched. */
    private static InputStream decompressed(String algorithm, InputStream input) throws IOException {
        try {
            return new CompressorStreamFactory(true).createCompressorInputStream(algorithm, input);
        } catch (CompressorException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}

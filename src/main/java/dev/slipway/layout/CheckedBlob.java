package dev.slipway.layout;

import dev.slipway.image.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** A blob that is read from its beginning, and whose digest is reckoned on the way. */
final class CheckedBlob extends FilterInputStream {

    private final Digest expected;
    private final MessageDigest hash;
    private boolean isChecked;

    CheckedBlob(InputStream content, Digest expected) {
        super(content);
        this.expected = expected;
        this.hash = Hashes.of(expected);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        if (read > 0) {
            hash.update(target, offset, read);
        } else if (read < 0 && !isChecked) {
            isChecked = true;
            check();
        }
        return read;
    }

    private void check() throws IOException {
        if (!Hashes.fits(hash, expected)) {
            throw new IOException("it was changed");
        }
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, 8192)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}

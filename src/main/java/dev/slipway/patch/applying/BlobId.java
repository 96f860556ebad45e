package dev.slipway.patch.applying;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Object ids of git, as far as they are of contents of files. */
final class BlobId {

    private static final int SHA1_LENGTH = 40;
    private static final int SHA256_LENGTH = 64;

    private BlobId() {}

    /** Whether an id is written in full, and that of something. */
    static boolean isFull(String id) {
        return (id.length() == SHA1_LENGTH || id.length() == SHA256_LENGTH) && !id.matches("0*");
    }

    /** Whether an id, written in full, is that of a content. */
    static boolean is(String id, byte[] content) {
        try {
            MessageDigest digest = MessageDigest.getInstance(id.length() == SHA1_LENGTH ? "SHA-1" : "SHA-256");
            digest.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(content)).equals(id);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

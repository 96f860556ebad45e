package dev.slipway.layout;

import dev.slipway.image.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Reckons digests; all engines and registries use SHA-256, and may know SHA-512. */
public final class Hashes {

    private Hashes() {}

    static MessageDigest sha256() {
        return algorithm("SHA-256");
    }

    private static MessageDigest algorithm(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has " + name, e);
        }
    }

    static Digest digest(MessageDigest finished) {
        return new Digest("sha256:" + HexFormat.of().formatHex(finished.digest()));
    }

    /** The usual digest of some content. */
    public static Digest digest(byte[] content) {
        MessageDigest hash = sha256();
        hash.update(content);
        return digest(hash);
    }

    /** Whether a digest, of either algorithm, is that of some content. */
    public static boolean fits(byte[] content, Digest digest) {
        MessageDigest hash = of(digest);
        hash.update(content);
        return fits(hash, digest);
    }

    /** What reckons digests by the algorithm of another. */
    static MessageDigest of(Digest digest) {
        return algorithm(digest.value().startsWith("sha512:") ? "SHA-512" : "SHA-256");
    }

    static boolean fits(MessageDigest finished, Digest digest) {
        return digest.value().endsWith(":" + HexFormat.of().formatHex(finished.digest()));
    }
}

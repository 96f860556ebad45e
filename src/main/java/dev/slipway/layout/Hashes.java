package dev.slipway.layout;

import dev.slipway.image.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Reckons digests; all engines and registries use SHA-256. */
final class Hashes {

    private Hashes() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }

    static Digest digest(MessageDigest finished) {
        return new Digest("sha256:" + HexFormat.of().formatHex(finished.digest()));
    }

    static Digest digest(byte[] content) {
        MessageDigest hash = sha256();
        hash.update(content);
        return digest(hash);
    }

    static boolean fits(byte[] content, Digest digest) {
        return digest(content).equals(digest);
    }
}

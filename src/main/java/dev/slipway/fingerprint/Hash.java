package dev.slipway.fingerprint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** SHA-256 over values, each with its length before it, so that no two lists of values read the same. */
final class Hash {

    private final MessageDigest digest = sha256();

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    Hash add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    Hash add(byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
        return this;
    }

    /** In the order that they come in. */
    Hash addAll(Collection<?> values) {
        add(String.valueOf(values.size()));
        values.forEach(value -> add(value.toString()));
        return this;
    }

    /** In the order of the keys. */
    Hash addAll(Map<String, ?> values) {
        add(String.valueOf(values.size()));
        new TreeMap<>(values).forEach((key, value) -> add(key).add(value.toString()));
        return this;
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}

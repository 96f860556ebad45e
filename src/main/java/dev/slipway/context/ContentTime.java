package dev.slipway.context;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;

/**
 * Times of modification that are made of contents. Engines that have a file of an earlier build ask for it again only
 * where size or time differ, never because its content does: so the same content always has the same time here, and of
 * other content two in 3 × 10<sup>17</sup> have one time.
 */
public final class ContentTime {

    /** No time is before this one; for what has no content. */
    public static final Instant EARLIEST = Instant.parse("2001-01-01T00:00:00Z");

    private static final long SECONDS = Duration.ofDays(3652).toSeconds();
    private static final long NANOSECONDS = 1_000_000_000;

    private ContentTime() {}

    /** A time in the ten years from 2001 on. */
    public static Instant of(byte[] content) {
        ByteBuffer hash = ByteBuffer.wrap(sha256().digest(content));
        return EARLIEST.plusSeconds(Math.floorMod(hash.getLong(), SECONDS))
                .plusNanos(Math.floorMod(hash.getLong(), NANOSECONDS));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}

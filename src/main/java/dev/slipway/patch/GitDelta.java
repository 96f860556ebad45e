package dev.slipway.patch;

/**
 * A delta of git: how to make content of other content.
 *
 * @see <a href="https://git-scm.com/docs/pack-format#_deltified_representation">Git pack format, deltified
 *     representation</a>
 */
public final class GitDelta {

    /** So many bytes a binary change may make at most. */
    public static final long LARGEST = 100L * 1024 * 1024;

    private static final int CONTINUED = 0x80;
    private static final int SEVEN_BITS = 0x7F;
    private static final int SEVEN = 7;
    private static final int BYTE = 0xFF;
    private static final int OFFSET_BYTES = 4;
    private static final int LENGTH_BYTES = 3;
    private static final int LENGTH_OF_ZERO = 0x1_0000;

    private final byte[] delta;
    private final long sourceSize;
    private final long targetSize;
    private final int start;
    private int at;

    /** Bytes that come from the source, or from the delta itself. */
    private record Run(boolean isCopy, int start, int length) {}

    private GitDelta(byte[] delta) {
        this.delta = delta;
        this.sourceSize = size();
        this.targetSize = size();
        this.start = at;
    }

    /**
     * Reads a delta.
     *
     * @param limit so many bytes it may make at most
     * @throws InvalidDeltaException if it is none, or makes more than {@code limit} bytes
     */
    public static GitDelta parse(byte[] bytes, long limit) {
        GitDelta delta = new GitDelta(bytes);
        if (delta.targetSize > limit || delta.sourceSize > Integer.MAX_VALUE) {
            throw new InvalidDeltaException("it makes more than " + limit + " bytes");
        }
        delta.check();
        return delta;
    }

    /**
     * What a delta makes of a content.
     *
     * @throws InvalidDeltaException if it is none, or is for content of another size
     */
    public static byte[] apply(byte[] base, byte[] delta) {
        return parse(delta, LARGEST).applyTo(base);
    }

    /**
     * What this makes of a content.
     *
     * @throws InvalidDeltaException if the source has another size than this is for
     */
    public byte[] applyTo(byte[] source) {
        if (source.length != sourceSize) {
            throw new InvalidDeltaException("it is for " + sourceSize + " bytes, not for " + source.length);
        }
        byte[] target = new byte[(int) targetSize];
        int end = 0;
        at = start;
        while (at < delta.length) {
            Run run = run();
            System.arraycopy(run.isCopy() ? source : delta, run.start(), target, end, run.length());
            end += run.length();
        }
        return target;
    }

    private void check() {
        long total = 0;
        while (at < delta.length && total <= targetSize) {
            total += run().length();
        }
        if (total != targetSize) {
            throw new InvalidDeltaException("it makes other than the " + targetSize + " bytes that it says");
        }
    }

    private Run run() {
        int command = next();
        return (command & CONTINUED) != 0 ? copy(command) : insert(command);
    }

    private Run copy(int command) {
        long from = number(command, OFFSET_BYTES);
        int length = (int) number(command >> OFFSET_BYTES, LENGTH_BYTES);
        int copied = length == 0 ? LENGTH_OF_ZERO : length;
        if (from + copied > sourceSize) {
            throw new InvalidDeltaException("it copies from behind the end of the old content");
        }
        return new Run(true, (int) from, copied);
    }

    private Run insert(int command) {
        if (command == 0 || at + command > delta.length) {
            throw new InvalidDeltaException("it ends too early, or has an unknown command");
        }
        Run run = new Run(false, at, command);
        at += command;
        return run;
    }

    /** Little-endian; a bit of the command for each byte says whether it is there or is 0. */
    private long number(int bits, int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            if ((bits & (1 << i)) != 0) {
                value |= (long) next() << (Byte.SIZE * i);
            }
        }
        return value;
    }

    private long size() {
        long size = 0;
        int shift = 0;
        int part;
        do {
            part = next();
            size |= (long) (part & SEVEN_BITS) << shift;
            shift += SEVEN;
        } while ((part & CONTINUED) != 0 && shift < Long.SIZE - SEVEN);
        return size;
    }

    private int next() {
        if (at >= delta.length) {
            throw new InvalidDeltaException("it ends too early, or has an unknown command");
        }
        return delta[at++] & BYTE;
    }

    /** A delta that cannot be read, or is for other content. */
    public static final class InvalidDeltaException extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        private InvalidDeltaException(String message) {
            super(message);
        }
    }
}

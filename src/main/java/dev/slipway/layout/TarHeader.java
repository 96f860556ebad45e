package dev.slipway.layout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarUtils;

/**
 * The block before each entry of a tar.
 *
 * @param name    with the prefix, if it is split
 * @param type    one of the {@code LF_} constants of {@link TarConstants}
 * @param mode    as {@code st_mode} has it
 * @param owner   their numbers; the names that a tar may have count for nothing in an image
 * @param size    of what follows, in bytes
 * @param seconds since 1970, when it was last modified
 * @param link    what a link leads to; empty for others
 */
record TarHeader(String name, byte type, int mode, LayerEntry.Owner owner, long size, long seconds, String link) {

    /** All parts of a tar fill blocks of so many bytes. */
    static final int BLOCK = 512;

    private static final int NAME = 100;
    private static final int MODE_AT = 100;
    private static final int USER_AT = 108;
    private static final int GROUP_AT = 116;
    private static final int SIZE_AT = 124;
    private static final int MODIFIED_AT = 136;
    private static final int CHECKSUM_AT = 148;
    private static final int TYPE_AT = 156;
    private static final int LINK_AT = 157;
    private static final int MAGIC_AT = 257;
    private static final int PREFIX_AT = 345;
    private static final int PREFIX = 155;
    private static final byte[] MAGIC = "ustar\00000".getBytes(StandardCharsets.US_ASCII);
    private static final int MAGIC_LENGTH = 6;

    /** Whether a name has its place in a header; others go into {@link PaxRecords}. */
    static boolean holds(String name) {
        return name.length() <= NAME && name.chars().allMatch(character -> character > 0 && character < 128);
    }

    /** Whether a number has its place in a field of eight bytes. */
    static boolean holdsId(long number) {
        return number >= 0 && number <= TarConstants.MAXID;
    }

    /** Whether a number has its place in a field of twelve bytes. */
    static boolean holdsLong(long number) {
        return number >= 0 && number <= TarConstants.MAXSIZE;
    }

    /** Zeroes and cut names stand for what the header does not hold. */
    byte[] bytes() {
        byte[] block = new byte[BLOCK];
        text(name, block, 0);
        TarUtils.formatLongOctalBytes(mode, block, MODE_AT, 8);
        TarUtils.formatLongOctalBytes(holdsId(owner.user()) ? owner.user() : 0, block, USER_AT, 8);
        TarUtils.formatLongOctalBytes(holdsId(owner.group()) ? owner.group() : 0, block, GROUP_AT, 8);
        TarUtils.formatLongOctalBytes(size, block, SIZE_AT, 12);
        TarUtils.formatLongOctalBytes(holdsLong(seconds) ? seconds : 0, block, MODIFIED_AT, 12);
        block[TYPE_AT] = type;
        text(link, block, LINK_AT);
        System.arraycopy(MAGIC, 0, block, MAGIC_AT, MAGIC.length);
        Arrays.fill(block, CHECKSUM_AT, CHECKSUM_AT + 8, (byte) ' ');
        TarUtils.formatCheckSumOctalBytes(TarUtils.computeCheckSum(block), block, CHECKSUM_AT, 8);
        return block;
    }

    private static void text(String text, byte[] block, int at) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, at, Math.min(NAME, bytes.length));
    }

    /** @throws IOException if it is none */
    static TarHeader parse(byte[] block) throws IOException {
        if (!TarUtils.verifyCheckSum(block)) {
            throw new IOException("its tar is garbled");
        }
        try {
            return new TarHeader(
                    name(block),
                    block[TYPE_AT],
                    (int) number(block, MODE_AT, 8),
                    new LayerEntry.Owner(number(block, USER_AT, 8), number(block, GROUP_AT, 8)),
                    number(block, SIZE_AT, 12),
                    number(block, MODIFIED_AT, 12),
                    text(block, LINK_AT, NAME));
        } catch (IllegalArgumentException e) {
            throw new IOException("its tar is garbled: " + e.getMessage(), e);
        }
    }

    private static long number(byte[] block, int from, int length) {
        return TarUtils.parseOctalOrBinary(block, from, length);
    }

    /** GNU's own form has other things where POSIX has the prefix. */
    private static String name(byte[] block) {
        String name = text(block, 0, NAME);
        boolean isPosix = Arrays.equals(block, MAGIC_AT, MAGIC_AT + MAGIC_LENGTH, MAGIC, 0, MAGIC_LENGTH);
        String prefix = isPosix ? text(block, PREFIX_AT, PREFIX) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }
}

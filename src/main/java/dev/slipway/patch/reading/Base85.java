package dev.slipway.patch.reading;

import java.io.ByteArrayOutputStream;

/** Git's base 85: a letter that says how many bytes a line holds, and five characters for every four of them. */
final class Base85 {

    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";
    private static final int BASE = 85;
    private static final int GROUP = 5;
    private static final int BYTES = 4;
    private static final int LETTERS = 26;
    private static final long LARGEST = 0xFFFF_FFFFL;

    private Base85() {}

    /**
     * Adds the bytes of a line.
     *
     * @return false if it is no such line, with nothing added
     */
    static boolean decode(String line, ByteArrayOutputStream out) {
        int length = length(line);
        if (length == 0 || line.length() != 1 + (length + BYTES - 1) / BYTES * GROUP) {
            return false;
        }
        byte[] bytes = new byte[(length + BYTES - 1) / BYTES * BYTES];
        for (int group = 0; group * BYTES < length; group++) {
            long value = value(line, 1 + group * GROUP);
            if (value < 0 || value > LARGEST) {
                return false;
            }
            for (int i = 0; i < BYTES; i++) {
                bytes[group * BYTES + i] = (byte) (value >>> (Byte.SIZE * (BYTES - 1 - i)));
            }
        }
        out.write(bytes, 0, length);
        return true;
    }

    private static int length(String line) {
        char first = line.isEmpty() ? ' ' : line.charAt(0);
        if (first >= 'A' && first <= 'Z') {
            return first - 'A' + 1;
        }
        return first >= 'a' && first <= 'z' ? first - 'a' + 1 + LETTERS : 0;
    }

    private static long value(String line, int start) {
        long value = 0;
        for (int i = start; i < start + GROUP; i++) {
            int digit = DIGITS.indexOf(line.charAt(i));
            if (digit < 0) {
                return -1;
            }
            value = value * BASE + digit;
        }
        return value;
    }
}

package dev.slipway.patch.applying;

import java.nio.charset.StandardCharsets;

/** Bytes as a message can show them. */
final class Quoted {

    private static final int LONGEST = 4000;

    private Quoted() {}

    static String of(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1)
                .replace("\\", "\\\\")
                .replace("\r", "\\r")
                .replace("\t", "\\t")
                .replace("\0", "\\0");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "… (" + text.length() + ")";
    }
}

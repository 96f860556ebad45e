package dev.slipway.patch.reading;

import java.nio.charset.StandardCharsets;

/** Text of a patch as messages show it. */
final class Shown {

    private static final int LONGEST = 80;

    private Shown() {}

    /** Cut to what can be read at a glance, with what cannot be seen as {@code ?}. */
    static String line(String iso) {
        String text = new String(iso.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        String visible = text.replaceAll("\\p{Cntrl}", "?").replace('\uFFFD', '?');
        return visible.length() <= LONGEST ? visible : visible.substring(0, LONGEST) + "…";
    }
}

package dev.slipway.patch.applying;

import dev.slipway.patch.PatchOptions;

/** When a line of a file is the one that a patch means. */
enum LineMatch {
    /** They are the same. */
    EXACT {
        @Override
        boolean fits(String found, String expected) {
            return found.equals(expected);
        }
    },
    /** They differ in the number of blanks at most, and in what ends them. */
    LOOSE {
        @Override
        boolean fits(String found, String expected) {
            return found.equals(expected) || condensed(found).equals(condensed(expected));
        }
    };

    abstract boolean fits(String found, String expected);

    static LineMatch of(PatchOptions options) {
        return options.ignoresWhitespace() ? LOOSE : EXACT;
    }

    /** With one blank for each run of them, and none at the end. */
    private static String condensed(String line) {
        StringBuilder condensed = new StringBuilder(line.length());
        boolean isAfterBlank = false;
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            boolean isBlank = " \t\r\n".indexOf(c) >= 0;
            if (!isBlank) {
                condensed.append(isAfterBlank ? " " : "").append(c);
            }
            isAfterBlank = isBlank;
        }
        return condensed.toString();
    }
}

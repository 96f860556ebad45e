package dev.slipway.patch;

/**
 * How a directory of patches is applied.
 *
 * @param strip            how many leading segments are taken from the names in a patch, where its series does not say
 * @param fuzz             how many lines of context at either end of a hunk need not fit
 * @param ignoresWhitespace whether lines fit where only blanks differ
 * @param onApplied        what becomes of a patch whose changes are all there already
 */
public record PatchOptions(int strip, int fuzz, boolean ignoresWhitespace, OnApplied onApplied) {

    /** What becomes of a patch whose changes are all there already. */
    public enum OnApplied {
        /** It is left out, and said so. */
        SKIP,
        /** It is a failure. */
        FAIL
    }

    /** One segment, no fuzz, every blank counts, and what is applied already is skipped. */
    public static PatchOptions defaults() {
        return new PatchOptions(1, 0, false, OnApplied.SKIP);
    }
}

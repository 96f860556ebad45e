package dev.slipway.patch.reading;

import dev.slipway.patch.PatchProblem;

/** A place in a patch that cannot be read; {@link PatchReader} makes a problem of it and goes on behind it. */
final class MalformedPatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final String what;
    private final String remedy;

    /** @param line counted from 1 */
    MalformedPatchException(int line, String what, String remedy) {
        super(what);
        this.line = line;
        this.what = what;
        this.remedy = remedy;
    }

    PatchProblem at(String place) {
        return new PatchProblem(place + ":" + line, what, remedy);
    }
}

package dev.slipway.patch.applying;

import dev.slipway.patch.AppliedPatch.AppliedFile;
import dev.slipway.patch.applying.PatchedText.FailedHunk;
import java.util.List;

/** What came of one file of a patch. */
sealed interface FileOutcome {

    /** It is changed. */
    record Done(AppliedFile file) implements FileOutcome {}

    /**
     * Some of its hunks do not fit.
     *
     * @param path  of the file
     * @param lines of the file
     * @param hunks how many the patch has for it
     */
    record Misfit(String path, List<String> lines, int hunks, List<FailedHunk> failed) implements FileOutcome {}

    /**
     * It cannot be changed.
     *
     * @param what   a clause
     * @param remedy an imperative sentence
     */
    record Refusal(String what, String remedy) implements FileOutcome {}

    /** It was not tried, since a patch before did not fit. */
    record Untried() implements FileOutcome {}
}

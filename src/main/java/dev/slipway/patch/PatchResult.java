package dev.slipway.patch;

import dev.slipway.context.Overlay;
import java.util.List;

/**
 * What patches come to.
 *
 * @param overlay  the files that are another than before; where there are problems, as far as patches could be applied
 * @param applied  every patch that could be applied, or was already
 * @param problems why the others could not
 */
public record PatchResult(Overlay overlay, List<AppliedPatch> applied, List<PatchProblem> problems) {

    /** Copies the lists. */
    public PatchResult {
        applied = List.copyOf(applied);
        problems = List.copyOf(problems);
    }

    /** What no patches come to. */
    public static PatchResult nothing() {
        return new PatchResult(Overlay.none(), List.of(), List.of());
    }
}

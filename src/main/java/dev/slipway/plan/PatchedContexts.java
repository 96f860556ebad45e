package dev.slipway.plan;

import dev.slipway.context.ContextAssembler;
import dev.slipway.context.DirectoryContext;
import dev.slipway.patch.ContextTree;
import dev.slipway.patch.PatchResult;
import dev.slipway.patch.PatchSet;
import dev.slipway.patch.applying.Patcher;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Applies patches to contexts, the same to the same context once for all images of a module. */
final class PatchedContexts {

    private final ContextAssembler contexts = new ContextAssembler();
    private final Map<Patched, PatchResult> known = new HashMap<>();

    /** What decides what comes out: the Dockerfile's name decides which ignore file counts. */
    private record Patched(Path context, Path dockerfile, List<PatchSet> sets) {}

    /**
     * What patches make of a context; nothing is written.
     *
     * @param dockerfile what is built, whether or not it is there
     * @param sets       in the order in which they are applied
     */
    PatchResult apply(Path context, Path dockerfile, List<PatchSet> sets) {
        return sets.isEmpty()
                ? PatchResult.nothing()
                : known.computeIfAbsent(new Patched(context, dockerfile, sets), this::apply);
    }

    private PatchResult apply(Patched patched) {
        DirectoryContext files = contexts.assemble(patched.context(), patched.dockerfile());
        return new Patcher(new ContextTree(files, patched.dockerfile())).apply(patched.sets());
    }
}

package dev.slipway.buildkit;

import dev.slipway.context.BuildContext;
import dev.slipway.context.ContextAssembler;
import dev.slipway.context.DatedContext;
import dev.slipway.context.DirectoryContext;
import dev.slipway.engine.BuildRequest;
import dev.slipway.plan.BuildInputs;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.SourceDate;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The names under which the daemon asks for folders of this machine. */
final class ContextNames {

    /** Of the build context. */
    static final String CONTEXT = "context";
    /** Of the folder that the Dockerfile lies in. */
    static final String DOCKERFILE = "dockerfile";

    private ContextNames() {}

    /** Of a further context. */
    static String local(String name) {
        return "context-" + name;
    }

    /** All folders of a build. */
    static Map<String, BuildContext> folders(BuildRequest request, BuildContext context) {
        Map<String, BuildContext> folders = new TreeMap<>();
        Optional<Instant> date = SourceDate.of(request.recipe().args());
        folders.put(CONTEXT, DatedContext.of(context, date));
        folders.put(DOCKERFILE, dockerfileFolder(request.recipe().sources()));
        request.recipe().options().inputs().contexts().forEach((name, named) -> {
            if (named instanceof BuildInputs.NamedContext.Folder folder) {
                folders.put(
                        local(name),
                        DatedContext.of(
                                new ContextAssembler()
                                        .assemble(
                                                folder.directory(),
                                                folder.directory().resolve("Dockerfile")),
                                date));
            }
        });
        return folders;
    }

    /** The folder that the Dockerfile lies in, with what patches change in it; there may be no such folder without them. */
    private static BuildContext dockerfileFolder(BuildRecipe.Sources sources) {
        Path folder = Objects.requireNonNull(sources.dockerfile().getParent());
        return DirectoryContext.of(folder, sources.files().below(folder));
    }
}

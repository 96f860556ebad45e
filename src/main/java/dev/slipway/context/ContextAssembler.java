package dev.slipway.context;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the build context of a Dockerfile out of a folder and the ignore file that counts for both. */
public final class ContextAssembler {

    private static final String IGNORE_FILE = ".dockerignore";

    private final KeptListings listings;

    /** One whose contexts are read anew by each walk. */
    public ContextAssembler() {
        this(KeptListings.none());
    }

    /** One whose contexts share what their walks see. */
    public ContextAssembler(KeptListings listings) {
        this.listings = listings;
    }

    /**
     * The context of this Dockerfile. A file of the Dockerfile's full name and {@code .dockerignore} beside it, inside or
     * outside of the context, counts instead of the {@code .dockerignore} in the context's root.
     *
     * @throws ContextException if there is no such folder, or the ignore file is not readable
     */
    public DirectoryContext assemble(Path contextDir, Path dockerfile) {
        return assemble(contextDir, dockerfile, Overlay.none());
    }

    /**
     * The context of this Dockerfile with changes over it, those of the ignore file included.
     *
     * @throws ContextException if there is no such folder, or the ignore file is not readable
     */
    public DirectoryContext assemble(Path contextDir, Path dockerfile, Overlay overlay) {
        OverlaidFiles files = new OverlaidFiles(contextDir, overlay);
        Path ownFile = dockerfile.resolveSibling(dockerfile.getFileName() + IGNORE_FILE);
        Optional<Path> ignoreFile = Stream.of(ownFile, contextDir.resolve(IGNORE_FILE))
                .filter(files::exists)
                .findFirst();
        DirectoryContext context = DirectoryContext.of(contextDir, Optional.empty(), listings);
        return ignoreFile
                .map(file -> context.ruledBy(rules(file, files), file))
                .orElse(context)
                .over(overlay);
    }

    private static IgnoreRules rules(Path file, OverlaidFiles files) {
        try {
            return IgnoreRules.parse(files.read(file), file);
        } catch (IOException e) {
            throw ContextException.unreadable(file, e);
        }
    }
}

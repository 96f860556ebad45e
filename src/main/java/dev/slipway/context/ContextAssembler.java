package dev.slipway.context;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

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
        return DirectoryContext.of(contextDir, ignoreFile(contextDir, dockerfile), listings);
    }

    private static Optional<Path> ignoreFile(Path contextDir, Path dockerfile) {
        Path ownFile = dockerfile.resolveSibling(dockerfile.getFileName() + IGNORE_FILE);
        if (Files.exists(ownFile)) {
            return Optional.of(ownFile);
        }
        return Optional.of(contextDir.resolve(IGNORE_FILE)).filter(Files::exists);
    }
}

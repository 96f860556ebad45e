package dev.slipway.context;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A folder as a build context.
 *
 * <p>Symbolic links are entries of their own and never followed, except for the root itself. Sockets are left out, as
 * Docker does. Named pipes and devices cannot be sent; they must be ignored. A file with several hard links is an
 * ordinary file under each of its names.
 */
public final class DirectoryContext implements BuildContext {

    private final Path root;
    private final IgnoreRules rules;
    private final Optional<Path> ignoreFile;
    private final boolean unix;
    private final KeptListings listings;
    private final Optional<List<String>> reach;

    private DirectoryContext(
            Path root,
            IgnoreRules rules,
            Optional<Path> ignoreFile,
            boolean unix,
            KeptListings listings,
            Optional<List<String>> reach) {
        this.root = root;
        this.rules = rules;
        this.ignoreFile = ignoreFile;
        this.unix = unix;
        this.listings = listings;
        this.reach = reach;
    }

    /**
     * The folder with the rules of this file.
     *
     * @throws ContextException if there is no such folder, or the ignore file is not readable
     */
    public static DirectoryContext of(Path root, Optional<Path> ignoreFile) {
        return of(root, ignoreFile, KeptListings.none());
    }

    /**
     * The folder with the rules of this file.
     *
     * @param listings where its walks keep what they see, and look first
     * @throws ContextException if there is no such folder, or the ignore file is not readable
     */
    public static DirectoryContext of(Path root, Optional<Path> ignoreFile, KeptListings listings) {
        boolean unix = root.getFileSystem().supportedFileAttributeViews().contains("unix");
        return of(root, ignoreFile, unix, listings);
    }

    /** @param unix whether files have permission bits; not so on Windows */
    static DirectoryContext of(Path root, Optional<Path> ignoreFile, boolean unix) {
        return of(root, ignoreFile, unix, KeptListings.none());
    }

    private static DirectoryContext of(Path root, Optional<Path> ignoreFile, boolean unix, KeptListings listings) {
        if (!Files.isDirectory(root)) {
            String whatHappened = Files.exists(root) ? "it is not a folder" : "there is no such folder";
            throw new ContextException(
                    root, whatHappened, "Set <contextDir> to the folder that the Dockerfile copies from.", null);
        }
        IgnoreRules rules = ignoreFile.map(IgnoreRules::read).orElse(IgnoreRules.none());
        return new DirectoryContext(root, rules, ignoreFile, unix, listings, Optional.empty());
    }

    @Override
    public Path root() {
        return root;
    }

    /** What is left out, with the exceptions of {@link #including}. */
    public IgnoreRules rules() {
        return rules;
    }

    @Override
    public Optional<Path> ignoreFile() {
        return ignoreFile;
    }

    @Override
    public Iterator<ContextEntry> entries() {
        return new ContextWalk(root, filter(), unix, listings);
    }

    private PathFilter filter() {
        return reach.map(paths -> PathFilter.within(paths, rules, root)).orElseGet(() -> PathFilter.without(rules));
    }

    @Override
    public Iterator<ContextEntry> entries(ContextSelection selection) {
        return new ContextWalk(root, PathFilter.of(selection, root), unix, listings);
    }

    @Override
    public DirectoryContext including(Iterable<String> paths) {
        return new DirectoryContext(root, rules.including(paths), ignoreFile, unix, listings, reach);
    }

    @Override
    public DirectoryContext reaching(List<String> paths) {
        return new DirectoryContext(root, rules, ignoreFile, unix, listings, Optional.of(List.copyOf(paths)));
    }
}

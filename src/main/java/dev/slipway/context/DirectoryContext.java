package dev.slipway.context;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A folder as a build context.
 *
 * <p>Symbolic links are entries of their own and never followed, except for the root itself. Sockets are left out, as
 * Docker does. Named pipes and devices cannot be sent; they must be ignored. A file with several hard links is an
 * ordinary file under each of its names.
 */
public final class DirectoryContext implements BuildContext {

    private static final Set<FileFacts.Type> SENT =
            Set.of(FileFacts.Type.FILE, FileFacts.Type.DIRECTORY, FileFacts.Type.SYMBOLIC_LINK);

    private final OverlaidTree tree;
    private final IgnoreRules rules;
    private final Optional<Path> ignoreFile;
    private final Optional<List<String>> reach;

    private DirectoryContext(
            OverlaidTree tree, IgnoreRules rules, Optional<Path> ignoreFile, Optional<List<String>> reach) {
        this.tree = tree;
        this.rules = rules;
        this.ignoreFile = ignoreFile;
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
        return of(root, ignoreFile, EntryReader.of(root), listings);
    }

    /** @param unix whether files have permission bits; not so on Windows */
    static DirectoryContext of(Path root, Optional<Path> ignoreFile, boolean unix) {
        return of(root, ignoreFile, new EntryReader(unix), KeptListings.none());
    }

    private static DirectoryContext of(
            Path root, Optional<Path> ignoreFile, EntryReader reader, KeptListings listings) {
        if (!Files.isDirectory(root)) {
            String whatHappened = Files.exists(root) ? "it is not a folder" : "there is no such folder";
            throw new ContextException(
                    root, whatHappened, "Set <contextDir> to the folder that the Dockerfile copies from.", null);
        }
        IgnoreRules rules = ignoreFile.map(IgnoreRules::read).orElse(IgnoreRules.none());
        OverlaidTree tree = new OverlaidTree(root, reader, listings, Overlay.none());
        return new DirectoryContext(tree, rules, ignoreFile, Optional.empty());
    }

    /**
     * A folder with changes over it and no rules at all; it need not be there where something is laid into it.
     *
     * @throws ContextException if there is no such folder and nothing to lie in it
     */
    public static DirectoryContext of(Path root, Overlay overlay) {
        if (overlay.isEmpty()) {
            return of(root, Optional.empty());
        }
        return new DirectoryContext(
                OverlaidTree.of(root, overlay), IgnoreRules.none(), Optional.empty(), Optional.empty());
    }

    /** The same tree with other rules. */
    DirectoryContext ruledBy(IgnoreRules others, Path file) {
        return new DirectoryContext(tree, others, Optional.of(file), reach);
    }

    @Override
    public Path root() {
        return tree.root();
    }

    @Override
    public IgnoreRules rules() {
        return rules;
    }

    @Override
    public Optional<Path> ignoreFile() {
        return ignoreFile;
    }

    @Override
    public Iterator<ContextEntry> entries() {
        return new ContextWalk(tree, filter());
    }

    private PathFilter filter() {
        return reach.map(paths -> PathFilter.within(paths, rules, tree)).orElseGet(() -> PathFilter.without(rules));
    }

    @Override
    public Iterator<ContextEntry> entries(ContextSelection selection) {
        return new ContextWalk(tree, PathFilter.of(selection, tree));
    }

    @Override
    public DirectoryContext including(Iterable<String> paths) {
        return new DirectoryContext(tree, rules.including(paths), ignoreFile, reach);
    }

    @Override
    public DirectoryContext reaching(List<String> paths) {
        return new DirectoryContext(tree, rules, ignoreFile, Optional.of(List.copyOf(paths)));
    }

    @Override
    public DirectoryContext over(Overlay changes) {
        return changes.isEmpty() ? this : new DirectoryContext(tree.over(changes), rules, ignoreFile, reach);
    }

    /**
     * The entry of a file or folder, whatever the ignore rules say of it; empty where there is nothing, and for what
     * cannot be sent, such as a named pipe. Nothing else is looked at.
     *
     * @param path relative to the root; no symbolic link on the way to it
     * @throws ContextException if it is a link that cannot be read
     */
    public Optional<ContextEntry> find(String path) {
        EntryReader reader = tree.reader();
        return tree.find(path).flatMap(child -> {
            FileFacts facts = child.facts(reader);
            return SENT.contains(facts.type()) ? child.entry(path, facts, reader) : Optional.empty();
        });
    }

    /** Whether anything is at this path, whatever it is and the ignore rules say of it; no symbolic link on the way to it. */
    public boolean exists(String path) {
        return tree.find(path).isPresent();
    }
}

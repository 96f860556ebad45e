package dev.slipway.patch;

import dev.slipway.context.ContextEntry;
import dev.slipway.context.DirectoryContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of a build context as patches find them. What the ignore file leaves out must not be patched, as no engine
 * would get it; only the files that steer a build reach every engine all the same. Nothing is looked at but the paths that
 * are asked for.
 */
public final class ContextTree implements FileTree {

    private static final String IGNORE_FILE = ".dockerignore";

    private final DirectoryContext context;
    private final Set<String> steering;

    /**
     * @param context    without patches
     * @param dockerfile of the build; it may lie elsewhere
     */
    public ContextTree(DirectoryContext context, Path dockerfile) {
        this.context = context;
        Path root = context.root().normalize();
        Path own = dockerfile.resolveSibling(dockerfile.getFileName() + IGNORE_FILE);
        this.steering = Stream.of(dockerfile.normalize(), own.normalize(), root.resolve(IGNORE_FILE))
                .filter(file -> file.startsWith(root))
                .map(file -> root.relativize(file).toString())
                .map(path -> path.replace(root.getFileSystem().getSeparator(), "/"))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Found find(String path) {
        Optional<ContextEntry> entry = isInFolders(path) ? context.find(path) : Optional.empty();
        if (entry.filter(found -> found.kind() == ContextEntry.Kind.DIRECTORY).isPresent()) {
            return new Found.Other();
        }
        if (!steering.contains(path) && context.rules().ignores(path)) {
            return ignored(path);
        }
        return entry.map(this::found)
                .orElseGet(() -> isInFolders(path) && context.exists(path) ? new Found.Other() : new Found.Absent());
    }

    /** Whether no symbolic link is on the way; what lies behind one is not in this tree. */
    private boolean isInFolders(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            boolean isFolder = context.find(path.substring(0, slash))
                    .filter(found -> found.kind() == ContextEntry.Kind.DIRECTORY)
                    .isPresent();
            if (!isFolder) {
                return false;
            }
        }
        return true;
    }

    private Found found(ContextEntry entry) {
        if (entry.linkTarget() != null) {
            return new Found.Link(entry.linkTarget());
        }
        if (entry.content() == null) {
            return new Found.Other();
        }
        return Files.isReadable(context.root().resolve(entry.path()))
                ? new Found.File(entry.mode(), entry.content())
                : new Found.Refused("permission is denied", "Let the user who runs Maven read it.");
    }

    private Found.Refused ignored(String path) {
        String file = context.ignoreFile()
                .map(found -> String.valueOf(found.getFileName()))
                .orElse(IGNORE_FILE);
        OptionalInt line = context.rules().lineIgnoring(path);
        String place = line.isPresent() ? " (line " + line.getAsInt() + ")" : "";
        return new Found.Refused(
                file + " leaves it out" + place,
                "Take it back with the line «!" + path + "» at the end of " + file + ", or take it out of the patch.");
    }
}

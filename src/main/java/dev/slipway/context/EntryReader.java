package dev.slipway.context;

import dev.slipway.context.ContextEntry.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns files into entries.
 *
 * @param unix whether files have permission bits
 */
record EntryReader(boolean unix) {

    private static final String REMEDY = "Remove it, or name it in the ignore file.";

    /** One for the file system of a folder. */
    static EntryReader of(Path folder) {
        return new EntryReader(
                folder.getFileSystem().supportedFileAttributeViews().contains("unix"));
    }

    /** The facts of a file that a listing named. */
    FileFacts facts(Path file) {
        try {
            return FileFacts.of(file, unix);
        } catch (IOException e) {
            throw ContextException.unreadable(file, e);
        }
    }

    /** The entry for a file; empty for a socket. */
    Optional<ContextEntry> entry(String path, Path file, FileFacts facts) {
        return switch (facts.type()) {
            case FILE -> {
                // Without following: a link that took the place of the file since the walk saw it is a change.
                ContentSource content = () -> Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
                yield Optional.of(entry(path, Kind.FILE, facts, null, content));
            }
            case DIRECTORY -> Optional.of(entry(path, Kind.DIRECTORY, facts, null, null));
            case SYMBOLIC_LINK -> Optional.of(entry(path, Kind.SYMBOLIC_LINK, facts, target(file), null));
            case SOCKET -> Optional.empty();
            case PIPE -> throw new ContextException(file, "it is a named pipe, which cannot be sent", REMEDY, null);
            case OTHER ->
                throw new ContextException(file, "it is neither a file nor a folder nor a symbolic link", REMEDY, null);
        };
    }

    private static ContextEntry entry(
            String path, Kind kind, FileFacts facts, @Nullable String target, @Nullable ContentSource content) {
        long size = kind == Kind.FILE ? facts.size() : 0;
        return new ContextEntry(path, kind, facts.mode(), size, facts.modified(), target, content);
    }

    private String target(Path link) {
        try {
            Path folder = link.toAbsolutePath().getParent();
            Path target = Files.readSymbolicLink(link);
            String name = EntryName.ofTarget(target, folder == null ? link : folder)
                    .orElseThrow(() -> new ContextException(
                            link, "the name that it points to is not UTF-8", "Rename what it points to.", null));
            return unix ? name : name.replace('\\', '/');
        } catch (IOException e) {
            throw ContextException.unreadable(link, e);
        }
    }
}

package dev.slipway.context;

import dev.slipway.context.ContextEntry.Kind;
import dev.slipway.context.Overlay.Change;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What lies over the disk.
 *
 * @param path   where it would be on the disk
 * @param change the file or link; null for a folder that is only there for what it holds
 * @param below  what it takes the place of, if there is anything
 */
record LaidChild(
        Path path,
        String name,
        @Nullable Change change,
        @Nullable Child below) implements Child {

    private static final int NEW_FILE = 0644;
    private static final int NEW_FOLDER = 0755;
    private static final int LINK = 0777;

    @Override
    public boolean isUtf8() {
        return true;
    }

    @Override
    public FileFacts facts(EntryReader reader) {
        if (change instanceof Change.File file) {
            Instant modified = ContentTime.of(file.content());
            return new FileFacts(FileFacts.Type.FILE, mode(file, reader), file.content().length, modified);
        }
        return change instanceof Change.Link
                ? new FileFacts(FileFacts.Type.SYMBOLIC_LINK, LINK, 0, ContentTime.EARLIEST)
                : new FileFacts(FileFacts.Type.DIRECTORY, NEW_FOLDER, 0, ContentTime.EARLIEST);
    }

    private int mode(Change.File file, EntryReader reader) {
        return file.mode().orElseGet(() -> {
            FileFacts facts = below == null ? null : below.facts(reader);
            return facts != null && facts.type() == FileFacts.Type.FILE ? facts.mode() : NEW_FILE;
        });
    }

    @Override
    public Optional<ContextEntry> entry(String relative, FileFacts facts, EntryReader reader) {
        Kind kind = switch (facts.type()) {
            case FILE -> Kind.FILE;
            case DIRECTORY -> Kind.DIRECTORY;
            default -> Kind.SYMBOLIC_LINK;
        };
        return Optional.of(new ContextEntry(
                relative, kind, facts.mode(), facts.size(), facts.modified(), target().orElse(null), content()));
    }

    private @Nullable ContentSource content() {
        return change instanceof Change.File file ? new MemoryContent(file.content()) : null;
    }

    @Override
    public Optional<String> target() {
        return change instanceof Change.Link link ? Optional.of(link.target()) : Optional.empty();
    }
}

package dev.slipway.context;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file of the disk; what the file system says of it is asked for when it is needed first. */
final class DiskChild implements Child {

    private final Path path;
    private final String name;
    private final boolean isUtf8;
    private volatile @Nullable FileFacts facts;

    private DiskChild(Path path, String name, boolean isUtf8) {
        this.path = path;
        this.name = name;
        this.isUtf8 = isUtf8;
    }

    static DiskChild of(Path path) {
        return EntryName.of(path)
                .map(name -> new DiskChild(path, name, true))
                .orElseGet(() -> new DiskChild(path, String.valueOf(path.getFileName()), false));
    }

    /** The file of this path if there is one, as far as the file system says. */
    static Optional<DiskChild> find(Path path, EntryReader reader) {
        try {
            DiskChild child = of(path);
            child.facts = FileFacts.of(path, reader.unix());
            return Optional.of(child);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isUtf8() {
        return isUtf8;
    }

    @Override
    public FileFacts facts(EntryReader reader) {
        FileFacts known = facts;
        if (known == null) {
            known = reader.facts(path);
            facts = known;
        }
        return known;
    }

    @Override
    public Optional<ContextEntry> entry(String relative, FileFacts known, EntryReader reader) {
        return reader.entry(relative, path, known);
    }

    @Override
    public Optional<String> target() {
        try {
            Path target = Files.readSymbolicLink(path);
            String separator = path.getFileSystem().getSeparator();
            return EntryName.ofTarget(
                            target, Objects.requireNonNull(path.toAbsolutePath().getParent()))
                    .map(text -> text.replace(separator, "/"))
                    .map(text -> target.isAbsolute() ? withoutDrive(target, text) : text);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw ContextException.unreadable(path, e);
        }
    }

    private static String withoutDrive(Path target, String text) {
        String drive = String.valueOf(target.getRoot());
        return text.startsWith("/") ? text : "/" + text.substring(Math.min(text.length(), drive.length()));
    }
}

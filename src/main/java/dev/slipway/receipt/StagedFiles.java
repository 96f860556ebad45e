package dev.slipway.receipt;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files of one folder that change together: all are written beside their places before the first is moved to its own.
 * A full disk or a folder that cannot be written so leaves everything as it was.
 */
final class StagedFiles {

    private final Path folder;
    private final Map<Path, OutputFile.Content> contents = new LinkedHashMap<>();
    private final List<Path> removed = new ArrayList<>();

    StagedFiles(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /** Later {@link #commit()} gives the file this content; files get theirs in this order. */
    void put(String name, String content) {
        put(name, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
    }

    /** The same for a content that is written piece by piece. */
    void put(String name, OutputFile.Content content) {
        contents.put(folder.resolve(name), content);
    }

    /** Later {@link #commit()} takes the file away. */
    void remove(String name) {
        removed.add(folder.resolve(name));
    }

    /** @throws ReceiptException if a file cannot be written */
    void commit() {
        Map<Path, Path> drafts = new LinkedHashMap<>();
        try {
            contents.forEach((file, content) -> drafts.put(file, draft(file, content)));
            removed.forEach(StagedFiles::delete);
            drafts.forEach(StagedFiles::move);
        } finally {
            contents.keySet().forEach(file -> deleteQuietly(draftOf(file)));
        }
    }

    private static Path draftOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".draft");
    }

    private static Path draft(Path file, OutputFile.Content content) {
        try {
            Files.createDirectories(file.getParent());
            if (Files.isDirectory(file)) {
                throw new FileSystemException(file.toString(), null, "a folder is in its place");
            }
            Path draft = draftOf(file);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft))) {
                content.writeTo(out);
            }
            return draft;
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    private static void move(Path file, Path draft) {
        try {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    private static void deleteQuietly(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            // what failed before says more; a draft that stays is replaced the next time
        }
    }

    private static ReceiptException failure(Path file, IOException e) {
        return new ReceiptException(
                "write", file, clause(file, e), "Make the folder writable and see that its disk has room.", e);
    }

    private static String clause(Path file, IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission is denied";
        }
        for (Path parent = file.getParent(); parent != null; parent = parent.getParent()) {
            if (Files.isRegularFile(parent)) {
                return parent + " is a file and not a folder";
            }
        }
        return e instanceof FileSystemException other && other.getReason() != null
                ? other.getReason()
                : "the file system says: " + e.getMessage();
    }
}

package dev.slipway.receipt;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A folder whose files are all written anew. It gets all of its content or stays as it was.
 *
 * @param path absolute; it need not exist
 */
public record OutputFolder(Path path) {

    /** Writes the content of a folder. */
    @FunctionalInterface
    public interface Content {

        /**
         * Writes all of it.
         *
         * @param folder is empty
         */
        void writeTo(Path folder) throws IOException;
    }

    /**
     * Makes this the content of the folder.
     *
     * @throws ReceiptException if it cannot be written
     */
    public void write(Content content) {
        Path draft = path.resolveSibling(path.getFileName() + ".draft");
        try {
            delete(draft);
            Files.createDirectories(draft);
            content.writeTo(draft);
            delete(path);
            Files.move(draft, path);
        } catch (IOException e) {
            throw new ReceiptException(
                    "write",
                    path,
                    "the file system says: " + e.getMessage(),
                    "Make the folder writable and see that its disk has room.",
                    e);
        } finally {
            deleteQuietly(draft);
        }
    }

    private static void deleteQuietly(Path folder) {
        try {
            delete(folder);
        } catch (IOException e) {
            // what failed before says more; a draft that stays is replaced the next time
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

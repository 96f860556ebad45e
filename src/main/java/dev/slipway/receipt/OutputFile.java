package dev.slipway.receipt;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * A file for which somebody asked by name. It gets all of its content or stays as it was.
 *
 * @param path absolute; its folders need not exist
 */
public record OutputFile(Path path) {

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {

        /**
         * Writes all of it.
         *
         * @param out is closed by the caller
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Makes this the content of the file.
     *
     * @throws ReceiptException if the file cannot be written
     */
    public void write(Content content) {
        Path draft = path.resolveSibling(path.getFileName() + ".draft");
        try {
            Files.createDirectories(Objects.requireNonNull(path.getParent(), "a file lies in a folder"));
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft))) {
                content.writeTo(out);
            }
            Files.move(draft, path, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ReceiptException(
                    "write",
                    path,
                    "the file system says: " + e.getMessage(),
                    "Make the folder writable and see that its disk has room.",
                    e);
        }
    }

    /**
     * Makes this the content of the file.
     *
     * @throws ReceiptException if the file cannot be written
     */
    public void write(String content) {
        StagedFiles files = new StagedFiles(Objects.requireNonNull(path.getParent(), "a file lies in a folder"));
        files.put(path.getFileName().toString(), content);
        files.commit();
    }
}

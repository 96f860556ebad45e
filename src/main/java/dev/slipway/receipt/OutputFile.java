package dev.slipway.receipt;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
        StagedFiles files = new StagedFiles(Objects.requireNonNull(path.getParent(), "a file lies in a folder"));
        files.put(path.getFileName().toString(), content);
        files.commit();
    }

    /**
     * Makes this the content of the file.
     *
     * @throws ReceiptException if the file cannot be written
     */
    public void write(String content) {
        write(out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
    }
}

package dev.slipway.receipt;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A file for which somebody asked by name. It gets all of its content or stays as it was.
 *
 * @param path absolute; its folders need not exist
 */
public record OutputFile(Path path) {

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

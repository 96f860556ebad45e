package dev.slipway.context;

import java.util.Iterator;

/**
 * How much a build context holds.
 *
 * @param files       files and symbolic links
 * @param directories folders, without the root
 * @param bytes       size of all files together
 */
public record ContextSummary(long files, long directories, long bytes) {

    /**
     * Counts in one walk, without opening a file.
     *
     * @throws ContextException if a file or folder cannot be read
     */
    public static ContextSummary of(BuildContext context) {
        long files = 0;
        long directories = 0;
        long bytes = 0;
        Iterator<ContextEntry> entries = context.entries();
        while (entries.hasNext()) {
            ContextEntry entry = entries.next();
            bytes += entry.size();
            if (entry.kind() == ContextEntry.Kind.DIRECTORY) {
                directories++;
            } else {
                files++;
            }
        }
        return new ContextSummary(files, directories, bytes);
    }
}

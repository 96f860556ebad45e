package dev.slipway.context;

import java.nio.file.Path;
import java.util.Optional;

/** A file in a folder of a context: of the disk, or laid over it. */
interface Child {

    /** Where it is on the disk, or would be. */
    Path path();

    /** Its name within the folder. */
    String name();

    /** Whether the name is right, and not what the locale makes of bytes that are not UTF-8. */
    boolean isUtf8();

    /**
     * What is known of it.
     *
     * @throws ContextException if the file system does not answer
     */
    FileFacts facts(EntryReader reader);

    /**
     * Its entry; empty for what cannot be sent and does not matter.
     *
     * @param path  relative to the context's root
     * @param facts what was said of it
     * @throws ContextException for what cannot be sent
     */
    Optional<ContextEntry> entry(String path, FileFacts facts, EntryReader reader);

    /**
     * Where a symbolic link leads, separated by slashes and without a drive; empty if it is not valid UTF-8, or no link any
     * more.
     *
     * @throws ContextException if it cannot be read
     */
    Optional<String> target();
}

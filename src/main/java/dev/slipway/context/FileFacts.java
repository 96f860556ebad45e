package dev.slipway.context;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;

/**
 * What the file system says of one file, asked for in a single call where it speaks Unix.
 *
 * @param type     what it is
 * @param mode     the low twelve bits of {@code st_mode}, or what Docker's client makes up where there are none
 * @param size     bytes
 * @param modified when it was last modified
 */
record FileFacts(Type type, int mode, long size, Instant modified) {

    private static final int TYPE_BITS = 0170000;
    private static final int MODE_BITS = 07777;

    enum Type {
        FILE,
        DIRECTORY,
        SYMBOLIC_LINK,
        SOCKET,
        PIPE,
        OTHER
    }

    /** @param unix whether to ask for permission bits; without them everything can be run, as from Windows */
    static FileFacts of(Path path, boolean unix) throws IOException {
        return unix ? fromUnix(path) : fromBasics(path);
    }

    private static FileFacts fromUnix(Path path) throws IOException {
        Map<String, Object> values =
                Files.readAttributes(path, "unix:mode,size,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
        int mode = ((Number) value(values, "mode")).intValue();
        long size = ((Number) value(values, "size")).longValue();
        Instant modified = ((FileTime) value(values, "lastModifiedTime")).toInstant();
        return new FileFacts(type(mode & TYPE_BITS), mode & MODE_BITS, size, modified);
    }

    private static Object value(Map<String, Object> values, String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("The file system gives no " + name);
        }
        return value;
    }

    private static Type type(int bits) {
        return switch (bits) {
            case 0100000 -> Type.FILE;
            case 0040000 -> Type.DIRECTORY;
            case 0120000 -> Type.SYMBOLIC_LINK;
            case 0140000 -> Type.SOCKET;
            case 0010000 -> Type.PIPE;
            default -> Type.OTHER;
        };
    }

    /** Docker's client on Windows makes everything executable and takes the write bits of group and others away. */
    private static FileFacts fromBasics(Path path) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Type type = type(attributes);
        boolean readOnly = type == Type.FILE && !Files.isWritable(path);
        Instant modified = attributes.lastModifiedTime().toInstant();
        return new FileFacts(type, readOnly ? 0555 : 0755, attributes.size(), modified);
    }

    private static Type type(BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return Type.SYMBOLIC_LINK;
        }
        // A junction on Windows is a folder and other.
        if (attributes.isOther()) {
            return Type.OTHER;
        }
        return attributes.isDirectory() ? Type.DIRECTORY : Type.FILE;
    }
}

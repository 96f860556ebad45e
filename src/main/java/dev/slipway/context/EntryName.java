package dev.slipway.context;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Names of files as UTF-8, which tar headers and BuildKit want, whatever the encoding of the JVM's locale is.
 *
 * <p>On Unix a path keeps its bytes even if the locale (such as {@code LANG=C} in many containers) cannot show them;
 * its URI gives them back.
 */
final class EntryName {

    /** The order of the names' UTF-8 bytes, which is not {@code String}'s: UTF-16 puts U+FFFD after an emoji. */
    static final Comparator<String> ORDER = EntryName::compare;

    /** The order of a walk: siblings by name, a folder right before what it holds. */
    static final Comparator<String> PATH_ORDER =
            Comparator.comparing(path -> path.split("/", -1), (first, second) -> Arrays.compare(first, second, ORDER));

    private EntryName() {}

    /** The last segment of a path; empty if it is not valid UTF-8. */
    static Optional<String> of(Path path) {
        String name = String.valueOf(path.getFileName());
        return isAscii(name) || !keepsBytes(path) ? Optional.of(name) : decoded(lastSegment(path));
    }

    /** The target of a link in this folder as it is stored; empty if it is not valid UTF-8. */
    static Optional<String> ofTarget(Path target, Path folder) {
        String text = target.toString();
        if (isAscii(text) || !keepsBytes(target)) {
            return Optional.of(text);
        }
        String raw = withoutLastSlash(folder.resolve(target).toUri().getRawPath());
        String base = withoutLastSlash(folder.toUri().getRawPath()) + "/";
        return decoded(target.isAbsolute() ? raw : raw.substring(base.length()));
    }

    /**
     * The file of this path below a folder, also where the locale cannot show its name.
     *
     * @param path separated by slashes
     * @return empty if the system has no such names at all, such as those with an asterisk on Windows
     */
    static Optional<Path> resolve(Path folder, String path) {
        try {
            return Optional.of(folder.resolve(path));
        } catch (InvalidPathException e) {
            return keepsBytes(folder) && path.indexOf('\0') < 0
                    ? Optional.of(resolvedBytes(folder, path))
                    : Optional.empty();
        }
    }

    private static Path resolvedBytes(Path folder, String path) {
        StringBuilder raw = new StringBuilder(withoutLastSlash(folder.toUri().getRawPath()));
        for (byte one : ("/" + path).getBytes(StandardCharsets.UTF_8)) {
            raw.append(one == '/' ? "/" : String.format(Locale.ROOT, "%%%02X", one));
        }
        return Path.of(URI.create("file://" + raw));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static boolean keepsBytes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    private static String lastSegment(Path path) {
        String raw = withoutLastSlash(path.toUri().getRawPath());
        return raw.substring(raw.lastIndexOf('/') + 1);
    }

    private static String withoutLastSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Percent-decoding that, unlike {@code URI}'s own, does not replace what is not UTF-8. */
    private static Optional<String> decoded(String raw) {
        ByteBuffer bytes = ByteBuffer.allocate(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) == '%') {
                bytes.put((byte) Integer.parseInt(raw, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.put((byte) raw.charAt(i));
            }
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static int compare(String first, String second) {
        int length = Math.min(first.length(), second.length());
        for (int i = 0; i < length; i++) {
            char a = first.charAt(i);
            char b = second.charAt(i);
            if (a != b) {
                return Character.isSurrogate(a) == Character.isSurrogate(b)
                        ? Character.compare(a, b)
                        : Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
            }
        }
        return Integer.compare(first.length(), second.length());
    }
}

package dev.slipway.plan;

import dev.slipway.image.InvalidValueException;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Folders of trees as patches name them: separated by slashes, without one at either end; empty for the root. */
final class FolderName {

    private FolderName() {}

    /** A relative path. */
    static String of(Path relative) {
        return StreamSupport.stream(relative.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }

    /**
     * A folder of the context.
     *
     * @throws InvalidValueException if the text is absolute or leads out of the context
     */
    static String inContext(String text) {
        String slashes = text.replace(File.separatorChar, '/');
        if (slashes.startsWith("/") || Path.of(text).isAbsolute()) {
            throw new InvalidValueException(
                    "'" + text + "' is not relative to the context",
                    "Write a folder of the context, such as packages/web; for files of the built image use <imagePath>.");
        }
        return cleaned(slashes)
                .orElseThrow(() -> new InvalidValueException(
                        "'" + text + "' leads out of the context",
                        "Write a folder of the context, such as packages/web, or another <contextDir>."));
    }

    /**
     * A folder of an image.
     *
     * @throws InvalidValueException if the text is relative or leads above the root
     */
    static String inImage(String text) {
        return Optional.of(text)
                .filter(path -> path.startsWith("/"))
                .flatMap(FolderName::cleaned)
                .orElseThrow(() -> new InvalidValueException(
                        "'" + text + "' is not an absolute path of the image",
                        "Write it from the image's root, such as /usr/local/lib/node_modules/openclaw."));
    }

    private static Optional<String> cleaned(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                if (segments.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        return Optional.of(String.join("/", segments));
    }
}

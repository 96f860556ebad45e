package dev.slipway.docker;

import dev.slipway.context.BuildContext;
import dev.slipway.context.ContextException;
import dev.slipway.context.OverlaidFiles;
import dev.slipway.context.Overlay;
import dev.slipway.context.Overlay.Change;
import dev.slipway.dockerfile.ContextReach;
import dev.slipway.plan.BuildRecipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.CRC32;

/**
 * The two files that steer a classic build, the Dockerfile and {@code .dockerignore}, and how they reach the daemon.
 *
 * <p>Of the rest only what the Dockerfile can reach is sent. A daemon finds both inside the tar and takes those out again that the ignore file names. So both are sent even
 * where they are ignored. A Dockerfile from elsewhere, or one with an ignore file of its own, goes along under a
 * name that the ignore file then hides. Both are as patches leave them.
 *
 * @param context    the tree with the steering files in it
 * @param dockerfile the Dockerfile's path in the tar
 */
record SteeringFiles(BuildContext context, String dockerfile) {

    private static final String IGNORE_FILE = ".dockerignore";

    /** What Podman reads in place of the other, where it is there. */
    private static final String PODMANS_IGNORE_FILE = ".containerignore";

    static SteeringFiles of(BuildRecipe recipe, BuildContext context, ContextReach reach) {
        Path root = recipe.contextDirectory();
        Path dockerfile = recipe.dockerfile();
        Optional<Path> ignoreFile = context.ignoreFile();
        boolean isOwnIgnoreFile = ignoreFile.isPresent() && !ignoreFile.get().equals(root.resolve(IGNORE_FILE));
        OverlaidFiles files = recipe.sources().files();
        if (isReallyIn(root, dockerfile, files) && !isOwnIgnoreFile) {
            String path = slashed(root.relativize(dockerfile));
            return new SteeringFiles(with(List.of(path, IGNORE_FILE), context, reach), path);
        }
        byte[] content = read(dockerfile, files);
        String name = nameFor(dockerfile);
        String rules = ignoreFile.isPresent() && !isOwnIgnoreFile
                ? new String(read(ignoreFile.get(), files), StandardCharsets.UTF_8)
                : IGNORE_FILE;
        byte[] ignore = (rules + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8);
        Overlay extraFiles = Overlay.of(Map.of(
                name, new Change.File(content, OptionalInt.empty()),
                IGNORE_FILE, new Change.File(ignore, OptionalInt.empty())));
        return new SteeringFiles(
                with(List.of(name, IGNORE_FILE), context, reach).over(extraFiles), name);
    }

    private static BuildContext with(List<String> steering, BuildContext context, ContextReach reach) {
        return reached(context, reach, steering).including(steering);
    }

    private static BuildContext reached(BuildContext context, ContextReach reach, List<String> steering) {
        if (reach.isEverything()) {
            return context;
        }
        List<String> paths = new ArrayList<>(reach.paths());
        paths.add(PODMANS_IGNORE_FILE);
        steering.stream().map(SteeringFiles::withoutWildcards).forEach(paths::add);
        return context.reaching(paths);
    }

    /** The name of a file as a pattern that matches it. */
    private static String withoutWildcards(String path) {
        return path.replaceAll("[*?\\[\\]\\\\]", "?");
    }

    /** Whether no symbolic link leads to the file, since a daemon does not follow one out of the context. */
    private static boolean isReallyIn(Path root, Path dockerfile, OverlaidFiles files) {
        Optional<Change> change = files.change(dockerfile);
        if (change.isPresent()) {
            return change.get() instanceof Change.File;
        }
        try {
            return dockerfile.startsWith(root)
                    && dockerfile.toRealPath().equals(root.toRealPath().resolve(root.relativize(dockerfile)));
        } catch (IOException e) {
            throw unreadable(dockerfile, e);
        }
    }

    /** Another name for every Dockerfile, but always the same for one, so that the engine's cache holds. */
    private static String nameFor(Path dockerfile) {
        CRC32 checksum = new CRC32();
        checksum.update(dockerfile.toString().getBytes(StandardCharsets.UTF_8));
        return ".slipway-dockerfile-" + Long.toHexString(checksum.getValue());
    }

    private static String slashed(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    private static byte[] read(Path file, OverlaidFiles files) {
        try {
            return files.read(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static ContextException unreadable(Path file, IOException cause) {
        return new ContextException(
                file, "it cannot be opened (" + cause.getMessage() + ")", "Make it readable.", cause);
    }
}

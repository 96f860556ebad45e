package dev.slipway.docker;

import dev.slipway.context.BuildContext;
import dev.slipway.context.ContextException;
import dev.slipway.dockerfile.ContextReach;
import dev.slipway.plan.BuildRecipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The two files that steer a classic build, the Dockerfile and {@code .dockerignore}, and how they reach the daemon.
 *
 * <p>Of the rest only what the Dockerfile can reach is sent. A daemon finds both inside the tar and takes those out again that the ignore file names. So both are sent even
 * where they are ignored. A Dockerfile from elsewhere, or one with an ignore file of its own, goes along under a
 * name that the ignore file then hides.
 *
 * @param context    the tree with the steering files that lie in it
 * @param extraFiles further files of the tar by path, in place of those of the tree
 * @param dockerfile the Dockerfile's path in the tar
 */
record SteeringFiles(BuildContext context, Map<String, byte[]> extraFiles, String dockerfile) {

    private static final String IGNORE_FILE = ".dockerignore";

    /** What Podman reads in place of the other, where it is there. */
    private static final String PODMANS_IGNORE_FILE = ".containerignore";

    static SteeringFiles of(BuildRecipe recipe, BuildContext context, ContextReach reach) {
        Path root = recipe.contextDirectory();
        Path dockerfile = recipe.dockerfile();
        Optional<Path> ignoreFile = context.ignoreFile();
        boolean isOwnIgnoreFile = ignoreFile.isPresent() && !ignoreFile.get().equals(root.resolve(IGNORE_FILE));
        if (isReallyIn(root, dockerfile) && !isOwnIgnoreFile) {
            String path = slashed(root.relativize(dockerfile));
            BuildContext reached = reached(context, reach, List.of(path, IGNORE_FILE));
            return new SteeringFiles(reached.including(List.of(path, IGNORE_FILE)), Map.of(), path);
        }
        byte[] content = read(dockerfile);
        String name = nameFor(dockerfile);
        String rules = ignoreFile.isPresent() && !isOwnIgnoreFile
                ? new String(read(ignoreFile.get()), StandardCharsets.UTF_8)
                : IGNORE_FILE;
        byte[] ignore = (rules + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8);
        return new SteeringFiles(reached(context, reach, List.of()), Map.of(name, content, IGNORE_FILE, ignore), name);
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
    private static boolean isReallyIn(Path root, Path dockerfile) {
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

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static ContextException unreadable(Path file, IOException cause) {
        return new ContextException(
                file, "it cannot be opened (" + cause.getMessage() + ")", "Make it readable.", cause);
    }
}

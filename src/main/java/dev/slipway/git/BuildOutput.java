package dev.slipway.git;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folders of a work tree that Maven writes to. A project need not tell git to ignore them, and what a build leaves
 * there is no change to the sources that it builds.
 *
 * @param workTree the top folder of the work tree
 * @param folder   where Maven writes to for one module
 * @param inModule the same, relative to the module's folder, for other modules to be found by; an empty path where the
 *     folder lies outside of the module
 */
record BuildOutput(Path workTree, Path folder, Path inModule) {

    private static final Path NOWHERE = Path.of("");

    /**
     * The output of a module and of those that are laid out like it.
     *
     * @param workTree  as git has it, free of symbolic links
     * @param directory the module's folder
     * @param output    where Maven writes to; the module's folder itself says that there is none
     */
    static BuildOutput of(Path workTree, Path directory, Path output) {
        Path module = directory.toAbsolutePath().normalize();
        Path target = output.toAbsolutePath().normalize();
        if (!target.startsWith(module)) {
            return new BuildOutput(workTree, RealPath.of(target), NOWHERE);
        }
        Path inModule = module.relativize(target);
        return new BuildOutput(workTree, RealPath.of(module).resolve(inModule).normalize(), inModule);
    }

    /** Whether a file lies there; a module is known by its {@code pom.xml}. */
    boolean contains(String file) {
        Path path = workTree.resolve(file);
        if (!inModule.equals(NOWHERE)) {
            return isOutputOfModule(path);
        }
        // a folder above the file's own work tree would make every file one of Maven's
        return !workTree.startsWith(folder) && !isModule(folder) && path.startsWith(folder);
    }

    private boolean isOutputOfModule(Path path) {
        for (Path at = path.getParent(); at != null && at.startsWith(workTree); at = at.getParent()) {
            if (path.startsWith(at.resolve(inModule)) && (at.resolve(inModule).equals(folder) || isModule(at))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isModule(Path directory) {
        return Files.exists(directory.resolve("pom.xml"));
    }
}

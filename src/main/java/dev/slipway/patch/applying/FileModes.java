package dev.slipway.patch.applying;

import dev.slipway.patch.FilePatch;
import java.util.OptionalInt;

/** The modes that git writes down, and what they make of a file's. */
final class FileModes {

    private static final int TYPE = 0170000;
    private static final int LINK = 0120000;
    private static final int MODULE = 0160000;
    private static final int RUNS = 0100;
    private static final int PROGRAM = 0755;
    private static final int PLAIN = 0644;

    private FileModes() {}

    /** Whether a patch is for a symbolic link. */
    static boolean isForLink(FilePatch file) {
        return hasType(file.oldMode(), LINK) || hasType(file.newMode(), LINK);
    }

    /** Whether a patch is for a submodule, which has no content of its own. */
    static boolean isForModule(FilePatch file) {
        return hasType(file.oldMode(), MODULE) || hasType(file.newMode(), MODULE);
    }

    /** Whether a patch says that a file becomes a link, or the other way round. */
    static boolean changesType(FilePatch file) {
        return file.oldMode().isPresent()
                && file.newMode().isPresent()
                && (file.oldMode().getAsInt() & TYPE) != (file.newMode().getAsInt() & TYPE);
    }

    /** Whether a patch says that a program becomes a plain file, or the other way round. */
    static boolean changesMode(FilePatch file) {
        return file.newMode().isPresent() && !file.newMode().equals(file.oldMode());
    }

    /** The mode of a file that is made. */
    static int made(FilePatch file) {
        return isProgram(file.newMode().orElse(PLAIN)) ? PROGRAM : PLAIN;
    }

    /** The mode of a file afterwards that had one before. */
    static int changed(FilePatch file, int before) {
        return changesMode(file) ? made(file) : before;
    }

    /** Whether its owner may run a file. */
    static boolean isProgram(int mode) {
        return (mode & RUNS) != 0;
    }

    private static boolean hasType(OptionalInt mode, int type) {
        return mode.isPresent() && (mode.getAsInt() & TYPE) == type;
    }
}

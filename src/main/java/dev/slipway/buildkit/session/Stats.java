package dev.slipway.buildkit.session;

import dev.slipway.buildkit.wire.fsutil.Stat;
import dev.slipway.context.ContextEntry;
import java.io.File;
import java.time.Instant;

/** Entries of a context as BuildKit describes files: all of them belong to root. */
final class Stats {

    private static final int PERMISSIONS = 0777;
    private static final int SETUID = 04000;
    private static final int SETGID = 02000;
    private static final int STICKY = 01000;
    private static final long MAX_SECONDS = Long.MAX_VALUE / 1_000_000_000L - 1;
    private static final boolean IS_WINDOWS = File.separatorChar == '\\';

    private Stats() {}

    static Stat of(ContextEntry entry) {
        Stat.Builder stat = Stat.newBuilder()
                .setPath(entry.path())
                .setMode(mode(entry))
                .setSize(entry.size())
                .setModTime(nanoseconds(entry.modified()));
        if (entry.linkTarget() != null) {
            stat.setLinkname(entry.linkTarget());
        }
        return stat.build();
    }

    /** Since 1970; times that do not fit (before 1677 and after 2262) become the nearest that do. */
    private static long nanoseconds(Instant time) {
        long seconds = Math.max(-MAX_SECONDS, Math.min(MAX_SECONDS, time.getEpochSecond()));
        return seconds * 1_000_000_000L + time.getNano();
    }

    /**
     * The mode as Go has it: the permissions of Unix, and bits of its own for the rest.
     *
     * @see <a href="https://pkg.go.dev/io/fs#FileMode">Go, io/fs.FileMode</a>
     */
    static int mode(ContextEntry entry) {
        int mode = entry.mode() & PERMISSIONS;
        if (IS_WINDOWS) {
            mode = (mode | 0111) & 0755;
        }
        mode |= (entry.mode() & SETUID) != 0 ? 1 << 23 : 0;
        mode |= (entry.mode() & SETGID) != 0 ? 1 << 22 : 0;
        mode |= (entry.mode() & STICKY) != 0 ? 1 << 20 : 0;
        return switch (entry.kind()) {
            case FILE -> mode;
            case DIRECTORY -> mode | 1 << 31;
            case SYMBOLIC_LINK -> mode | 1 << 27;
        };
    }
}

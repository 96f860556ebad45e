package dev.slipway.git;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Keeps JGit from leaving anything behind.
 *
 * <p>Before it trusts a file's time, JGit measures how finely the file system keeps times: it writes probe files into
 * the repository for three seconds and notes the result in the user's {@code ~/.config/jgit/config}. It does neither
 * where the user's configuration answers already. So this reader puts an answer before the user's configuration: the two
 * seconds that JGit itself assumes where it cannot measure. All else is read as ever.
 *
 * <p>JGit knows one reader for all threads and has no other place for it. The class loader of a Maven plugin has its own
 * JGit, so nobody else sees this one.
 */
final class ReadOnlySystemReader extends SystemReader.Delegate {

    private ReadOnlySystemReader(SystemReader delegate) {
        super(delegate);
    }

    /** Must come before JGit's first look at a file; to call it again does nothing. */
    static synchronized void install() {
        SystemReader current = SystemReader.getInstance();
        if (!(current instanceof ReadOnlySystemReader)) {
            SystemReader.setInstance(new ReadOnlySystemReader(current));
        }
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new PresetTimestamps(super.openUserConfig(parent, fs), fs);
    }

    private static final class PresetTimestamps extends FileBasedConfig {

        private static final String ASSUMED = "2 seconds";

        PresetTimestamps(Config user, FS fs) {
            super(user, null, fs);
        }

        @Override
        public String getString(String section, String subsection, String name) {
            boolean isAsked = "filesystem".equals(section) && "timestampResolution".equals(name);
            return isAsked ? ASSUMED : super.getString(section, subsection, name);
        }

        @Override
        public void load() {
            // has no file; JGit loads the user's configuration below it by itself
        }

        @Override
        public void save() {
            // nothing that JGit may note belongs into the user's configuration
        }

        @Override
        public boolean isOutdated() {
            return false;
        }

        @Override
        public String toString() {
            return "user configuration with preset timestamp resolution";
        }
    }
}

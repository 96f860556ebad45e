package dev.slipway.buildkit;

import java.net.URI;

/**
 * What a BuildKit daemon is and can do.
 *
 * @param kind           whose BuildKit it is
 * @param version        BuildKit's own version; 0.0 where it does not say
 * @param containerd     whether its images lie in a containerd store, which takes every exporter
 * @param uri            where it listens
 */
record Daemon(Kind kind, Version version, boolean containerd, URI uri) {

    enum Kind {
        /** Inside of a Docker engine, whose image store takes the result. */
        DOCKER,
        /** The same, reached by the engine's build call only, which cannot say everything. */
        POSTED,
        /** A daemon of its own, without an image store. */
        STANDALONE
    }

    /** Whether images for several platforms, attestations and caches outside of the daemon can be made. */
    boolean exportsEverything() {
        return kind == Kind.STANDALONE || containerd;
    }

    /** Whether it gives the files of layers another time when it writes an image ({@code rewrite-timestamp}). */
    boolean rewritesTimes() {
        return exportsEverything() && version.isAtLeast(0, 13);
    }

    /** Whether images lie in the store of a Docker engine after a build. */
    boolean keepsImages() {
        return kind == Kind.DOCKER;
    }

    /**
     * Two numbers of BuildKit's version.
     *
     * @param major 0 until now
     * @param minor counts
     */
    record Version(int major, int minor) {

        static final Version UNKNOWN = new Version(0, 0);

        /** Reads {@code v0.25.1-desktop}; what cannot be read is unknown. */
        static Version parse(String text) {
            java.util.regex.Matcher matcher = java.util.regex.Pattern.compile("v?(\\d{1,6})\\.(\\d{1,6})\\b.*")
                    .matcher(text);
            return matcher.matches()
                    ? new Version(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
                    : UNKNOWN;
        }

        boolean isAtLeast(int otherMajor, int otherMinor) {
            return major > otherMajor || (major == otherMajor && minor >= otherMinor);
        }

        @Override
        public String toString() {
            return major + "." + minor;
        }
    }
}

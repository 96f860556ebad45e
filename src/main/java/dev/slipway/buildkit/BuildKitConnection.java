package dev.slipway.buildkit;

/** A connection to a BuildKit daemon that was found to answer. */
public final class BuildKitConnection implements AutoCloseable {

    private final Solver solver;
    private final Daemon daemon;
    private final String path;

    /** @param path what leads to BuildKit there, in words for the log */
    BuildKitConnection(Solver solver, Daemon daemon, String path) {
        this.solver = solver;
        this.daemon = daemon;
        this.path = path;
    }

    Daemon daemon() {
        return daemon;
    }

    Solver solver() {
        return solver;
    }

    /** What answers, in words: {@code BuildKit 0.25 (/grpc)}. */
    String describe() {
        String version = daemon.version().equals(Daemon.Version.UNKNOWN) ? "" : " " + daemon.version();
        return "BuildKit" + version + " (" + path + ")";
    }

    @Override
    public void close() {
        solver.close();
    }
}

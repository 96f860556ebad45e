package dev.slipway.buildkit;

/** The BuildKit inside of Docker engines that do not say its version themselves. */
final class DockerReleases {

    private DockerReleases() {}

    /** @param api the newest API version that the engine speaks */
    static Daemon.Version buildKitOf(Daemon.Version api) {
        if (!api.isAtLeast(1, 40)) {
            return Daemon.Version.UNKNOWN;
        }
        // Docker 19.03 and 20.10, 23, 24, 25, 26, 27, 28 and later
        return switch (api.minor()) {
            case 40 -> new Daemon.Version(0, 6);
            case 41 -> new Daemon.Version(0, 8);
            case 42 -> new Daemon.Version(0, 10);
            case 43 -> new Daemon.Version(0, 11);
            case 44 -> new Daemon.Version(0, 12);
            case 45 -> new Daemon.Version(0, 13);
            case 46, 47 -> new Daemon.Version(0, 14);
            default -> new Daemon.Version(0, 20);
        };
    }
}

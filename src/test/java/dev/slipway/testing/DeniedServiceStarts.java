package dev.slipway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Keeps packages that are installed meanwhile from starting their services.
 *
 * <p>See {@code policy-rc.d} in Debian's invoke-rc.d(8). A policy that was there before is put back, also on Ctrl-C; if
 * the JVM was killed, the next use puts it back.
 */
final class DeniedServiceStarts {
    private static final String DENIAL = """
            #!/bin/sh
            # laid by the build of slipway-maven-plugin while it installs packages
            exit 101
            """;

    private final Path policy;
    private final Path aside;

    /** Denies through the file {@code policy}, on Debian {@code /usr/sbin/policy-rc.d}. */
    DeniedServiceStarts(Path policy) {
        this.policy = policy;
        this.aside = policy.resolveSibling(policy.getFileName() + ".before-slipway");
    }

    void during(Action action) throws IOException, InterruptedException {
        Thread onExit = new Thread(this::restoreUnchecked, "slipway-policy-rc.d");
        Runtime.getRuntime().addShutdownHook(onExit);
        try {
            deny();
            action.run();
        } finally {
            restore();
        }
        // not in the finally block: on Ctrl-C the hook is running, and the JVM refuses to remove it
        Runtime.getRuntime().removeShutdownHook(onExit);
    }

    private synchronized void deny() throws IOException {
        restore();
        if (Files.exists(policy, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(policy, aside);
        }
        Files.writeString(policy, DENIAL);
        Files.setPosixFilePermissions(policy, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private synchronized void restore() throws IOException {
        if (Files.isRegularFile(policy) && Files.readString(policy).equals(DENIAL)) {
            Files.delete(policy);
        }
        if (Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(aside, policy, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void restoreUnchecked() {
        try {
            restore();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

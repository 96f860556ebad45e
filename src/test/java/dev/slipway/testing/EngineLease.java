package dev.slipway.testing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Keeps an engine of ours running while a JVM uses it.
 *
 * <p>Each JVM that uses the engine has a file, named by its process id, in the state folder; the last one to end stops
 * the engine and waits until it is gone. The supervisor watches the same files, so that a killed JVM leaves no engine
 * behind.
 */
final class EngineLease {
    /** The file in the state folder that holds the supervisor's process id. */
    static final String SUPERVISOR = "supervisor";

    /** The file in the state folder that the supervisor executes. */
    static final String SUPERVISOR_SCRIPT = "engine.sh";

    private static final long PATIENCE_SECONDS = 30;

    private final Path state;
    private final Path users;

    EngineLease(Path state) {
        this.state = state;
        this.users = state.resolve("users");
    }

    /** Whether an engine of ours is running, or was when its supervisor was killed. */
    boolean isKept() {
        return Files.exists(state.resolve(SUPERVISOR));
    }

    /** Runs {@code action} while no other process starts or stops the engine. */
    void locked(Action action) throws IOException, InterruptedException {
        Files.createDirectories(users);
        // on Ctrl-C the shutdown hook waits here until the main thread is through: a file lock is for processes only
        synchronized (EngineLease.class) {
            try (FileChannel file =
                    FileChannel.open(state.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                file.lock();
                action.run();
            }
        }
    }

    /** Uses the engine until this JVM ends; the caller holds the lock. */
    void take() throws IOException {
        Path user = users.resolve(Long.toString(ProcessHandle.current().pid()));
        Files.writeString(user, "");
        Runtime.getRuntime().addShutdownHook(new Thread(lastingGroup(), () -> leave(user), "slipway-engine-lease"));
    }

    /** exec:java destroys the thread group in which it runs us, and no thread of a destroyed group can be started. */
    private static ThreadGroup lastingGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    /**
     * Gives the lease back, and stops the engine if that was the last one.
     *
     * <p>Runs when the class loader of the tests may be closed already: JDK classes only.
     */
    private void leave(Path user) {
        try {
            locked(() -> {
                Files.deleteIfExists(user);
                Optional<ProcessHandle> supervisor = supervisor();
                if (supervisor.isPresent() && !isUsed()) {
                    stop(supervisor.get());
                }
            });
        } catch (IOException failure) {
            System.err.println("[slipway] Giving the Docker engine back failed: " + failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(ProcessHandle supervisor) throws InterruptedException {
        System.out.println("[slipway] Stopping the Docker engine that this build started.");
        supervisor.destroy();
        try {
            supervisor.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            System.err.println("[slipway] The Docker engine does not stop. Its supervisor is process "
                    + supervisor.pid() + ": end dockerd by hand.");
        }
    }

    private Optional<ProcessHandle> supervisor() throws IOException {
        if (!isKept()) {
            return Optional.empty();
        }
        long id = Long.parseLong(Files.readString(state.resolve(SUPERVISOR)).strip());
        // a process id may have a new owner since
        return ProcessHandle.of(id)
                .filter(process -> process.info().commandLine().orElse("").contains(SUPERVISOR_SCRIPT));
    }

    private boolean isUsed() throws IOException {
        boolean used = false;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(users)) {
            for (Path file : files) {
                used |= ProcessHandle.of(Long.parseLong(file.getFileName().toString()))
                        .isPresent();
            }
        }
        return used;
    }
}

package dev.slipway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A real SSH agent that holds one key. */
public final class SshAgentProcess implements AutoCloseable {

    private final Process process;
    private final Path socket;

    private SshAgentProcess(Process process, Path socket) {
        this.process = process;
        this.socket = socket;
    }

    /** Starts one; its socket and key go to the folder, which is made. */
    public static SshAgentProcess start(Path folder) {
        try {
            Files.createDirectories(folder);
            Path socket = folder.resolve("agent.sock");
            Process process = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("agent.log").toFile())
                    .start();
            SshAgentProcess agent = new SshAgentProcess(process, socket);
            agent.awaitAnswer();
            Path key = folder.resolve("key");
            run(socket, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "slipway-test", "-f", key.toString());
            run(socket, "ssh-add", "-q", key.toString());
            return agent;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void run(Path socket, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("SSH_AUTH_SOCK", socket.toString());
        if (builder.start().waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed");
        }
    }

    private void awaitAnswer() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!answers() && process.isAlive() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private boolean answers() {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            return false;
        }
    }

    /** Where it listens. */
    public Path socket() {
        return socket;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}

package dev.slipway.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real CNCF distribution registry at a free loopback port, with storage that is gone when it is closed. */
public final class RegistryProcess implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("listening on 127\\.0\\.0\\.1:([0-9]+)");
    /** How a line of its log goes on behind time and level, for every request, whatever became of it. */
    private static final String ANSWERED = " msg=\"response completed";

    private static final int START_SECONDS = 30;

    private final Path directory;
    private final Process process;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final Thread shutdownHook = new Thread(this::stop);

    private RegistryProcess(Path directory, Process process) {
        this.directory = directory;
        this.process = process;
    }

    /** Starts a registry that lets everyone in. */
    public static RegistryProcess start() {
        return new RegistryOptions().start();
    }

    /** How to start one with a login or read-only. */
    public static RegistryOptions options() {
        return new RegistryOptions();
    }

    static RegistryProcess start(Path directory, ProcessBuilder command) throws IOException {
        RegistryProcess registry =
                new RegistryProcess(directory, command.redirectErrorStream(true).start());
        Runtime.getRuntime().addShutdownHook(registry.shutdownHook);
        Thread reader = new Thread(registry::readOutput, "registry-output");
        reader.setDaemon(true);
        reader.start();
        try {
            registry.awaitAnswer();
        } catch (RuntimeException e) {
            registry.close();
            throw e;
        }
        return registry;
    }

    private void readOutput() {
        StringBuilder output = new StringBuilder();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher matcher = LISTENING.matcher(line);
                if (matcher.find()) {
                    port.complete(Integer.parseInt(matcher.group(1)));
                }
                if (line.contains(ANSWERED)) {
                    requests.incrementAndGet();
                }
                if (!port.isDone()) {
                    output.append(line).append('\n');
                }
            }
        } catch (IOException e) {
            output.append(e);
        }
        port.completeExceptionally(new IllegalStateException("The registry ended before it listened:\n" + output));
    }

    private void awaitAnswer() {
        try {
            int listening = port.get(START_SECONDS, TimeUnit.SECONDS);
            HttpRequest ping = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listening + "/v2/"))
                    .build();
            HttpClient.newHttpClient().send(ping, BodyHandlers.discarding());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("No registry listens after " + START_SECONDS + " s: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the registry starts", e);
        }
    }

    /** The port of 127.0.0.1 at which it listens. */
    public int port() {
        return port.join();
    }

    /** Host and port, as references begin: {@code 127.0.0.1:41234}. */
    public String host() {
        return "127.0.0.1:" + port();
    }

    /** How many requests it has let in and answered so far; those of the last moment may be missing. */
    public int requests() {
        return requests.get();
    }

    /** Its address, without a path. */
    public URI uri() {
        return URI.create("http://" + host());
    }

    /** Whether the process runs. */
    public boolean isRunning() {
        return process.isAlive();
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException e) {
            return; // the JVM ends already and the hook does the work
        }
        stop();
    }

    private void stop() {
        process.destroyForcibly().onExit().join();
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

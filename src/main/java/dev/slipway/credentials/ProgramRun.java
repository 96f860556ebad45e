package dev.slipway.credentials;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One finished run of a program. It has no text form: what the program wrote may be a secret. */
final class ProgramRun {

    private final int exitCode;
    private final String output;
    private final String errors;

    private ProgramRun(int exitCode, String output, String errors) {
        this.exitCode = exitCode;
        this.output = output;
        this.errors = errors;
    }

    /**
     * Runs a program to its end.
     *
     * @param env   all variables that it sees
     * @param input what it reads
     * @throws IOException          if it does not start
     * @throws TimeoutException     if it takes longer; it and what it started are stopped
     * @throws InterruptedException if this thread is interrupted; it and what it started are stopped
     */
    static ProgramRun of(List<String> command, Map<String, String> env, String input, Duration timeout)
            throws IOException, TimeoutException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(env);
        long deadline = System.nanoTime() + timeout.toNanos();
        Process process = builder.start();
        try {
            FutureTask<String> output = reader(process.getInputStream());
            FutureTask<String> errors = reader(process.getErrorStream());
            write(process, input);
            if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException();
            }
            return new ProgramRun(process.exitValue(), text(output, deadline), text(errors, deadline));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    int exitCode() {
        return exitCode;
    }

    String output() {
        return output;
    }

    String errors() {
        return errors;
    }

    private static FutureTask<String> reader(InputStream stream) {
        FutureTask<String> task = new FutureTask<>(() -> new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        Thread thread = new Thread(task, "slipway-credential-helper");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static void write(Process process, String input) {
        try (OutputStream stream = process.getOutputStream()) {
            stream.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // A program may end without reading; its exit code says what that means.
        }
    }

    private static String text(FutureTask<String> task, long deadline)
            throws IOException, TimeoutException, InterruptedException {
        try {
            return task.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }
}

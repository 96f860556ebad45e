package dev.slipway.credentials;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run of a program. It has no text form: what the program wrote may be a secret. */
final class ProgramRun {

    private final OptionalInt exitCode;
    private final String output;
    private final String errors;

    private ProgramRun(OptionalInt exitCode, String output, String errors) {
        this.exitCode = exitCode;
        this.output = output;
        this.errors = errors;
    }

    /**
     * Runs a program to its end, or for as long as it may take; then it and what it started are stopped.
     *
     * @param env   all variables that it sees
     * @param input what it reads
     * @throws IOException          if it does not start
     * @throws InterruptedException if this thread is interrupted; it and what it started are stopped
     */
    static ProgramRun of(List<String> command, Map<String, String> env, String input, Duration timeout)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(env);
        long deadline = System.nanoTime() + timeout.toNanos();
        Process process = builder.start();
        ProgramOutput output = ProgramOutput.of(process.getInputStream());
        ProgramOutput errors = ProgramOutput.of(process.getErrorStream());
        try {
            write(process, input);
            if (process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return new ProgramRun(OptionalInt.of(process.exitValue()), output.all(deadline), errors.all(deadline));
            }
            return stopped(errors);
        } catch (TimeoutException e) {
            // it has ended, but something that it started could still write
            return stopped(errors);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static ProgramRun stopped(ProgramOutput errors) {
        return new ProgramRun(OptionalInt.empty(), "", errors.soFar());
    }

    /** Empty if it was stopped. */
    OptionalInt exitCode() {
        return exitCode;
    }

    String output() {
        return output;
    }

    String errors() {
        return errors;
    }

    private static void write(Process process, String input) {
        try (OutputStream stream = process.getOutputStream()) {
            stream.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // A program may end without reading; its exit code says what that means.
        }
    }
}

package dev.slipway.credentials;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a program writes, read by a thread of its own so that the program never waits for us. */
final class ProgramOutput {

    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final FutureTask<Long> reading;

    private ProgramOutput(InputStream stream) {
        reading = new FutureTask<>(() -> stream.transferTo(read));
    }

    static ProgramOutput of(InputStream stream) {
        ProgramOutput output = new ProgramOutput(stream);
        Thread thread = new Thread(output.reading, "slipway-credential-helper");
        thread.setDaemon(true);
        thread.start();
        return output;
    }

    /**
     * All of it.
     *
     * @param deadline when it must be complete, as {@link System#nanoTime()} has it
     * @throws TimeoutException if somebody may still write then
     */
    String all(long deadline) throws IOException, TimeoutException, InterruptedException {
        try {
            reading.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        return soFar();
    }

    /** What has come until now. */
    String soFar() {
        return read.toString(StandardCharsets.UTF_8);
    }
}

package dev.slipway.testing;

import java.util.concurrent.TimeUnit;

/** The processes that an engine on this machine runs for builds. */
public final class EngineProcesses {

    private EngineProcesses() {}

    /** Whether within ten seconds no process runs any more whose command line ends so. */
    public static boolean endSoon(String command) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (runs(command) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return !runs(command);
    }

    private static boolean runs(String command) {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .anyMatch(line -> line.endsWith(command));
    }
}

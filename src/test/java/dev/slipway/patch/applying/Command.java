package dev.slipway.patch.applying;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs programs in a folder, in English, in UTC and without anybody's settings of git.
 *
 * @param folder where
 * @param more   further variables of the environment
 */
record Command(Path folder, Map<String, String> more) {

    /**
     * What a program did.
     *
     * @param exit   its exit code
     * @param output what it wrote, as characters of ISO 8859-1
     */
    record Run(int exit, String output) {
        byte[] bytes() {
            return output.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    Command(Path folder) {
        this(folder, Map.of());
    }

    /** Runs to the end; output and errors together. */
    Run run(List<String> words) {
        return run(words, true);
    }

    /** Runs to the end; the output alone, errors are the test's own. */
    Run output(List<String> words) {
        return run(words, false);
    }

    /** Runs to the end, which must be a good one. */
    Run succeed(String... words) {
        Run run = run(List.of(words), true);
        if (run.exit != 0) {
            throw new IllegalStateException(String.join(" ", words) + " failed (" + run.exit + "):\n" + run.output);
        }
        return run;
    }

    private Run run(List<String> words, boolean isMerged) {
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(isMerged);
        if (!isMerged) {
            builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        }
        builder.environment()
                .putAll(Map.of(
                        "LC_ALL", "C",
                        "TZ", "UTC",
                        "GIT_CONFIG_NOSYSTEM", "1",
                        "GIT_CONFIG_GLOBAL", "/dev/null",
                        "GIT_CEILING_DIRECTORIES",
                                String.valueOf(folder.toAbsolutePath().getParent())));
        builder.environment().putAll(more);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return new Run(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException("These tests need " + words.get(0) + ". Install it.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

package dev.slipway.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a log, for a message that must say what went wrong. */
final class LogTail {
    private static final int LINES = 15;

    private LogTail() {}

    static String of(Path log) throws IOException {
        // not readAllLines: a log may hold bytes that are no UTF-8
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }
}

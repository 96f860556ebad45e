package dev.slipway.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.maven.plugin.logging.SystemStreamLog;

/** A log of Maven that keeps its lines, each behind its level. */
public final class RecordingMavenLog extends SystemStreamLog {

    private final List<String> lines = new ArrayList<>();
    private final Consumer<String> onLine;

    public RecordingMavenLog() {
        this(line -> {});
    }

    /** @param onLine also receives each line */
    public RecordingMavenLog(Consumer<String> onLine) {
        this.onLine = onLine;
    }

    /** The lines, such as {@code INFO Built agent}. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** All lines as one text. */
    public String text() {
        return String.join("\n", lines());
    }

    private synchronized void add(String level, CharSequence content) {
        String line = content.isEmpty() ? level : level + " " + content;
        lines.add(line);
        onLine.accept(line);
    }

    @Override
    public void debug(CharSequence content) {
        add("DEBUG", content);
    }

    @Override
    public void info(CharSequence content) {
        add("INFO", content);
    }

    @Override
    public void warn(CharSequence content) {
        add("WARN", content);
    }

    @Override
    public void error(CharSequence content) {
        add("ERROR", content);
    }
}

package dev.slipway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a run of Maven in the folder of an integration test printed and left; several runs share one log. */
public final class MavenRun {

    /** The line that says which goal failed; what the goal says stands behind it, and on the lines that follow. */
    private static final Pattern FAILED_GOAL = Pattern.compile(
            "(?m)^\\[ERROR] Failed to execute goal (?:\\S+) (?:\\([^)]*\\) )?on project [^:\\s]+: (.*(?:\\R\\[ERROR] .*)*?)"
                    + "(?:\\R\\[ERROR])? -> \\[Help \\d+]$");

    private final Path directory;
    private final String log;

    private MavenRun(Path directory) {
        this.directory = directory;
        this.log = read(directory.resolve("build.log"));
    }

    /** The runs in a folder, after they ended. */
    public static MavenRun of(File directory) {
        return new MavenRun(directory.toPath().toAbsolutePath());
    }

    /** All that was printed. */
    public String log() {
        return log;
    }

    /** Whether a line was printed that ends so, whatever the log puts before it. */
    public boolean printed(String endOfLine) {
        return log.lines().anyMatch(line -> line.endsWith(endOfLine));
    }

    /** What the failing goals said, in order, as it stands in the log without Maven's frame around it. */
    public List<String> errors() {
        List<String> errors = new ArrayList<>();
        Matcher matcher = FAILED_GOAL.matcher(log);
        while (matcher.find()) {
            errors.add(matcher.group(1).replaceAll("\\R\\[ERROR] ", "\n"));
        }
        return errors;
    }

    /** What the one failing goal said; it printed no stack trace, and nothing is left half written. */
    public String error() {
        assertThat(errors()).as("the failures in\n" + log).hasSize(1);
        checkThatNothingIsHalfDone();
        return errors().get(0);
    }

    /** Checks that the one failing goal said exactly this. */
    public void failedWith(CharSequence message) {
        assertThat(error()).isEqualTo(message.toString());
    }

    /** Checks that no stack trace was printed and no draft of a receipt lies around. */
    public void checkThatNothingIsHalfDone() {
        assertThat(log.lines()).noneMatch(line -> line.startsWith("\tat ") || line.startsWith("[ERROR] \tat "));
        assertThat(filesUnder("target/slipway")).noneMatch(file -> file.endsWith(".draft"));
    }

    /** The text of a file that the run left. */
    public String text(String path) {
        return read(directory.resolve(path));
    }

    /** Whether the run left a file or folder. */
    public boolean left(String path) {
        return Files.exists(directory.resolve(path));
    }

    /** The files below a folder, with slashes, relative to it and sorted; none if there is no such folder. */
    public List<String> filesUnder(String folder) {
        Path root = directory.resolve(folder);
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(root)) {
            return tree.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace(File.separatorChar, '/'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            // not readString: whatever a program prints must be readable
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

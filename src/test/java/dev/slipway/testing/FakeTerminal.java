package dev.slipway.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Understands as much of a terminal's language as a live view needs, and shows what would be seen. */
public final class FakeTerminal implements Appendable {

    private static final Pattern ESCAPE = Pattern.compile("\u001b\\[(\\??)(\\d*)([A-Za-z])");

    private final List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
    private int row;
    private int column;
    private int writes;

    /** What stands on the screen, without blanks at line ends and empty rows at the end. */
    public synchronized List<String> screen() {
        List<String> seen = new ArrayList<>(
                rows.stream().map(line -> line.toString().stripTrailing()).toList());
        while (!seen.isEmpty() && seen.get(seen.size() - 1).isEmpty()) {
            seen.remove(seen.size() - 1);
        }
        return seen;
    }

    /** How often something was written. */
    public synchronized int writes() {
        return writes;
    }

    /** A log of Maven whose lines go to this terminal. */
    public RecordingMavenLog log() {
        return new RecordingMavenLog(line -> append(line + "\n"));
    }

    @Override
    public synchronized Appendable append(CharSequence text) {
        writes++;
        Matcher escape = ESCAPE.matcher(text);
        for (int at = 0; at < text.length(); at++) {
            if (escape.region(at, text.length()).lookingAt()) {
                obey(escape.group(3).charAt(0), escape.group(2));
                at = escape.end() - 1;
            } else {
                write(text.charAt(at));
            }
        }
        return this;
    }

    private void obey(char command, String number) {
        switch (command) {
            case 'A' -> row = Math.max(0, row - Integer.parseInt(number));
            case 'K' -> rows.get(row).setLength(Math.min(column, rows.get(row).length()));
            case 'J' -> {
                rows.get(row).setLength(Math.min(column, rows.get(row).length()));
                rows.subList(row + 1, rows.size()).clear();
            }
            case 'h', 'l' -> {}
            default -> throw new IllegalArgumentException("ESC [ " + number + command);
        }
    }

    private void write(char letter) {
        if (letter == '\n') {
            row++;
            column = 0;
            if (row == rows.size()) {
                rows.add(new StringBuilder());
            }
        } else if (letter == '\r') {
            column = 0;
        } else {
            StringBuilder line = rows.get(row);
            line.append(" ".repeat(Math.max(0, column + 1 - line.length())));
            line.setCharAt(column++, letter);
        }
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) {
        return append(text.subSequence(start, end));
    }

    @Override
    public Appendable append(char letter) {
        return append(String.valueOf(letter));
    }
}

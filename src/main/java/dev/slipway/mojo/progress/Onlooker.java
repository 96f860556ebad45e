package dev.slipway.mojo.progress;

import java.io.Console;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;

/**
 * Who looks on while Maven runs, and through what.
 *
 * @param interactive whether Maven may ask questions (no {@code -B})
 * @param parallel    whether other modules write to the same terminal meanwhile ({@code -T})
 * @param colours     whether Maven writes in colours
 * @param env         environment variables; other than {@code TERM}, {@code NO_COLOR}, {@code CI}, {@code COLUMNS} and
 *                    {@code BUILDKIT_PROGRESS} they do not matter
 * @param terminal    where the terminal can be written to; empty if there is none
 */
public record Onlooker(
        boolean interactive,
        boolean parallel,
        boolean colours,
        Map<String, String> env,
        Optional<Appendable> terminal) {

    private static final int USUAL_COLUMNS = 80;
    private static final int LEAST_COLUMNS = 20;
    /** Maven 3 and Maven 4 share this class with plugins; Maven switches it off with {@code -B}, {@code -l} and style. */
    private static final String COLOUR_SWITCH = "org.fusesource.jansi.Ansi";

    /** The one of this process. */
    public static Onlooker ofThisProcess(boolean interactive, boolean parallel) {
        return new Onlooker(interactive, parallel, mavenHasColours(), System.getenv(), console());
    }

    private static boolean mavenHasColours() {
        try {
            Class<?> ansi = Class.forName(COLOUR_SWITCH);
            return Boolean.TRUE.equals(ansi.getMethod("isEnabled").invoke(null));
        } catch (ReflectiveOperationException | LinkageError e) {
            return false;
        }
    }

    @SuppressWarnings("SystemConsoleNull") // null on Java 17, and no terminal on later ones
    private static Optional<Appendable> console() {
        Console console = System.console();
        return console == null || !isTerminal(console) ? Optional.empty() : Optional.of(console.writer());
    }

    /** From Java 22 on there can be a console without a terminal, and a method that tells. */
    private static boolean isTerminal(Console console) {
        try {
            Method method = Console.class.getMethod("isTerminal");
            return Boolean.TRUE.equals(method.invoke(console));
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Whether nothing speaks against a live view. */
    boolean canWatch() {
        String term = env.getOrDefault("TERM", "");
        boolean plainWanted = !env.getOrDefault("NO_COLOR", "").isEmpty() || env.containsKey("CI");
        // Windows' own consoles set no TERM
        return interactive && !parallel && colours && !plainWanted && !term.isEmpty() && !term.equals("dumb");
    }

    /** The terminal's width. */
    int columns() {
        try {
            return Math.max(LEAST_COLUMNS, Integer.parseInt(env.getOrDefault("COLUMNS", "")));
        } catch (NumberFormatException e) {
            return USUAL_COLUMNS;
        }
    }
}

package dev.slipway.endpoint;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What docker's own client looks at in its environment. Its text form shows no values: variables may hold secrets.
 *
 * @param env    environment variables
 * @param home   the user's home folder
 * @param osName as in the system property {@code os.name}
 */
public record Surroundings(Map<String, String> env, Path home, String osName) {

    public Surroundings {
        env = Map.copyOf(env);
    }

    /** Those of this JVM. {@code HOME} goes before {@code user.home}, as it does for docker. */
    public static Surroundings ofThisProcess() {
        Map<String, String> env = System.getenv();
        Surroundings bare =
                new Surroundings(env, Path.of(System.getProperty("user.home")), System.getProperty("os.name"));
        if (bare.isWindows()) {
            return bare;
        }
        return bare.variable("HOME")
                .map(home -> new Surroundings(env, Path.of(home), bare.osName()))
                .orElse(bare);
    }

    /** The value of an environment variable; empty if it is unset or an empty text. */
    public Optional<String> variable(String name) {
        String value = env.get(name);
        if (value == null && isWindows()) {
            value = env.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
        }
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }

    /** Whether we run on Windows. */
    public boolean isWindows() {
        return osName.toLowerCase(Locale.ROOT).startsWith("windows");
    }

    /** Whether we run on macOS. */
    public boolean isMac() {
        return osName.toLowerCase(Locale.ROOT).startsWith("mac");
    }

    /** The folder of docker's {@code config.json} and contexts: {@code DOCKER_CONFIG}, or {@code ~/.docker}. */
    public Path dockerConfigDirectory() {
        return variable("DOCKER_CONFIG").map(Path::of).orElseGet(() -> home.resolve(".docker"));
    }

    /** How a path is written in messages: with {@code ~} for the home folder. */
    public String shown(Path path) {
        return path.startsWith(home) && !path.equals(home)
                ? Path.of("~").resolve(home.relativize(path)).toString()
                : path.toString();
    }

    @Override
    public String toString() {
        return "Surroundings[" + home + ", " + osName + "]";
    }
}

package dev.slipway.credentials;

import dev.slipway.endpoint.Surroundings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The folders of the variable PATH, as the operating system reads them. */
final class SearchPath {

    private static final List<String> WINDOWS_ENDINGS = List.of(".exe", ".cmd", ".bat");

    private final Surroundings surroundings;

    SearchPath(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * The first program of this name.
     *
     * @param name without {@code .exe}; a name with a slash is nowhere on the PATH
     */
    Optional<Path> find(String name) {
        if (name.contains("/") || name.contains("\\")) {
            return Optional.empty();
        }
        List<String> endings = surroundings.isWindows() ? WINDOWS_ENDINGS : List.of("");
        return folders()
                .flatMap(folder -> endings.stream().map(ending -> folder.resolve(name + ending)))
                .filter(Files::isRegularFile)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Stream<Path> folders() {
        String separator = surroundings.isWindows() ? ";" : ":";
        return surroundings.variable("PATH").stream()
                .flatMap(path -> Arrays.stream(path.split(separator)))
                .map(folder -> folder.replace("\"", ""))
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> path(folder).stream());
    }

    private static Optional<Path> path(String folder) {
        try {
            return Optional.of(Path.of(folder));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}

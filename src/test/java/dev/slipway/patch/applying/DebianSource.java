package dev.slipway.patch.applying;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Fetches source packages of Debian with apt, which checks their signatures, and unpacks them. The lists and packages lie
 * in a folder of its own; the machine's settings of apt do not count.
 *
 * @param folder where everything lies; what is there already is not fetched again
 */
record DebianSource(Path folder) {

    private static final String RELEASE = "bookworm";
    private static final String KEYS = "/usr/share/keyrings/debian-archive-keyring.gpg";

    /** Fetches the lists of packages. */
    void update() throws IOException {
        Files.createDirectories(folder.resolve("state/lists/partial"));
        Files.createDirectories(folder.resolve("cache/archives/partial"));
        Files.writeString(
                folder.resolve("sources.list"),
                "deb-src [signed-by=%s] http://deb.debian.org/debian %s main%n".formatted(KEYS, RELEASE));
        Files.writeString(folder.resolve("apt.conf"), """
                Dir::State "%1$s/state";
                Dir::State::status "/dev/null";
                Dir::Cache "%1$s/cache";
                Dir::Etc::SourceList "%1$s/sources.list";
                Dir::Etc::SourceParts "/dev/null";
                APT::Sandbox::User "";
                """.formatted(folder));
        apt(folder).succeed("apt-get", "-q", "update");
    }

    /** Fetches a package; the file that describes it. */
    Path fetched(String name) {
        Path own = folder.resolve("packages").resolve(name);
        try {
            Files.createDirectories(own);
            if (description(own).isEmpty()) {
                apt(own).succeed("apt-get", "-q", "source", "--only-source", "--download-only", name);
            }
            return description(own).get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> description(Path own) throws IOException {
        try (Stream<Path> files = Files.list(own)) {
            return files.filter(file -> file.toString().endsWith(".dsc")).toList();
        }
    }

    /** Unpacks a package, with its patches applied or without. */
    static void unpack(Path description, Path target, String... more) {
        Stream<String> words = Stream.concat(
                Stream.concat(Stream.of("dpkg-source", "--no-check"), Stream.of(more)),
                Stream.of("-x", description.toString(), target.toString()));
        new Command(description.resolveSibling(".")).succeed(words.toArray(String[]::new));
    }

    private Command apt(Path where) {
        return new Command(
                where, Map.of("APT_CONFIG", folder.resolve("apt.conf").toString()));
    }
}

package dev.slipway.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a {@link RegistryProcess} is started. */
public final class RegistryOptions {

    private String searchPath = System.getenv().getOrDefault("PATH", "");
    private String user = "";
    private String password = "";
    private boolean readOnly;
    private String authentication = "";

    RegistryOptions() {}

    /** Demands a login. */
    public RegistryOptions login(String newUser, String newPassword) {
        user = newUser;
        password = newPassword;
        return this;
    }

    /** Demands tokens of a server, as Docker Hub does. */
    public RegistryOptions tokens(TokenServer server) {
        authentication = server.registryConfiguration();
        return this;
    }

    /** Refuses every push. */
    public RegistryOptions readOnly() {
        readOnly = true;
        return this;
    }

    /** Looks for programs in other folders than those of PATH. */
    RegistryOptions searchPath(String folders) {
        searchPath = folders;
        return this;
    }

    /**
     * Starts it and waits until it answers.
     *
     * @throws IllegalStateException if a program is missing, or the registry does not start
     */
    public RegistryProcess start() {
        Path binary = find(List.of("docker-registry", "registry"))
                .orElseThrow(() -> missing("docker-registry", "docker-registry"));
        try {
            Path directory = Files.createTempDirectory("slipway-registry");
            Path config = Files.writeString(directory.resolve("config.yml"), config(directory));
            return RegistryProcess.start(directory, new ProcessBuilder(binary.toString(), "serve", config.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String config(Path directory) throws IOException {
        String common = """
                version: 0.1
                log:
                  level: info
                  accesslog:
                    disabled: true
                storage:
                  filesystem:
                    rootdirectory: %s
                  delete:
                    enabled: true
                  maintenance:
                    readonly:
                      enabled: %s
                http:
                  addr: 127.0.0.1:0
                  relativeurls: true
                """.formatted(directory.resolve("storage"), readOnly);
        return user.isEmpty()
                ? common + authentication
                : common + """
                auth:
                  htpasswd:
                    realm: slipway
                    path: %s
                """.formatted(Files.writeString(directory.resolve("htpasswd"), hashedLogin()));
    }

    /** The registry takes bcrypt alone, which the JDK does not have. */
    private String hashedLogin() throws IOException {
        Path htpasswd = find(List.of("htpasswd")).orElseThrow(() -> missing("htpasswd", "apache2-utils"));
        Process process = new ProcessBuilder(htpasswd.toString(), "-Bni", user)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().write(password.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private Optional<Path> find(List<String> names) {
        return names.stream()
                .flatMap(name -> Stream.of(searchPath.split(File.pathSeparator))
                        .map(folder -> Path.of(folder).resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static IllegalStateException missing(String program, String debianPackage) {
        return new IllegalStateException("Cannot start a registry: there is no '" + program
                + "' on the PATH. Install it (Debian: apt-get install " + debianPackage + ").");
    }
}

package dev.slipway.testing;

import dev.slipway.endpoint.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** A user's home folder with the files that docker and podman keep there, and the variables around it. */
public final class FakeHome {

    private final Path home;
    private final Map<String, String> env = new HashMap<>();
    private String osName = "Linux";

    public FakeHome(Path home) {
        this.home = home;
        env.put("PATH", bin() + ":/usr/bin:/bin");
    }

    public FakeHome with(String variable, String value) {
        env.put(variable, value);
        return this;
    }

    public FakeHome on(String osName) {
        this.osName = osName;
        return this;
    }

    /** Writes a file of the home folder. */
    public FakeHome file(String path, String content) {
        write(home.resolve(path), content);
        return this;
    }

    public FakeHome dockerConfig(String json) {
        return file(".docker/config.json", json);
    }

    /** Makes a docker context as {@code docker context create} does. */
    public FakeHome dockerContext(String name, String dockerEndpoint) {
        return file(
                ".docker/contexts/meta/" + sha256(name) + "/meta.json",
                "{\"Name\":\"%s\",\"Metadata\":{},\"Endpoints\":{\"docker\":%s}}".formatted(name, dockerEndpoint));
    }

    /** The folder with the certificates of a docker context. */
    public Path dockerContextTls(String name) {
        return home.resolve(".docker/contexts/tls").resolve(sha256(name)).resolve("docker");
    }

    /** Puts a shell script on the PATH under {@code docker-credential-NAME}. */
    public FakeHome credentialHelper(String name, String script) {
        Path program = bin().resolve("docker-credential-" + name);
        write(program, "#!/bin/sh\n" + script);
        try {
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public Path path(String path) {
        return home.resolve(path);
    }

    public Surroundings surroundings() {
        return new Surroundings(env, home, osName);
    }

    public static void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path bin() {
        return home.resolve("bin");
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}

package dev.slipway.credentials;

import dev.slipway.endpoint.Surroundings;
import dev.slipway.image.RegistryHost;
import dev.slipway.registry.Credential;
import dev.slipway.registry.CredentialException;
import dev.slipway.registry.FirstMatchKeychain;
import dev.slipway.registry.Keychain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code podman login} left behind: in the file that {@code REGISTRY_AUTH_FILE} names, and only there, as with
 * podman; else in the {@code auth.json} of the runtime folder (on Linux), then in {@code containers/auth.json} of
 * {@code XDG_CONFIG_HOME} or {@code ~/.config}. A key may name a namespace or a single repository; the longest wins.
 *
 * @see <a href="https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md">containers-auth.json</a>
 */
public final class PodmanAuthKeychain implements Keychain {

    private static final Path AUTH_FILE = Path.of("containers", "auth.json");

    private final Keychain files;

    public PodmanAuthKeychain(Surroundings surroundings) {
        this(surroundings, Path.of("/run"), DockerConfigKeychain.HELPER_TIMEOUT);
    }

    /** @param run where the runtime files of users without {@code XDG_RUNTIME_DIR} are */
    PodmanAuthKeychain(Surroundings surroundings, Path run, Duration helperTimeout) {
        files = new FirstMatchKeychain(places(surroundings, run).stream()
                .map(file -> (Keychain) new AuthFile(file, "podman login", surroundings, helperTimeout))
                .toList());
    }

    /** @throws CredentialException if a file cannot be read or understood, or if a helper is missing or fails */
    @Override
    public Optional<Credential> find(RegistryHost host, String namespace) {
        return files.find(host, namespace);
    }

    private static List<Path> places(Surroundings surroundings, Path run) {
        Optional<Path> only = surroundings.variable("REGISTRY_AUTH_FILE").map(Path::of);
        if (only.isPresent()) {
            return List.of(only.get());
        }
        List<Path> places = new ArrayList<>();
        runtimeFile(surroundings, run).ifPresent(places::add);
        places.add(surroundings
                .variable("XDG_CONFIG_HOME")
                .map(Path::of)
                .orElseGet(() -> surroundings.home().resolve(".config"))
                .resolve(AUTH_FILE));
        return places;
    }

    private static Optional<Path> runtimeFile(Surroundings surroundings, Path run) {
        if (surroundings.isWindows() || surroundings.isMac()) {
            return Optional.empty();
        }
        return surroundings
                .variable("XDG_RUNTIME_DIR")
                .map(folder -> Path.of(folder).resolve(AUTH_FILE))
                .or(() -> userId(surroundings.home())
                        .map(id -> run.resolve("containers").resolve(id).resolve("auth.json")));
    }

    /** Java does not know its own user id, but whose the home folder is. */
    private static Optional<String> userId(Path home) {
        try {
            return Optional.of(String.valueOf(Files.getAttribute(home, "unix:uid")));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

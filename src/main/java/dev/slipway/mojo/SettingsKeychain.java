package dev.slipway.mojo;

import dev.slipway.image.RegistryHost;
import dev.slipway.registry.Credential;
import dev.slipway.registry.Keychain;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/** The servers of {@code settings.xml}: a server's id is a registry's host, with or without a namespace. */
final class SettingsKeychain implements Keychain {

    private static final List<String> DOCKER_HUB =
            List.of("docker.io", "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com");

    private final Settings settings;
    private final SettingsDecrypter decrypter;

    SettingsKeychain(Settings settings, SettingsDecrypter decrypter) {
        this.settings = settings;
        this.decrypter = decrypter;
    }

    @Override
    public Optional<Credential> find(RegistryHost host, String namespace) {
        return ids(host.value(), namespace).stream()
                .flatMap(id -> settings.getServers().stream()
                        .filter(server -> id.equalsIgnoreCase(server.getId()) && server.getPassword() != null))
                .findFirst()
                .map(this::credential);
    }

    /**
     * The password of a server; empty without such a server, or without a password.
     *
     * @throws dev.slipway.registry.CredentialException if it cannot be decrypted
     */
    Optional<String> password(String serverId) {
        return Optional.ofNullable(settings.getServer(serverId))
                .filter(server -> server.getPassword() != null)
                .map(this::decrypted)
                .map(Server::getPassword);
    }

    /** The ids that fit, the longest namespace first. */
    private static List<String> ids(String host, String namespace) {
        List<String> ids = new ArrayList<>();
        for (String name : DOCKER_HUB.contains(host) ? DOCKER_HUB : List.of(host)) {
            String path = namespace;
            while (!path.isEmpty()) {
                ids.add(name + "/" + path);
                path = path.substring(0, Math.max(0, path.lastIndexOf('/')));
            }
            ids.add(name);
        }
        return ids;
    }

    private Server decrypted(Server encrypted) {
        SettingsDecryptionResult result = decrypter.decrypt(new DefaultSettingsDecryptionRequest(encrypted));
        DecryptionProblems.check(result, "the server '" + encrypted.getId() + "'");
        return result.getServer();
    }

    private Credential credential(Server encrypted) {
        Server server = decrypted(encrypted);
        return Credential.of(
                Objects.requireNonNullElse(server.getUsername(), ""),
                Objects.requireNonNullElse(server.getPassword(), ""),
                "the server '" + server.getId() + "' of settings.xml");
    }
}

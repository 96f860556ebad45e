package dev.slipway.oci;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.image.Digest;
import dev.slipway.image.Platform;
import dev.slipway.layout.Descriptor;
import dev.slipway.oci.http.Connections;
import dev.slipway.oci.http.Deadline;
import dev.slipway.oci.http.Errand;
import dev.slipway.oci.http.RegistryConnection;
import dev.slipway.proxy.Proxies;
import dev.slipway.registry.Keychain;
import dev.slipway.registry.Login;
import dev.slipway.registry.RegistryException;
import dev.slipway.registry.RemoteImage;
import dev.slipway.registry.RemoteImages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks images up over HTTP: their manifests and configurations are read, and no layer. One object serves any number of
 * images and threads, and keeps its connections open.
 */
public final class RegistryImages implements RemoteImages {

    /** How long a look at one image may take, where nothing else is said. */
    public static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);

    private final Keychain keychain;
    private final KeptConfigs kept;
    private final Duration timeout;
    private final Connections connections;

    /**
     * Takes the usual time, and finds proxies in Java's system properties alone.
     *
     * @param keychain how to log in
     * @param cache    where it is kept what images hand on; need not exist
     */
    public RegistryImages(Keychain keychain, Path cache) {
        this(keychain, cache, USUAL_TIMEOUT, Proxies.ofJdk());
    }

    /**
     * @param keychain how to log in
     * @param cache    where it is kept what images hand on; need not exist
     * @param timeout  how long the requests for one image may take in all
     * @param proxies  what requests go through
     */
    public RegistryImages(Keychain keychain, Path cache, Duration timeout, Proxies proxies) {
        this.keychain = keychain;
        this.kept = new KeptConfigs(cache);
        this.timeout = timeout;
        this.connections = Connections.checked(proxies);
    }

    @Override
    public Optional<RemoteImage> find(String reference, Optional<Platform> platform) {
        Platform wanted = platform.orElseGet(() -> PlatformChoice.linuxOn(System.getProperty("os.arch")));
        RemoteReference place = RemoteReference.parse(reference);
        RemoteRepository repository = open(Errand.lookUp(reference), place);
        Optional<RemoteImage> known = place.digest()
                .or(() -> repository.digest(place.tag().value()))
                .flatMap(digest -> kept.find(digest, wanted));
        if (known.isPresent()) {
            return known;
        }
        Optional<RemoteImage> found = place.digest()
                .map(repository::manifest)
                .orElseGet(() -> repository.manifest(place.tag().value()))
                .flatMap(root -> image(repository, root, new PlatformChoice(wanted)));
        found.ifPresent(image -> kept.keep(image, wanted));
        return found;
    }

    private RemoteRepository open(Errand errand, RemoteReference place) {
        Login login = Login.of(keychain.find(place.host(), place.repository().value()));
        RegistryConnection registry =
                new RegistryConnection(place.host(), login, false, connections, new Deadline(timeout));
        return new RemoteRepository(registry.client(place.repository(), errand));
    }

    private static Optional<RemoteImage> image(
            RemoteRepository repository, RemoteDocument root, PlatformChoice choice) {
        if (!root.descriptor().isIndex()) {
            return Optional.of(image(repository, root.digest(), root));
        }
        return choice.among(descriptors(repository, root)).map(chosen -> {
            RemoteDocument manifest = repository
                    .manifest(chosen.digest())
                    .orElseThrow(() -> damaged(repository, root, "names a manifest that the registry does not have"));
            return image(repository, root.digest(), manifest);
        });
    }

    private static List<Descriptor> descriptors(RemoteRepository repository, RemoteDocument index) {
        List<Descriptor> descriptors = new ArrayList<>();
        index.content().path("manifests").forEach(entry -> descriptors.add(descriptor(repository, index, entry)));
        return descriptors;
    }

    private static RemoteImage image(RemoteRepository repository, Digest digest, RemoteDocument manifest) {
        if (!manifest.descriptor().isManifest()) {
            String type = manifest.descriptor().mediaType();
            throw damaged(repository, manifest, "is no image, but '" + type + "'");
        }
        Descriptor config = descriptor(repository, manifest, manifest.content().path("config"));
        JsonNode settings = repository.config(config).path("config");
        List<String> triggers = new ArrayList<>();
        settings.path("OnBuild").forEach(trigger -> triggers.add(trigger.asText()));
        return new RemoteImage(digest, environment(settings.path("Env")), triggers);
    }

    private static Map<String, String> environment(JsonNode variables) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (JsonNode variable : variables) {
            String[] parts = variable.asText().split("=", 2);
            environment.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
        return environment;
    }

    private static Descriptor descriptor(RemoteRepository repository, RemoteDocument owner, JsonNode node) {
        try {
            return Descriptor.parse(node);
        } catch (IllegalArgumentException e) {
            throw damaged(repository, owner, "is wrong: " + e.getMessage());
        }
    }

    private static RegistryException damaged(RemoteRepository repository, RemoteDocument document, String how) {
        return repository.damaged(document.digest(), how, null);
    }
}

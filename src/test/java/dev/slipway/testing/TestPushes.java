package dev.slipway.testing;

import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageReference;
import dev.slipway.image.RegistryHost;
import dev.slipway.log.BuildLog;
import dev.slipway.oci.LayoutPublisher;
import dev.slipway.oci.RegistryRepositories;
import dev.slipway.plan.PushSettings;
import dev.slipway.registry.Credential;
import dev.slipway.registry.Delivery;
import dev.slipway.registry.Login;
import dev.slipway.registry.Repository;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Brings images out of layouts into registries. */
public final class TestPushes {

    private TestPushes() {}

    /** Pushes an image under a full reference; what may pass is tried once more. */
    public static Digest push(ImageContent content, String reference, Optional<Credential> credential) {
        return push(
                content,
                ImageReference.parse(reference),
                Login.of(credential),
                new PushSettings(1, Duration.ofSeconds(30)),
                new RecordingLog());
    }

    /** Pushes an image under a full reference. */
    public static Digest push(
            ImageContent content, ImageReference reference, Login login, PushSettings patience, BuildLog log) {
        RegistryHost host = Objects.requireNonNull(reference.host());
        Repository repository = new RegistryRepositories(host, login, false, patience, log).in(reference.repository());
        Digest digest = new LayoutPublisher(log).push(content, new Delivery(repository, reference, login));
        repository.tag(repository.manifest(digest).orElseThrow(), reference.tag());
        return digest;
    }
}

package dev.slipway.oci;

import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import dev.slipway.layout.OciLayout;
import dev.slipway.plan.PushSettings;
import dev.slipway.registry.Delivery;
import dev.slipway.registry.Login;
import dev.slipway.registry.Repository;
import dev.slipway.testing.FaultyRegistry;
import dev.slipway.testing.RecordingLog;
import dev.slipway.testing.RegistryProcess;
import java.time.Duration;
import java.util.List;

/** A registry, what stands before it, and what pushes there. */
final class PushRig implements AutoCloseable {

    final RegistryProcess registry;
    final FaultyRegistry gate;
    final RecordingLog log = new RecordingLog();
    final Login login;
    final RegistryRepositories repositories;

    /** One that lets everybody in; what may pass is tried again twice, and 20 seconds are the longest standstill. */
    PushRig() {
        this(RegistryProcess.start(), Login.anonymous(), new PushSettings(2, Duration.ofSeconds(20)));
    }

    PushRig(PushSettings patience) {
        this(RegistryProcess.start(), Login.anonymous(), patience);
    }

    PushRig(RegistryProcess registry, Login login) {
        this(registry, login, new PushSettings(2, Duration.ofSeconds(20)));
    }

    private PushRig(RegistryProcess registry, Login login, PushSettings patience) {
        this.registry = registry;
        this.gate = FaultyRegistry.before(registry);
        this.login = login;
        this.repositories = new RegistryRepositories(RegistryHost.parse(gate.host()), login, false, patience, log);
    }

    Repository repository() {
        return repository("fleet/agent");
    }

    Repository repository(String name) {
        return repositories.in(RepositoryName.parse(name));
    }

    /** Pushes what a layout holds to {@code fleet/agent}. */
    Digest push(OciLayout layout) {
        return push(layout, "fleet/agent");
    }

    Digest push(OciLayout layout, String name) {
        ImageReference carrier = ImageReference.parse(gate.host() + "/" + name + ":1.0");
        return new LayoutPublisher(log).push(layout.content(List.of()), new Delivery(repository(name), carrier, login));
    }

    /** The lines of retries, without what is the same in all of them. */
    List<String> retries() {
        return log.events("again ").stream()
                .map(line -> line.replace("again Cannot push " + gate.host() + "/", ""))
                .toList();
    }

    @Override
    public void close() {
        gate.close();
        registry.close();
    }
}

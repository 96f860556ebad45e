package dev.slipway.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PushImageCmd;
import dev.slipway.failure.SlipwayException;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import dev.slipway.log.BuildLog;
import dev.slipway.registry.Backoff;
import dev.slipway.registry.Credential;
import dev.slipway.registry.Delivery;
import dev.slipway.registry.RegistryException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The push of one image, begun again for as long as what stops it may pass. Engines repeat a blob by themselves for up to
 * fifty seconds, but hardly a manifest, and none renews a login. Used by one thread.
 */
final class DaemonPush {

    /**
     * How long to go on.
     *
     * @param timeout the longest time without progress
     * @param backoff when to begin again
     */
    record Patience(Duration timeout, Backoff backoff) {}

    private final DaemonConnection connection;
    private final DaemonImages images;
    private final Digest id;
    private final ImageReference reference;
    private final PushLogin login;
    private final PushedTag tag;
    private final Patience patience;
    private final BuildLog log;
    private int failed;
    private boolean isForgiven;

    /** @param id of an image of the daemon */
    DaemonPush(DaemonConnection connection, Digest id, Delivery delivery, Patience patience, BuildLog log) {
        this.connection = connection;
        this.images = new DaemonImages(connection);
        this.id = id;
        this.reference = delivery.carrier();
        this.login = new PushLogin(delivery.login());
        this.tag = new PushedTag(delivery, id);
        this.patience = patience;
        this.log = log;
    }

    /** Pushes until the registry holds the image, and returns the digest that it has there. */
    Digest run() {
        Optional<Digest> held = Optional.empty();
        for (int attempt = 1; held.isEmpty(); attempt++) {
            held = attempt(attempt);
        }
        return held.get();
    }

    /** Empty if it failed and the next attempt may begin. */
    private Optional<Digest> attempt(int number) {
        // each time anew, since another process may have taken the name away
        images.tag(id, reference);
        PushOutput output = send(login.credential());
        Optional<Digest> held = output.digest().flatMap(told -> tag.confirm(told, isStillNamed()));
        return held.isPresent() ? held : afterFailure(PushFailure.of(output, reference), output.isLetIn(), number);
    }

    private boolean isStillNamed() {
        return images.find(reference.toString()).equals(Optional.of(id));
    }

    private PushOutput send(Optional<Credential> credential) {
        PushOutput output = new PushOutput(reference, log);
        DockerClient client = connection.newClient();
        try {
            PushImageCmd command = client.pushImageCmd(reference.withoutTag())
                    .withTag(reference.tag().value());
            credential.ifPresent(known ->
                    command.withAuthConfig(Credentials.authConfig(known, Objects.requireNonNull(reference.host()))));
            command.exec(output);
            output.awaitEndWhileMoving(patience.timeout());
        } finally {
            output.stop();
            DaemonConnection.close(client);
        }
        return output;
    }

    private Optional<Digest> afterFailure(PushFailure failure, boolean wasLetIn, int number) {
        Optional<Duration> pause = pause(failure.fault(), wasLetIn);
        if (pause.isEmpty() ? !failure.fault().isOfTheLogin() : failure.isAboutTheManifest()) {
            Optional<Digest> held = tag.find();
            if (held.isPresent()) {
                log.detail(doing() + ": " + failure.what() + ". The registry has the image all the same");
                return held;
            }
        }
        Duration time = pause.orElseThrow(() -> exception(failure, number));
        log.retrying(doing(), failure.what(), number + 1, time);
        sleep(time);
        return Optional.empty();
    }

    /** How long to wait before the next attempt; empty if there is none. */
    private Optional<Duration> pause(PushFault fault, boolean wasLetIn) {
        if (fault.isOfTheLogin() && login.renew()) {
            return Optional.of(Duration.ZERO);
        }
        // a registry of several servers now and then forgets a login that it has just taken
        boolean isForgotten = fault == PushFault.REFUSED_LOGIN && wasLetIn && !isForgiven;
        isForgiven |= isForgotten;
        return fault.mayPass() || isForgotten ? patience.backoff().pause(++failed, Optional.empty()) : Optional.empty();
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted before a push is tried again", e);
        }
    }

    private String doing() {
        return "Cannot push " + reference;
    }

    private SlipwayException exception(PushFailure failure, int attempts) {
        if (failure.cause().isPresent()) {
            return connection.broken(doing(), failure.cause().get());
        }
        String what = attempts == 1 ? failure.what() : failure.what() + " (" + attempts + " attempts)";
        return new RegistryException(doing(), what, new PushRemedies(login.shown()).remedyFor(failure.fault()), null);
    }
}

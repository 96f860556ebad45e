package dev.slipway.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PushImageCmd;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageReference;
import dev.slipway.log.BuildLog;
import dev.slipway.registry.Credential;
import dev.slipway.registry.Publisher;
import dev.slipway.registry.RegistryException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Pushes images out of a daemon's store; the daemon itself talks to the registry. */
public final class DaemonPublisher implements Publisher {

    private final DaemonConnection connection;
    private final DaemonImages images;
    private final BuildLog log;

    /** @param connection closed with the publisher */
    public DaemonPublisher(DaemonConnection connection, BuildLog log) {
        this.connection = connection;
        this.images = new DaemonImages(connection);
        this.log = log;
    }

    @Override
    public boolean holds(ImageContent content) {
        return images.find(content.id().value()).isPresent();
    }

    @Override
    public Digest push(
            ImageContent content, ImageReference reference, Optional<Credential> credential, Duration timeout) {
        Optional<Digest> before = images.find(reference.toString());
        images.tag(content.id(), reference);
        try {
            return pushTagged(reference, credential, timeout);
        } finally {
            restore(content.id(), reference, before);
        }
    }

    /**
     * A daemon pushes only what has the registry's name; that name is ours and goes again. An image's last name is
     * left, since the daemon throws an image away that has none.
     */
    private void restore(Digest id, ImageReference reference, Optional<Digest> before) {
        if (before.isPresent()) {
            images.tag(before.get(), reference);
        } else if (!images.references(id).equals(List.of(reference.toString()))) {
            images.untag(reference);
        }
    }

    private Digest pushTagged(ImageReference reference, Optional<Credential> credential, Duration timeout) {
        PushOutput output = new PushOutput(reference, log);
        DockerClient client = connection.newClient();
        try {
            PushImageCmd command = client.pushImageCmd(reference.withoutTag())
                    .withTag(reference.tag().value());
            credential.ifPresent(known ->
                    command.withAuthConfig(Credentials.authConfig(known, Objects.requireNonNull(reference.host()))));
            command.exec(output);
            if (!output.awaitEnd(timeout)) {
                throw new RegistryException(
                        "Cannot push " + reference,
                        "it was stopped after " + timeout + ", the longest that a push may take",
                        "Look at the network, or raise <pushTimeout>.",
                        null);
            }
        } finally {
            output.stop();
            DaemonConnection.close(client);
        }
        return output.digest().orElseThrow(() -> failure(reference, credential, output));
    }

    private RuntimeException failure(ImageReference reference, Optional<Credential> credential, PushOutput output) {
        Optional<String> refusal = output.refusal();
        if (refusal.isEmpty()
                && output.error().filter(DockerFailures::isConnectionLoss).isPresent()) {
            return connection.broken("Cannot push " + reference, output.error().get());
        }
        String what = refusal.map(DockerFailures::clause)
                .or(() -> output.error().map(DockerFailures::rootMessage))
                .orElse("the engine ended its answer without naming a digest");
        return new RegistryException(
                "Cannot push " + reference, what, new PushRemedies(credential).remedyFor(what), null);
    }

    @Override
    public void close() {
        connection.close();
    }
}

package dev.slipway.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.LoadResponseItem;
import dev.slipway.engine.EngineException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hands an archive of an image to the engine.
 *
 * @param doing what it is for, without a full stop
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Image/operation/ImageLoad">Docker Engine API, import images</a>
 */
record ImageLoad(DaemonConnection connection, String doing) {

    /** Engines begin to answer before they know whether they can. */
    private static final class Answer extends AwaitedCallback<LoadResponseItem> {

        private volatile @Nullable String refusal;

        @Override
        public void onNext(LoadResponseItem item) {
            if (item.getErrorDetail() != null && item.getErrorDetail().getMessage() != null) {
                refusal = item.getErrorDetail().getMessage();
            } else if (item.isErrorIndicated()) {
                refusal = "it did not say why";
            }
        }

        Optional<String> refusal() {
            return Optional.ofNullable(refusal)
                    .map(DockerFailures::clause)
                    .or(() -> error().map(DockerFailures::rootMessage));
        }
    }

    /** @throws EngineException if the engine does not take it */
    void send(InputStream archive) {
        Answer answer = new Answer();
        DockerClient client = connection.newClient();
        try {
            client.loadImageAsyncCmd(archive).exec(answer);
            if (!answer.awaitEnd(ImageDocuments.PATIENCE)) {
                throw refused("it did not take it within " + ImageDocuments.PATIENCE.toMinutes() + " minutes", null);
            }
        } finally {
            answer.stop();
            DaemonConnection.close(client);
        }
        answer.refusal().ifPresent(what -> {
            @Nullable Throwable cause = answer.error().orElse(null);
            throw cause != null && DockerFailures.isConnectionLoss(cause)
                    ? connection.broken(doing, cause)
                    : refused(what, cause);
        });
    }

    private EngineException refused(String what, @Nullable Throwable cause) {
        return new EngineException(
                doing,
                "the engine did not load it (" + what + ")",
                "See that the engine's disk has room and look into its own log, then build again.",
                cause);
    }
}

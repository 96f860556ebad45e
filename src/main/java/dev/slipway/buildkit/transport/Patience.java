package dev.slipway.buildkit.transport;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Ends a wait for a daemon that says nothing: not every kind of stream has a timeout of its own. */
final class Patience {

    private final Duration limit;

    Patience(Duration limit) {
        this.limit = limit;
    }

    /**
     * Runs a conversation on a stream and closes the stream when it takes too long.
     *
     * @throws SocketTimeoutException if it took too long
     */
    void with(Closeable stream, Conversation conversation) throws IOException {
        CompletableFuture<Void> over = new CompletableFuture<>();
        var unused = over.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).whenComplete((done, tooLong) -> {
            if (tooLong != null) {
                closeQuietly(stream);
            }
        });
        try {
            conversation.run();
        } catch (IOException e) {
            if (over.isCompletedExceptionally()) {
                throw tooLong(e);
            }
            throw e;
        } finally {
            over.complete(null);
        }
        if (over.isCompletedExceptionally()) {
            throw tooLong(null);
        }
    }

    private SocketTimeoutException tooLong(@Nullable IOException cause) {
        SocketTimeoutException timeout = new SocketTimeoutException("no answer within " + limit.toSeconds() + " s");
        timeout.initCause(cause);
        return timeout;
    }

    private static void closeQuietly(Closeable stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // whoever talks on the stream learns of it there
        }
    }

    /** Something that is said on a stream. */
    @FunctionalInterface
    interface Conversation {
        void run() throws IOException;
    }
}

package dev.slipway.oci.http;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.LongConsumer;

/** Notes when bytes move, of one request or of several that belong together. Safe for use by several threads. */
public final class Progress {

    private final LongConsumer listener;
    private volatile long last = System.nanoTime();

    /** One that nobody listens to. */
    public Progress() {
        this(sent -> {});
    }

    /** @param listener is told how many bytes were sent since it was told the last time */
    public Progress(LongConsumer listener) {
        this.listener = listener;
    }

    /** How long nothing has moved. */
    long nanosOfStandstill() {
        return System.nanoTime() - last;
    }

    private void moved() {
        last = System.nanoTime();
    }

    /** The same body, with each piece noted as it is sent. */
    public BodyPublisher sending(BodyPublisher body) {
        return new BodyPublisher() {
            @Override
            public long contentLength() {
                return body.contentLength();
            }

            @Override
            public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
                body.subscribe(new Sending(subscriber));
            }
        };
    }

    /** The same answer, with each piece noted as it comes. */
    <T> BodyHandler<T> receiving(BodyHandler<T> body) {
        return response -> {
            moved();
            return new Receiving<>(body.apply(response));
        };
    }

    private final class Sending implements Flow.Subscriber<ByteBuffer> {

        private final Flow.Subscriber<? super ByteBuffer> next;

        Sending(Flow.Subscriber<? super ByteBuffer> next) {
            this.next = next;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            next.onSubscribe(subscription);
        }

        @Override
        public void onNext(ByteBuffer piece) {
            moved();
            listener.accept(piece.remaining());
            next.onNext(piece);
        }

        @Override
        public void onError(Throwable failure) {
            next.onError(failure);
        }

        @Override
        public void onComplete() {
            moved();
            next.onComplete();
        }
    }

    private final class Receiving<T> implements BodySubscriber<T> {

        private final BodySubscriber<T> next;

        Receiving(BodySubscriber<T> next) {
            this.next = next;
        }

        @Override
        public CompletionStage<T> getBody() {
            return next.getBody();
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            next.onSubscribe(subscription);
        }

        @Override
        public void onNext(List<ByteBuffer> pieces) {
            moved();
            next.onNext(pieces);
        }

        @Override
        public void onError(Throwable failure) {
            next.onError(failure);
        }

        @Override
        public void onComplete() {
            moved();
            next.onComplete();
        }
    }
}

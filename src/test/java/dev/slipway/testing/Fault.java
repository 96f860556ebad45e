package dev.slipway.testing;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a {@link FaultyRegistry} does instead of what a registry would. */
@FunctionalInterface
public interface Fault {

    /**
     * Serves a request.
     *
     * @return whether the connection may be used for another
     */
    boolean serve(FaultyCall call) throws IOException, InterruptedException;

    /** Answers by itself, after it has read the request. */
    static Fault answer(int status, Map<String, String> headers, String body) {
        return call -> {
            call.drain();
            call.answer(status, headers, body);
            return true;
        };
    }

    /** Answers by itself, with words of the registry's. */
    static Fault refuse(int status, String code, String message) {
        return answer(
                status,
                Map.of("Content-Type", "application/json"),
                "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}".formatted(code, message));
    }

    /** Resets the connection as soon as a request comes. */
    static Fault reset() {
        return call -> {
            call.reset();
            return false;
        };
    }

    /** Lets the registry do what it is asked, but resets the connection instead of an answer. */
    static Fault loseAnswer() {
        return call -> {
            call.forwardInVain();
            call.reset();
            return false;
        };
    }

    /** Answers with a part of what it promises, and then with nothing more. */
    static Fault answerInPart(String part, int promised) {
        return call -> {
            call.answer(200, Map.of(), part, promised);
            call.awaitClose();
            return false;
        };
    }

    /** Answers with a part of what it promises, and hangs up. */
    static Fault cutShort(String part, int promised) {
        return call -> {
            call.answer(200, Map.of(), part, promised);
            return false;
        };
    }

    /** Never answers. */
    static Fault hang() {
        return call -> {
            call.awaitClose();
            return false;
        };
    }

    /** Takes only so many bytes of a request at a time, and waits after each piece. */
    static Fault slow(int bytes, long millis) {
        return call -> {
            call.forward(bytes, millis);
            return true;
        };
    }

    /** Waits before it asks the registry, as a long line would. */
    static Fault late(long millis) {
        return call -> {
            TimeUnit.MILLISECONDS.sleep(millis);
            call.forward();
            return true;
        };
    }
}

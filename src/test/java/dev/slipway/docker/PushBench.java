package dev.slipway.docker;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageReference;
import dev.slipway.image.ImageStore;
import dev.slipway.registry.Backoff;
import dev.slipway.registry.Credential;
import dev.slipway.registry.Delivery;
import dev.slipway.registry.Login;
import dev.slipway.registry.Turns;
import dev.slipway.testing.FakeDaemon;
import dev.slipway.testing.FakeDaemonAnswer;
import dev.slipway.testing.FakeDaemonRequest;
import dev.slipway.testing.FakeManifests;
import dev.slipway.testing.PlainRepository;
import dev.slipway.testing.RecordingLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;

/** Pushes of an image out of an engine that says what a test wants into a registry that shows what a test wants. */
final class PushBench implements AutoCloseable {

    static final ImageReference REFERENCE =
            ImageReference.parse("123456789012.dkr.ecr.eu-west-1.amazonaws.com/fleet/agent:1.0");
    static final String DIGEST = "sha256:" + "d".repeat(64);
    private static final String PUSH = "POST /images/" + REFERENCE.withoutTag() + "/push";

    private final FakeManifests registry = FakeManifests.start();
    private final FakeDaemon daemon = FakeDaemon.start()
            .on("POST /images/" + FakeDaemon.IMAGE_ID + "/tag", FakeDaemonAnswer.json(201, ""))
            .on("DELETE /images/" + REFERENCE, FakeDaemonAnswer.json(200, "[]"));
    private final RecordingLog log = new RecordingLog();
    private final Turns turns = new Turns();
    private Login login = Login.of(Optional.of(Credential.of("AWS", "t0ken", "Amazon ECR")));
    private Duration timeout = Duration.ofSeconds(20);

    PushBench() {
        named("");
    }

    /** The image that has the reference once it was tagged; ours if it is empty. */
    PushBench named(String id) {
        FakeDaemonAnswer image =
                FakeDaemonAnswer.json(200, "{\"Id\":\"%s\"}".formatted(id.isEmpty() ? FakeDaemon.IMAGE_ID : id));
        FakeDaemonAnswer none = FakeDaemonAnswer.json(404, "{\"message\":\"No such image\"}");
        daemon.on(
                "GET /images/" + REFERENCE + "/json",
                (request, in, out) -> (isTagged() ? image : none).answer(request, in, out));
        return this;
    }

    private boolean isTagged() {
        return calls("POST /images/" + FakeDaemon.IMAGE_ID + "/tag").size()
                > calls("DELETE /images/" + REFERENCE).size();
    }

    PushBench login(Login newLogin) {
        login = newLogin;
        return this;
    }

    PushBench timeout(Duration duration) {
        timeout = duration;
        return this;
    }

    /** Lets the registry show our image. */
    PushBench showing(String digest) {
        registry.show("fleet/agent:1.0", digest, FakeDaemon.IMAGE_ID);
        return this;
    }

    /** What pushes are answered, one after the other; the last one lasts. */
    PushBench answers(FakeDaemonAnswer... answers) {
        AtomicInteger pushed = new AtomicInteger();
        daemon.on(
                PUSH,
                (request, in, out) ->
                        answers[Math.min(pushed.getAndIncrement(), answers.length - 1)].answer(request, in, out));
        return this;
    }

    /** Does something before it answers. */
    FakeDaemonAnswer whenAsked(Runnable before, FakeDaemonAnswer answer) {
        return (request, in, out) -> {
            before.run();
            answer.answer(request, in, out);
        };
    }

    static FakeDaemonAnswer success() {
        return FakeDaemonAnswer.stream("{\"status\":\"1.0: digest: " + DIGEST + " size: 528\"}");
    }

    /** @param message as it stands between the quotes of JSON */
    static FakeDaemonAnswer refusal(String message) {
        return FakeDaemonAnswer.stream("{\"status\":\"Preparing\",\"id\":\"a\"}", error(message));
    }

    /** One that comes after the registry has taken something. */
    static FakeDaemonAnswer refusalMidway(String message) {
        return FakeDaemonAnswer.stream("{\"status\":\"Layer already exists\",\"id\":\"a\"}", error(message));
    }

    private static String error(String message) {
        return "{\"errorDetail\":{\"message\":\"" + message + "\"},\"error\":\"" + message + "\"}";
    }

    /** Tells so many times how far it is, with pauses, before the end of another answer. */
    static FakeDaemonAnswer slowly(int times, Duration pause, IntUnaryOperator current, FakeDaemonAnswer end) {
        return (request, in, out) -> {
            ByteArrayOutputStream last = new ByteArrayOutputStream();
            end.answer(request, in, last);
            String text = last.toString(StandardCharsets.UTF_8);
            int body = text.indexOf("\r\n\r\n") + 4;
            write(out, text.substring(0, body));
            for (int i = 1; i <= times; i++) {
                pause(pause);
                String item = "{\"status\":\"Pushing\",\"progressDetail\":{\"current\":%d,\"total\":99},\"id\":\"a\"}\n"
                        .formatted(current.applyAsInt(i));
                write(out, Integer.toHexString(item.length()) + "\r\n" + item + "\r\n");
            }
            write(out, text.substring(body));
        };
    }

    private static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    Digest push() {
        ImageContent content = new ImageContent(
                Digest.parse(FakeDaemon.IMAGE_ID), List.of(), 0, List.of(), new ImageStore.InDaemon(daemon.uri()));
        PlainRepository repository = PlainRepository.of(ImageReference.parse(registry.host() + "/fleet/agent"));
        try (DaemonPublisher publisher = new DaemonPublisher(
                new DaemonConnection(daemon.endpoint()),
                new DaemonPush.Patience(timeout, new Backoff(2, Duration.ofMillis(20))),
                turns,
                log)) {
            return publisher.push(content, new Delivery(repository, REFERENCE, login));
        }
    }

    /** Passwords that pushes came with, in order; empty texts where they came without. */
    List<String> shownLogins() {
        return calls(PUSH).stream().map(PushBench::password).toList();
    }

    private static String password(FakeDaemonRequest request) {
        String header = request.headers().getOrDefault("x-registry-auth", "");
        try (InputStream json =
                Base64.getUrlDecoder().wrap(new ByteArrayInputStream(header.getBytes(StandardCharsets.US_ASCII)))) {
            return new ObjectMapper().readTree(json).path("password").asText("");
        } catch (IOException e) {
            return "";
        }
    }

    /** The requests of one kind. */
    List<FakeDaemonRequest> calls(String call) {
        return daemon.requests().stream()
                .filter(request -> (request.method() + " " + request.path()).equals(call))
                .toList();
    }

    FakeDaemon daemon() {
        return daemon;
    }

    FakeManifests registry() {
        return registry;
    }

    RecordingLog log() {
        return log;
    }

    @Override
    public void close() {
        daemon.close();
        registry.close();
    }
}

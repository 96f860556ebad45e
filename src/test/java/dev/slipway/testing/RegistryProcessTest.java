package dev.slipway.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryProcessTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void letsEveryoneInUnlessALoginIsAskedFor() throws Exception {
        try (RegistryProcess registry = RegistryProcess.start()) {
            assertThat(status(registry, "GET", "/v2/", "")).isEqualTo(200);
            assertThat(status(registry, "POST", "/v2/a/blobs/uploads/", "")).isEqualTo(202);
        }
    }

    @Test
    void knowsOnlyTheUserThatItWasStartedWith() throws Exception {
        try (RegistryProcess registry =
                RegistryProcess.options().login("carol", "s3cret pass").start()) {
            assertThat(status(registry, "GET", "/v2/", "")).isEqualTo(401);
            assertThat(status(registry, "GET", "/v2/", "carol:wrong")).isEqualTo(401);
            assertThat(status(registry, "GET", "/v2/", "carol:s3cret pass")).isEqualTo(200);
        }
    }

    @Test
    void refusesUploadsWhenReadOnly() throws Exception {
        try (RegistryProcess registry = RegistryProcess.options().readOnly().start()) {
            assertThat(status(registry, "POST", "/v2/a/blobs/uploads/", "")).isEqualTo(405);
        }
    }

    @Test
    void countsItsAnswersWhateverTheyAre() throws Exception {
        try (RegistryProcess registry = RegistryProcess.start()) {
            status(registry, "GET", "/v2/", "");
            status(registry, "HEAD", "/v2/a/manifests/missing", "");
            // one more asked whether it is up
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (registry.requests() < 3 && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(registry.requests()).isEqualTo(3);
        }
    }

    @Test
    void isGoneAfterClose() {
        RegistryProcess registry = RegistryProcess.start();
        registry.close();
        assertThat(registry.isRunning()).isFalse();
        assertThatThrownBy(() -> status(registry, "GET", "/v2/", "")).isInstanceOf(IOException.class);
    }

    @Test
    void saysWhichProgramIsMissing(@TempDir Path empty) {
        RegistryOptions options = RegistryProcess.options().searchPath(empty.toString());
        assertThatThrownBy(options::start)
                .hasMessage("Cannot start a registry: there is no 'docker-registry' on the PATH."
                        + " Install it (Debian: apt-get install docker-registry).");
    }

    private int status(RegistryProcess registry, String method, String path, String login)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(registry.uri() + path)).method(method, BodyPublishers.noBody());
        if (!login.isEmpty()) {
            byte[] bytes = login.getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
        }
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
}

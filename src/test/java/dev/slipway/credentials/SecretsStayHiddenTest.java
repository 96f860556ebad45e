package dev.slipway.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.endpoint.Surroundings;
import dev.slipway.image.RegistryHost;
import dev.slipway.testing.FakeHome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever docker's config and its helpers do, a secret shows up nowhere: no text form, no message, no stack trace. */
class SecretsStayHiddenTest {

    private static final String SECRET = "hunter2hunter2";
    private static final String BASE64 =
            Base64.getEncoder().encodeToString(("ada:" + SECRET).getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path folder;

    @Test
    void textFormsAreSilent() {
        Surroundings surroundings = new FakeHome(folder)
                .with("MY_TOKEN", SECRET)
                .dockerConfig("{\"auths\": {\"ghcr.io\": {\"auth\": \"%s\", \"identitytoken\": \"%s\"}}}"
                        .formatted(BASE64, SECRET))
                .surroundings();
        DockerConfigKeychain keychain = new DockerConfigKeychain(surroundings);

        assertThat(keychain.find(new RegistryHost("ghcr.io"), "").orElseThrow().toString())
                .isEqualTo("Credential[ada, from ~/.docker/config.json]");
        assertThat(String.valueOf((Object) keychain) + surroundings).doesNotContain(SECRET, BASE64);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"auths\": {\"ghcr.io\": {\"auth\": BASE64}}}",
                "{\"auths\": {\"ghcr.io\": {\"auth\": \"BASE64",
                "{\"auths\": {\"ghcr.io\": {\"auth\": \"SECRET\"}}}",
                "{\"auths\": {\"ghcr.io\": {\"auth\": \"!BASE64\"}}}",
                "{\"auths\": \"SECRET\"}",
                "\"SECRET\"",
                "SECRET",
            })
    void brokenFilesAreNotQuoted(String config) {
        FakeHome home = new FakeHome(folder)
                .dockerConfig(config.replace("SECRET", SECRET).replace("BASE64", BASE64));

        assertThat(failure(home)).contains("CredentialException").doesNotContain(SECRET, BASE64);
    }

    @Tag("linux")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo SECRET",
                "echo SECRET; exit 1",
                "printf 'ada\\nSECRET\\n'; exit 1",
                "echo 'Username ada Secret: SECRET'; exit 1",
                "echo 'the login is {\"Secret\": \"SECRET\"} for you'; exit 1",
                "echo '{\"Username\": \"ada\", \"Secret\": \"SECRET'",
                "echo '{\"Username\": \"ada\", \"Secret\": \"SECRET\"}'; exit 1",
                "echo 'password: SECRET' >&2; exit 1",
                "echo 'GET https://ada:SECRET@vault.example/x: 500' >&2; exit 1",
                "echo 'sent Authorization: Bearer SECRET' >&2; exit 1",
            })
    void failingHelpersAreNotQuoted(String script) {
        FakeHome home = new FakeHome(folder)
                .dockerConfig("{\"credsStore\": \"vault\"}")
                .credentialHelper("vault", script.replace("SECRET", SECRET) + "\n");

        assertThat(failure(home)).contains("CredentialException").doesNotContain(SECRET, BASE64);
    }

    private static String failure(FakeHome home) {
        StringWriter text = new StringWriter();
        try {
            new DockerConfigKeychain(home.surroundings()).find(new RegistryHost("ghcr.io"), "");
        } catch (RuntimeException e) {
            e.printStackTrace(new PrintWriter(text, true));
        }
        return text.toString();
    }
}

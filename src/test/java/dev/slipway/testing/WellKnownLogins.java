package dev.slipway.testing;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Users and passwords as well-known registries give them out: what every place for credentials must bring through. */
public final class WellKnownLogins {

    private static final String KEY_FILE = """
            {
              "type": "service_account",
              "private_key": "-----BEGIN PRIVATE KEY-----\\nMIIEvQ==\\n-----END PRIVATE KEY-----\\n",
              "client_email": "ci@acme.iam.gserviceaccount.com"
            }""";

    private WellKnownLogins() {}

    /** A host, a user and a password each. */
    public static Stream<Arguments> all() {
        return Stream.of(
                arguments("docker.io", "ada", "dckr_pat_Zm9v-bar_1"),
                arguments("ghcr.io", "ada-lovelace", "ghp_0123456789abcdefABCDEF0123456789abcd"),
                arguments("registry.gitlab.com", "gitlab-ci-token", "glcbt-64_x:y"),
                arguments("gitlab.example.com:5050", "gitlab+deploy-token-1", "a/b+c=d"),
                arguments("europe-west1-docker.pkg.dev", "oauth2accesstoken", "ya29.a0Af_x-y"),
                arguments("gcr.io", "_json_key", KEY_FILE),
                arguments("acme.azurecr.io", "00000000-0000-0000-0000-000000000000", "eyJhbGciOi.J9.x-y_z"),
                arguments("harbor.example.com", "robot$fleet+ci", "p:w:"),
                arguments("harbor.example.com:8443", "robot$ci", ":starts with a colon"),
                arguments("quay.io", "acme+deployer", "UPPER0123"),
                arguments("123456789012.dkr.ecr.eu-west-1.amazonaws.com", "AWS", "eyJwYXlsb2FkIjoi/+A=="),
                arguments("localhost:5000", "ada@example.com", "$HOME `id` \"x\" \\n <&> 'y' #%"),
                arguments("[::1]:5000", "Zoë Åström", "pässwörd-密码-🔑"));
    }
}

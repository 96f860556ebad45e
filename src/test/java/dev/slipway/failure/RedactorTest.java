package dev.slipway.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://ada:hunter2@ghcr.io/v2/       | https://***@ghcr.io/v2/",
                "https://ada:hun@ter2@ghcr.io/v2/      | https://***@ghcr.io/v2/",
                "see http://hunter2@a.io and b         | see http://***@a.io and b",
                "Authorization: Basic YWRhOmh1bnRlcjI= | Authorization: Basic ***",
                "authorization=bearer hunter2.abc-DEF  | authorization=*** ***",
                "Bearer hunter2hunter2                 | Bearer ***",
                "password=hunter2                      | password=***",
                "PASSWORD=hunter2, user=ada            | PASSWORD=***, user=ada",
                "(password=hunter2)                    | (password=***)",
                "password=hun,ter2 x                   | password=*** x",
                "--password hunter2 --username ada     | --password *** --username ada",
                "--password=hunter2                    | --password=***",
                "password: hunter2                     | password: ***",
                "Password: Hunter2 is used             | Password: *** is used",
                "passwd:hunter2                        | passwd:***",
                "aws_secret_access_key=hun/ter2+x      | aws_secret_access_key=***",
                "secretAccessKey: hun/ter2+x           | secretAccessKey: ***",
                "AWS_SESSION_TOKEN=hunter2             | AWS_SESSION_TOKEN=***",
                "X-Amz-Security-Token=hunter2&a=b      | X-Amz-Security-Token=***&a=b",
                "?X-Amz-Signature=0123abc&x=1          | ?X-Amz-Signature=***&x=1",
                "api_key=hunter2                       | api_key=***",
                "client_secret=hunter2                 | client_secret=***",
                "{\"password\":\"hunter2\"}            | {\"password\":\"***\"}",
                "{\"password\" : \"two words\", \"a\":1} | {\"password\" : \"***\", \"a\":1}",
                "{\"password\":\"hun\\\"ter2\"}        | {\"password\":\"***\"}",
                "{\\\"password\\\":\\\"hunter2\\\"}    | {\\\"password\\\":\"***\"}",
                "{\"auth\":\"YWRhOmh1bnRlcjI=\"}       | {\"auth\":\"***\"}",
                "{\"identitytoken\":\"hunter2\"}       | {\"identitytoken\":\"***\"}",
                "{\"registrytoken\": \"hunter2\"}      | {\"registrytoken\": \"***\"}",
                "login ghp_0123456789abcdefABCDEF      | login ***",
                "glpat-0123456789abcdefABCD            | ***",
                "dckr_pat_0123456789abcdefABC          | ***",
                "got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln here | got *** here",
            })
    void secretIsMaskedInWhateverShapeItComes(String text, String masked) {
        assertThat(Redactor.redact(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no basic auth credentials",
                "basic authentication is not enabled",
                "Bearer authentication failed",
                "WWW-Authenticate: Basic realm=\"registry\"",
                "WWW-Authenticate: Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\"",
                "Cannot get a token: the helper is not there. Install it.",
                "Cannot decrypt the password: it isn't encrypted with this machine's master password.",
                "authorization token has expired. Reauthenticate and try again.",
                "the secret of the yard",
                "{\"password\":\"\"}",
                "{\"auths\":{\"ghcr.io\":{}}}",
                "tokens: 5",
                "https://ghcr.io/v2/fleet@sha256:0123",
                "git@github.com:acme/fleet.git",
                "<images><image>[agent]<tags>: 'semver-foo' is not a tag keyword.",
                "",
            })
    void ordinarySentenceIsLeftAsItIs(String text) {
        assertThat(Redactor.redact(text)).isEqualTo(text);
    }

    @Test
    void secretOnEachOfManyLinesIsMasked() {
        assertThat(Redactor.redact("a password=one\nb password=two\nhttps://x:three@y/ https://x:four@z/"))
                .isEqualTo("a password=***\nb password=***\nhttps://***@y/ https://***@z/");
    }

    @Test
    void maskedTextStaysAsItIs() {
        String masked = Redactor.redact("password=hunter2 https://a:b@c/ Basic YWRhOmh1bnRlcjI=");

        assertThat(Redactor.redact(masked)).isEqualTo(masked);
    }

    @Test
    void exceptionsForUsersNeverShowASecret() {
        SlipwayException failure =
                new SlipwayException(SlipwayException.Kind.ENVIRONMENT, "Cannot push: token=hunter2. Retry.", null) {
                    private static final long serialVersionUID = 1L;
                };

        assertThat(failure).hasMessage("Cannot push: token=***. Retry.");
        assertThat(failure.toString()).doesNotContain("hunter2");
    }
}

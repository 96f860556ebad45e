package dev.slipway.buildkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KnownSecretsTest {

    private KnownSecrets secrets;

    @BeforeEach
    void knowNothing() {
        secrets = new KnownSecrets();
    }

    @Test
    void whatWasHandedOutIsMaskedWhereverItStands() {
        secrets.add("s3same".getBytes(UTF_8));
        assertThat(secrets.masked("curl -u bob:s3same http://s3same/")).isEqualTo("curl -u bob:**** http://****/");
        assertThat(secrets.masked("nothing of it")).isEqualTo("nothing of it");
    }

    @Test
    void everyLineOfALongSecretIsMaskedAlone() {
        secrets.add("-----BEGIN KEY-----\nMIIEpAIBAAKC\n-----END KEY-----\n".getBytes(UTF_8));
        assertThat(secrets.masked("> MIIEpAIBAAKC <")).isEqualTo("> **** <");
    }

    @Test
    void secretWithinAnotherDoesNotShowTheRest() {
        secrets.add("open".getBytes(UTF_8));
        secrets.add("open-sesame".getBytes(UTF_8));
        assertThat(secrets.masked("open-sesame open")).isEqualTo("**** ****");
    }

    @Test
    void whatStandsInOrdinaryWordsIsLeftAlone() {
        secrets.add("abc".getBytes(UTF_8));
        assertThat(secrets.masked("abc and the alphabet")).isEqualTo("abc and the alphabet");
    }

    @Test
    void valueIsHandedOnAsItIs() {
        byte[] value = {0, (byte) 0xFF, 1};
        assertThat(secrets.add(value)).isSameAs(value);
    }
}

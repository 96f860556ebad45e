package dev.slipway.buildkit.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.buildkit.wire.secrets.GetSecretRequest;
import dev.slipway.buildkit.wire.secrets.SecretsGrpc;
import dev.slipway.engine.EngineException;
import dev.slipway.failure.SlipwayException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SecretsServiceTest {

    @TempDir
    private Path folder;

    private byte[] get(SecretsService service, String id) throws IOException {
        try (ServiceBench bench = new ServiceBench(folder, service)) {
            return SecretsGrpc.newBlockingStub(bench.channel())
                    .getSecret(GetSecretRequest.newBuilder().setId(id).build())
                    .getData()
                    .toByteArray();
        }
    }

    private static SecretsService knowing(Supplier<byte[]> value) {
        return new SecretsService(Map.of("token", value));
    }

    @Test
    void valueIsHandedOverByteForByte() throws Exception {
        byte[] binary = {0, -1, 10, 13, 127};
        SecretsService service = knowing(() -> binary);
        assertThat(get(service, "token")).isEqualTo(binary);
        assertThat(service.failure()).isEmpty();
    }

    @Test
    void unknownSecretIsNotFoundAndNoFailureOfOurs() {
        SecretsService service = knowing(() -> "s3same".getBytes(UTF_8));
        assertThatThrownBy(() -> get(service, "other")).hasMessage("NOT_FOUND: secret other not found");
        assertThat(service.failure()).isEmpty();
    }

    @Test
    void failureToReadIsRememberedAndSaid() {
        SlipwayException broken = new EngineException("Cannot read the secret 'token'", "no file", "Make it.", null);
        SecretsService service = knowing(() -> {
            throw broken;
        });
        assertThatThrownBy(() -> get(service, "token"))
                .hasMessage("FAILED_PRECONDITION: Cannot read the secret 'token': no file. Make it.");
        assertThat(service.failure()).contains(broken);
    }

    @Test
    void largestValueThatBuildKitTakesPasses() throws Exception {
        assertThat(get(knowing(() -> new byte[SecretsService.MAX_BYTES]), "token"))
                .hasSize(SecretsService.MAX_BYTES);
    }

    @Test
    void valueThatIsTooLargeIsSaidInWords() {
        SecretsService service = knowing(() -> new byte[SecretsService.MAX_BYTES + 1]);
        assertThatThrownBy(() -> get(service, "token")).hasMessageStartingWith("FAILED_PRECONDITION");
        assertThat(service.failure())
                .get()
                .extracting(SlipwayException::getMessage)
                .isEqualTo(
                        "Cannot hand over the secret 'token': it has 512001 bytes, and BuildKit takes at most 512000."
                                + " Hand over less, such as a token with which the step fetches the rest.");
    }
}

package dev.slipway.layout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImageConfigurationTest {

    private static final Digest DIFF = new Digest("sha256:" + "d".repeat(64));
    private static final Layer LAYER =
            new Layer(List.of(), Map.of(), "patches", Map.of("b", "2", "c", "3", "a", "new"));

    private static String plus(String config, Optional<Instant> time) {
        return new String(
                ImageConfiguration.parse(config.getBytes(UTF_8))
                        .plus(LAYER, DIFF, time)
                        .bytes(),
                UTF_8);
    }

    @Test
    void allThatIsInAConfigurationStaysAndTheLayerComesBehind() {
        String config = """
                {"zebra":{"n":1.50,"big":123456789012345678901234567890},"os":"linux","architecture":"arm64",\
                "variant":"v8","created":"2024-01-02T03:04:05.678901234Z","moby.buildkit.x":null,\
                "config":{"Env":["A=<&>"],"Labels":{"z":"9","a":"old"},"User":"app"},\
                "history":[{"created_by":"RUN x"}],"rootfs":{"type":"layers","diff_ids":["sha256:1"]}}""";
        String expected = """
                {"zebra":{"n":1.50,"big":123456789012345678901234567890},"os":"linux","architecture":"arm64",\
                "variant":"v8","created":"2024-01-02T03:04:05.678901234Z","moby.buildkit.x":null,\
                "config":{"Env":["A=<&>"],"Labels":{"z":"9","a":"new","b":"2","c":"3"},"User":"app"},\
                "history":[{"created_by":"RUN x"},%s],"rootfs":{"type":"layers","diff_ids":["sha256:1","%s"]}}""";
        assertThat(plus(config, Optional.empty()))
                .isEqualTo(expected.formatted(
                        "{\"created\":\"2024-01-02T03:04:05.678901234Z\",\"created_by\":\"patches\"}", DIFF.value()));
        assertThat(plus(config, Optional.of(Instant.EPOCH)))
                .isEqualTo(expected.formatted(
                        "{\"created\":\"1970-01-01T00:00:00Z\",\"created_by\":\"patches\"}", DIFF.value()));
    }

    @Test
    void configurationThatSaysLittleGetsWhatTheLayerBrings() {
        assertThat(plus("{\"config\":null,\"rootfs\":{\"diff_ids\":[]}}", Optional.empty()))
                .isEqualTo(
                        "{\"config\":{\"Labels\":{\"a\":\"new\",\"b\":\"2\",\"c\":\"3\"}},\"rootfs\":{\"diff_ids\":[\""
                                + DIFF.value() + "\"]},\"history\":[{\"created_by\":\"patches\"}]}");
    }

    @Test
    void whatIsNoConfigurationIsRefused() {
        assertThatThrownBy(() -> plus("[]", Optional.empty())).hasMessage("it is no JSON object");
        assertThatThrownBy(() -> plus("{", Optional.empty())).hasMessage("it is not JSON");
        assertThatThrownBy(() -> plus("{}", Optional.empty())).hasMessage("the configuration names no layers");
    }

    @Test
    void manifestGetsALayerOfItsOwnKindAndKeepsItsAnnotations() {
        String docker = """
                {"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json","config":\
                {"mediaType":"application/vnd.docker.container.image.v1+json","size":2,"digest":"%s","data":"e30="},\
                "layers":[],"annotations":{"x":"y"}}""";
        Digest digest = new Digest("sha256:" + "a".repeat(64));
        ImageManifest manifest =
                ImageManifest.parse(docker.formatted(digest.value()).getBytes(UTF_8));
        Descriptor config = Descriptor.of("ignored", DIFF, 7);
        Descriptor layer = Descriptor.of(manifest.layerType(), DIFF, 8);

        assertThat(new String(manifest.plus(config, layer).bytes(), UTF_8))
                .isEqualTo("""
                        {"schemaVersion":2,"mediaType":"application/vnd.docker.distribution.manifest.v2+json","config":\
                        {"mediaType":"application/vnd.docker.container.image.v1+json","size":7,"digest":"%s"},\
                        "layers":[{"mediaType":"application/vnd.docker.image.rootfs.diff.tar.gzip","digest":"%s",\
                        "size":8}],"annotations":{"x":"y"}}""".formatted(DIFF.value(), DIFF.value()));
        assertThat(ImageManifest.parse(docker.replace("vnd.docker.container.image", "vnd.oci.image.config")
                                .formatted(digest.value())
                                .getBytes(UTF_8))
                        .layerType())
                .isEqualTo("application/vnd.oci.image.layer.v1.tar+gzip");
    }
}

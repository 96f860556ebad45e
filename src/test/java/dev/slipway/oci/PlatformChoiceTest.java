package dev.slipway.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.image.Digest;
import dev.slipway.image.Platform;
import dev.slipway.layout.Descriptor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlatformChoiceTest {

    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final Digest DIGEST = Digest.parse("sha256:" + "a".repeat(64));

    private static Optional<String> choice(String wanted, String... platforms) {
        List<Descriptor> manifests = Stream.of(platforms)
                .map(platform -> new Descriptor(MANIFEST, DIGEST, 1, Optional.of(Platform.parse(platform))))
                .toList();
        return new PlatformChoice(Platform.parse(wanted))
                .among(manifests)
                .flatMap(Descriptor::platform)
                .map(Platform::toString);
    }

    @Test
    void theVeryVariantGoesBeforeOthers() {
        assertThat(choice("linux/arm/v6", "linux/arm/v7", "linux/arm/v6")).contains("linux/arm/v6");
        assertThat(choice("linux/arm", "linux/arm/v5", "linux/arm/v7")).contains("linux/arm/v7");
        assertThat(choice("linux/arm", "linux/arm/v5")).contains("linux/arm/v5");
        assertThat(choice("linux/amd64", "linux/amd64/v3", "linux/amd64")).contains("linux/amd64");
    }

    @Test
    void usualVariantNeedsNotBeNamed() {
        assertThat(choice("linux/arm64/v8", "linux/amd64", "linux/arm64")).contains("linux/arm64");
        assertThat(choice("linux/arm64", "linux/arm64/v8")).contains("linux/arm64/v8");
    }

    @Test
    void otherPlatformsWillNotDo() {
        assertThat(choice("linux/amd64", "windows/amd64", "linux/arm64")).isEmpty();
        assertThat(choice("linux/arm/v6", "linux/arm/v7")).isEmpty();
        assertThat(choice("linux/amd64")).isEmpty();
    }

    @Test
    void machinesOfJvmsHaveTheNamesOfImages() {
        assertThat(PlatformChoice.linuxOn("amd64")).hasToString("linux/amd64");
        assertThat(PlatformChoice.linuxOn("x86_64")).hasToString("linux/amd64");
        assertThat(PlatformChoice.linuxOn("aarch64")).hasToString("linux/arm64");
        assertThat(PlatformChoice.linuxOn("x86")).hasToString("linux/386");
        assertThat(PlatformChoice.linuxOn("s390x")).hasToString("linux/s390x");
    }
}

package dev.slipway.oci;

import dev.slipway.image.Platform;
import dev.slipway.layout.Descriptor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Picks the manifest for a platform out of those of an index.
 *
 * @param wanted the platform
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/image-index.md#platform-variants">OCI image specification, platform variants</a>
 */
record PlatformChoice(Platform wanted) {

    /** The variants that are meant where an image or a wish names none. */
    private static final Map<String, String> USUAL_VARIANTS = Map.of("amd64", "v1", "arm64", "v8", "arm", "v7");

    /** JVMs that name their machine as neither Go nor Linux does. */
    private static final Map<String, String> JVM_NAMES =
            Map.of("x86", "386", "i486", "386", "i586", "386", "i686", "386");

    /**
     * Linux on the machine of a JVM.
     *
     * @param architecture the system property {@code os.arch}
     */
    static Platform linuxOn(String architecture) {
        return Platform.parse("linux/" + JVM_NAMES.getOrDefault(architecture, architecture));
    }

    /** The manifest of the very variant, else the first of those that will do. */
    Optional<Descriptor> among(List<Descriptor> manifests) {
        return first(manifests, platform -> usual(platform).equals(usual(wanted)))
                .or(() -> first(manifests, platform -> platform.satisfies(wanted)));
    }

    private static Optional<Descriptor> first(List<Descriptor> manifests, Predicate<Platform> fits) {
        return manifests.stream()
                .filter(Descriptor::isManifest)
                .filter(manifest -> manifest.platform().filter(fits).isPresent())
                .findFirst();
    }

    private static Platform usual(Platform platform) {
        String variant = platform.variant() == null ? USUAL_VARIANTS.get(platform.architecture()) : platform.variant();
        return new Platform(platform.os(), platform.architecture(), variant);
    }
}

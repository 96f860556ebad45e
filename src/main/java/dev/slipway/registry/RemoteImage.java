package dev.slipway.registry;

import dev.slipway.image.Digest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a registry says of an image.
 *
 * @param digest      what the reference leads to: of the index where there is one, else of the manifest
 * @param environment the variables that the image sets, in its own order
 * @param triggers    its ONBUILD instructions, without the word ONBUILD
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/config.md">OCI image specification, configuration</a>
 */
public record RemoteImage(Digest digest, Map<String, String> environment, List<String> triggers) {

    /** Copies the collections. */
    public RemoteImage {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        triggers = List.copyOf(triggers);
    }
}

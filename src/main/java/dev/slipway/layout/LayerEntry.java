package dev.slipway.layout;

import java.time.Instant;
import java.util.Map;

/**
 * One entry of an image's layer.
 *
 * @param path       from the root of the image, separated by slashes, without one at either end
 * @param what       what is there
 * @param mode       the low twelve bits of {@code st_mode}
 * @param owner      to whom it belongs
 * @param modified   when it was last modified
 * @param attributes extended attributes by name, such as {@code security.capability}
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/layer.md">OCI image specification, layers</a>
 */
public record LayerEntry(
        String path, What what, int mode, Owner owner, Instant modified, Map<String, byte[]> attributes) {

    /**
     * To whom a file belongs.
     *
     * @param user  the number of the user
     * @param group the number of the group
     */
    public record Owner(long user, long group) {}

    /** What is at a path. */
    public sealed interface What {

        /** A regular file of so many bytes, which come with the entry or are asked for. */
        record File(long size) implements What {}

        /** A folder. */
        record Folder() implements What {}

        /** A symbolic link. */
        record Link(String target) implements What {}

        /** A device, a pipe or a socket. */
        record Special() implements What {}

        /** Nothing any more: what lower layers have there is gone. Only in single layers. */
        record Whiteout() implements What {}

        /** Of what lower layers have in this folder, nothing is left. Only in single layers, beside the folder itself. */
        record Opaque() implements What {}

        /**
         * The same file as at another path, often of the same layer. Only in single layers.
         *
         * @param target written as {@link LayerEntry#path} is
         */
        record HardLink(String target) implements What {}
    }

    /** Copies the map. */
    public LayerEntry {
        attributes = Map.copyOf(attributes);
    }
}

package dev.slipway.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.image.Digest;
import dev.slipway.image.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All files that one image of a layout consists of.
 *
 * @param root      its manifest, or its index if it is for several platforms
 * @param manifests the root and all manifests under it, each after those that it names: the order in which a registry
 *     takes them
 * @param blobs     configurations and layers, each once
 * @param platforms the platforms it runs on
 */
public record ImageTree(Descriptor root, List<Descriptor> manifests, List<Descriptor> blobs, List<Platform> platforms) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MAX_MANIFEST_BYTES = 4L * 1024 * 1024;
    private static final int MAX_DEPTH = 4;

    /** Copies the lists. */
    public ImageTree {
        manifests = List.copyOf(manifests);
        blobs = List.copyOf(blobs);
        platforms = List.copyOf(platforms);
    }

    /** The bytes of all its files, compressed as they are. */
    public long size() {
        return manifests.stream().mapToLong(Descriptor::size).sum()
                + blobs.stream().mapToLong(Descriptor::size).sum();
    }

    /** The digests of all its files. */
    Set<Digest> digests() {
        Set<Digest> digests = new LinkedHashSet<>();
        manifests.forEach(manifest -> digests.add(manifest.digest()));
        blobs.forEach(blob -> digests.add(blob.digest()));
        return digests;
    }

    /** Reads what the root names, and that, down to the layers. */
    static final class Reader {

        private final Path layout;
        private final Blobs files;
        private final Set<Descriptor> manifests = new LinkedHashSet<>();
        private final Set<Descriptor> blobs = new LinkedHashSet<>();
        private final List<Platform> platforms = new ArrayList<>();

        Reader(Path layout, Blobs files) {
            this.layout = layout;
            this.files = files;
        }

        /** @throws LayoutException if a file is missing, has another size, or is not what it should be */
        ImageTree read(Descriptor root) {
            visit(root, 0);
            return new ImageTree(root, List.copyOf(manifests), List.copyOf(blobs), platforms);
        }

        /** @throws LayoutException if it is missing, or no manifest */
        Descriptor describe(Digest root) {
            JsonNode content = content(root);
            String kind = content.has("manifests") ? Descriptor.OCI_INDEX : Descriptor.OCI_MANIFEST;
            return Descriptor.of(content.path("mediaType").asText(kind), root, size(root));
        }

        /** Reads a manifest with its configuration; empty if it is of no image, but tells of one. */
        Optional<PlatformImage> image(Descriptor descriptor) {
            try {
                ImageManifest manifest = ImageManifest.parse(bytes(descriptor.digest()));
                if (manifest.isAttestation()) {
                    return Optional.empty();
                }
                ImageConfiguration configuration =
                        ImageConfiguration.parse(bytes(manifest.config().digest()));
                Platform platform = descriptor
                        .platform()
                        .or(configuration::platform)
                        .orElseThrow(() -> new IllegalArgumentException("it does not say what the image runs on"));
                return Optional.of(new PlatformImage(descriptor, platform, manifest, configuration));
            } catch (IllegalArgumentException e) {
                throw damaged("the manifest " + descriptor.digest().shortHash() + " is wrong: " + e.getMessage(), e);
            }
        }

        private void visit(Descriptor descriptor, int depth) {
            if (depth > MAX_DEPTH) {
                throw damaged("its indexes name each other without end", null);
            }
            JsonNode content = json(descriptor);
            try {
                if (descriptor.isIndex()) {
                    for (JsonNode child : content.path("manifests")) {
                        visit(Descriptor.parse(child), depth + 1);
                    }
                } else if (descriptor.isManifest()) {
                    manifest(descriptor, content);
                } else {
                    throw damaged("it holds no image but " + descriptor.mediaType(), null);
                }
            } catch (IllegalArgumentException e) {
                throw damaged("the manifest " + descriptor.digest().shortHash() + " is wrong: " + e.getMessage(), e);
            }
            manifests.add(descriptor);
        }

        private void manifest(Descriptor descriptor, JsonNode content) {
            Descriptor config = checked(Descriptor.parse(content.path("config")));
            blobs.add(config);
            content.path("layers").forEach(layer -> blobs.add(checked(Descriptor.parse(layer))));
            if (!isAttestation(content)) {
                descriptor
                        .platform()
                        .or(() -> Descriptor.platform(json(config)))
                        .filter(platform -> !platforms.contains(platform))
                        .ifPresent(platforms::add);
            }
        }

        /** BuildKit's SBOM and provenance have layers of in-toto statements. */
        private static boolean isAttestation(JsonNode manifest) {
            JsonNode layers = manifest.path("layers");
            return !layers.isEmpty()
                    && layers.path(0).path("mediaType").asText().equals("application/vnd.in-toto+json");
        }

        private Descriptor checked(Descriptor descriptor) {
            long size = size(descriptor.digest());
            if (size != descriptor.size()) {
                throw damaged(
                        "the blob " + descriptor.digest().shortHash() + " has " + size + " bytes instead of "
                                + descriptor.size(),
                        null);
            }
            return descriptor;
        }

        private long size(Digest digest) {
            try {
                return files.size(digest);
            } catch (NoSuchFileException e) {
                throw damaged("the blob " + digest.shortHash() + " is missing", e);
            } catch (IOException e) {
                throw damaged("the file system says: " + e.getMessage(), e);
            }
        }

        private JsonNode json(Descriptor descriptor) {
            return content(checked(descriptor).digest());
        }

        private JsonNode content(Digest digest) {
            try {
                return JSON.readTree(bytes(digest));
            } catch (IOException e) {
                throw damaged("the blob " + digest.shortHash() + " is not JSON", e);
            }
        }

        /** The bytes of a manifest or a configuration, if they are what the digest says. */
        byte[] bytes(Digest digest) {
            if (size(digest) > MAX_MANIFEST_BYTES) {
                throw damaged("the manifest " + digest.shortHash() + " is larger than 4 MiB", null);
            }
            try {
                byte[] content = Files.readAllBytes(files.file(digest));
                if (!Hashes.fits(content, digest)) {
                    throw damaged("the blob " + digest.shortHash() + " was changed", null);
                }
                return content;
            } catch (IOException e) {
                throw damaged("the file system says: " + e.getMessage(), e);
            }
        }

        private LayoutException damaged(String whatHappened, @Nullable Exception cause) {
            return new LayoutException("read", layout, whatHappened, LayoutException.ANEW, cause);
        }
    }
}

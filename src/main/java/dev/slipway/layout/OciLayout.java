package dev.slipway.layout;

import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageReference;
import dev.slipway.image.ImageStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A folder that holds one image, with the names that it has.
 *
 * <p>The image before the last build stays until the next one, so that a failed run can take its names back.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/image-layout.md">OCI image specification, image layout</a>
 */
public final class OciLayout {

    private static final String INDEX = "index.json";
    private static final String PREVIOUS = "previous.json";
    static final String VERSION = "{\"imageLayoutVersion\":\"1.0.0\"}";

    private final Path folder;
    private final Blobs blobs;

    /** @param folder need not exist yet */
    public OciLayout(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        this.blobs = new Blobs(this.folder);
    }

    /** Where it lies; absolute. */
    public Path folder() {
        return folder;
    }

    /** Its files. */
    public Blobs blobs() {
        return blobs;
    }

    /**
     * Makes an image the one that the layout holds. Its blobs are here already; those that neither it nor the image
     * before it needs are deleted. The same image again changes nothing.
     *
     * @throws LayoutException if blobs are missing, or a file cannot be written
     */
    public void put(Descriptor root) {
        ImageTree tree = tree(root);
        Optional<LayoutIndex> before = LayoutIndex.read(folder.resolve(INDEX));
        try {
            if (before.isEmpty() || !before.get().root().digest().equals(root.digest())) {
                if (before.isPresent()) {
                    before.get().write(folder.resolve(PREVIOUS));
                }
                LayoutIndex.write(folder.resolve("oci-layout"), VERSION);
                new LayoutIndex(root, List.of()).write(folder.resolve(INDEX));
            }
            sweep(tree);
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    /**
     * Makes an image the one that the layout holds, in the place of the one that it was made of. If that one has no name,
     * the image before the last build is still the same after that. The blobs of both stay for now.
     *
     * @throws LayoutException if blobs are missing, or a file cannot be written
     */
    public void replace(Digest replaced, Descriptor root) {
        LayoutIndex index = index();
        if (!index.root().digest().equals(replaced) || !index.names().isEmpty()) {
            put(root);
            return;
        }
        tree(root);
        write(previous()
                .filter(before -> before.root().digest().equals(root.digest()))
                .orElse(new LayoutIndex(root, List.of())));
    }

    /**
     * Forgets an image without a name. If it is the one that the layout holds, the one before it comes back, with its
     * names, and blobs stay for the next build; if another was put in its place, its blobs are deleted. An image with
     * names, one that none comes before, and the one before the last build stay.
     *
     * @throws LayoutException if the layout is damaged or cannot be written
     */
    public void forget(Digest id) {
        LayoutIndex.read(folder.resolve(INDEX)).ifPresent(index -> forget(id, index));
    }

    private void forget(Digest id, LayoutIndex index) {
        if (!index.root().digest().equals(id)) {
            try {
                sweep(tree(index.root()));
            } catch (IOException e) {
                throw unwritable(folder, e);
            }
        } else if (index.names().isEmpty()) {
            previous().ifPresent(this::write);
        }
    }

    private void sweep(ImageTree tree) throws IOException {
        Set<Digest> wanted = new HashSet<>(tree.digests());
        previous().ifPresent(index -> wanted.addAll(tree(index.root()).digests()));
        blobs.retain(wanted);
    }

    /** What a build before this one left is no reason to fail. */
    private Optional<LayoutIndex> previous() {
        try {
            Optional<LayoutIndex> previous = LayoutIndex.read(folder.resolve(PREVIOUS));
            previous.ifPresent(index -> tree(index.root()));
            return previous;
        } catch (LayoutException e) {
            return Optional.empty();
        }
    }

    /**
     * The image that the layout holds.
     *
     * @throws LayoutException if the layout is missing or damaged
     */
    public Descriptor root() {
        return index().root();
    }

    private LayoutIndex index() {
        return LayoutIndex.read(folder.resolve(INDEX))
                .orElseThrow(() ->
                        new LayoutException("read", folder, "there is no index.json", LayoutException.ANEW, null));
    }

    /** Whether there is an image at all. */
    public boolean exists() {
        return Files.isRegularFile(folder.resolve(INDEX));
    }

    /**
     * Describes a manifest or index that is here, as {@link #put} wants it.
     *
     * @throws LayoutException if it is missing or damaged
     */
    public Descriptor describe(Digest root) {
        return new ImageTree.Reader(folder, blobs).describe(root);
    }

    /**
     * All files of an image.
     *
     * @throws LayoutException if one is missing or damaged
     */
    public ImageTree tree(Descriptor root) {
        return new ImageTree.Reader(folder, blobs).read(root);
    }

    /**
     * The images for single platforms that an image consists of, without what only describes them.
     *
     * @throws LayoutException if a file is missing or damaged
     */
    public List<PlatformImage> images(ImageTree tree) {
        ImageTree.Reader reader = new ImageTree.Reader(folder, blobs);
        return tree.manifests().stream()
                .filter(Descriptor::isManifest)
                .flatMap(manifest -> reader.image(manifest).stream())
                .toList();
    }

    /**
     * The image of a digest: the one that the layout holds, or the one before it.
     *
     * @throws LayoutException if the layout is damaged
     */
    public Optional<ImageTree> find(Digest id) {
        return indexOf(id).map(index -> tree(index.root()));
    }

    /**
     * The image of a digest.
     *
     * @throws LayoutException if it is not here, or the layout is damaged
     */
    public ImageTree get(Digest id) {
        return find(id).orElseThrow(() -> missing(id));
    }

    private LayoutException missing(Digest id) {
        return new LayoutException(
                "read", folder, "it does not hold the image " + id.shortHash(), LayoutException.ANEW, null);
    }

    private Optional<LayoutIndex> indexOf(Digest id) {
        return LayoutIndex.read(folder.resolve(INDEX))
                .filter(index -> index.root().digest().equals(id))
                .or(() -> previous().filter(index -> index.root().digest().equals(id)));
    }

    /**
     * What the layout holds, as the journey knows it. The id is the digest of the root, the size that of the
     * compressed files.
     *
     * @param bases the images that it builds on, as the Dockerfile names them
     * @throws LayoutException if the layout is missing or damaged
     */
    public ImageContent content(List<String> bases) {
        ImageTree tree = tree(root());
        return new ImageContent(
                tree.root().digest(), tree.platforms(), tree.size(), bases, new ImageStore.InLayout(folder));
    }

    /** The names of the image, in the order in which it got them; none if there is no image. */
    public List<ImageReference> names() {
        return LayoutIndex.read(folder.resolve(INDEX)).map(LayoutIndex::names).orElse(List.of());
    }

    /**
     * Gives an image a name. An image that is not the one that the layout holds, but the one before it, comes back.
     *
     * @throws LayoutException if no such image is here, or the layout cannot be written
     */
    public void name(Digest id, ImageReference reference) {
        LayoutIndex index = indexOf(id).orElseThrow(() -> missing(id));
        write(index.with(reference));
    }

    /**
     * Takes a name away. A name that the image does not have is no error.
     *
     * @throws LayoutException if the layout cannot be written
     */
    public void unname(ImageReference reference) {
        LayoutIndex.read(folder.resolve(INDEX))
                .filter(index -> index.names().contains(reference))
                .ifPresent(index -> write(index.without(reference)));
    }

    private void write(LayoutIndex index) {
        try {
            index.write(folder.resolve(INDEX));
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    static LayoutException unwritable(Path folder, IOException e) {
        return new LayoutException(
                "write",
                folder,
                "the file system says: " + e.getMessage(),
                "Make the folder writable and see that its disk has room.",
                e);
    }
}

package dev.slipway.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.image.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** An OCI layout that comes as a tar, and is taken apart while it comes. */
public final class LayoutTar {

    private static final Pattern BLOB = Pattern.compile("blobs/(sha256)/([0-9a-f]{64})");
    private static final int MAX_INDEX_BYTES = 4 * 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final OciLayout layout;

    public LayoutTar(OciLayout layout) {
        this.layout = layout;
    }

    /**
     * Takes the blobs of a tar into the layout; those that are here already are passed over. The layout still holds
     * the image that it held: {@link OciLayout#put} comes after the build.
     *
     * @return the image that the tar holds
     * @throws IOException if the tar breaks off, a blob is not what its name says, or a name leads elsewhere
     */
    public Descriptor unpack(InputStream input) throws IOException {
        JsonNode index = null;
        TarArchiveInputStream tar = new TarArchiveInputStream(input, "UTF-8");
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            checkName(entry);
            Matcher blob = BLOB.matcher(entry.getName());
            if (blob.matches()) {
                takeBlob(tar, Digest.parse(blob.group(1) + ":" + blob.group(2)), entry.getSize());
            } else if (entry.getName().equals("index.json")) {
                index = JSON.readTree(tar.readNBytes(MAX_INDEX_BYTES));
            }
        }
        drain(input);
        return root(index);
    }

    private static void checkName(TarArchiveEntry entry) throws IOException {
        boolean isPlain = entry.isFile() && !entry.isLink() && !entry.isSymbolicLink();
        boolean leadsElsewhere = entry.getName().startsWith("/") || ("/" + entry.getName() + "/").contains("/../");
        if (leadsElsewhere || !(isPlain || entry.isDirectory())) {
            throw new IOException("the engine sent '" + entry.getName() + "', which does not belong into an image");
        }
    }

    private void takeBlob(InputStream content, Digest digest, long size) throws IOException {
        if (layout.blobs().has(digest) && layout.blobs().size(digest) == size) {
            return;
        }
        try (BlobDraft draft = layout.blobs().draft()) {
            content.transferTo(draft.stream());
            draft.commit(digest);
        }
    }

    /** What follows the end of a tar is nothing, but must be read so that the sender can end. */
    private static void drain(InputStream input) throws IOException {
        input.transferTo(OutputStream.nullOutputStream());
    }

    private static Descriptor root(@Nullable JsonNode index) throws IOException {
        try {
            return Optional.ofNullable(index)
                    .map(LayoutIndex::parse)
                    .map(LayoutIndex::root)
                    .orElseThrow(() -> new IOException("the engine sent an image without an index.json"));
        } catch (IllegalArgumentException e) {
            throw new IOException("the engine sent an index.json that is wrong: " + e.getMessage(), e);
        }
    }
}

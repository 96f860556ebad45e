package dev.slipway.layout;

import dev.slipway.image.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A layer as a tar. The same layer gives the same bytes, on every machine and with every JDK.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/layer.md">OCI image specification, layers</a>
 */
public final class LayerTar {

    static final String WHITEOUT = ".wh.";
    static final String OPAQUE = ".wh..wh..opq";

    private static final String EXTENDED_HEADER = "PaxHeaders.0";

    private final Layer layer;

    /** @param layer holds no {@link LayerEntry.What.Special}, whose device numbers nobody knows */
    public LayerTar(Layer layer) {
        this.layer = layer;
    }

    /** The digest of the tar, by which an image's configuration knows the layer. */
    public Digest diffId() {
        MessageDigest hash = Hashes.sha256();
        try {
            write(new DigestOutputStream(OutputStream.nullOutputStream(), hash));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Hashes.digest(hash);
    }

    /**
     * The tar in the form in which manifests name layers: gzip, but for the same bytes everywhere not compressed, since
     * every machine's zlib compresses in its own way.
     */
    public byte[] gzip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (StoredGzip gzip = new StoredGzip(bytes)) {
            write(gzip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The tar itself. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Writes the tar, and leaves the stream open. */
    public void write(OutputStream output) throws IOException {
        for (LayerEntry entry : layer.entries()) {
            PaxRecords records = records(entry);
            if (!records.values().isEmpty()) {
                writeExtendedHeader(records.bytes(), output);
            }
            byte[] content = content(entry);
            output.write(header(entry, content.length).bytes());
            writeBlocks(content, output);
        }
        output.write(new byte[2 * TarHeader.BLOCK]);
    }

    private byte[] content(LayerEntry entry) {
        return entry.what() instanceof LayerEntry.What.File
                ? Objects.requireNonNull(layer.contents().get(entry.path()), entry.path())
                : new byte[0];
    }

    private static void writeExtendedHeader(byte[] records, OutputStream output) throws IOException {
        LayerEntry.Owner nobody = new LayerEntry.Owner(0, 0);
        byte type = TarConstants.LF_PAX_EXTENDED_HEADER_LC;
        output.write(new TarHeader(EXTENDED_HEADER, type, 0, nobody, records.length, 0, "").bytes());
        writeBlocks(records, output);
    }

    private static void writeBlocks(byte[] content, OutputStream output) throws IOException {
        output.write(content);
        output.write(new byte[Math.floorMod(-content.length, TarHeader.BLOCK)]);
    }

    private static PaxRecords records(LayerEntry entry) {
        PaxRecords records = PaxRecords.none();
        if (!TarHeader.holds(name(entry))) {
            records.put(PaxRecords.PATH, name(entry));
        }
        if (!TarHeader.holds(link(entry))) {
            records.put(PaxRecords.LINK, link(entry));
        }
        putId(records, PaxRecords.USER, entry.owner().user());
        putId(records, PaxRecords.GROUP, entry.owner().group());
        putTime(records, entry.modified());
        records.putAttributes(entry.attributes());
        return records;
    }

    private static void putId(PaxRecords records, String keyword, long id) {
        if (!TarHeader.holdsId(id)) {
            records.put(keyword, Long.toString(id));
        }
    }

    private static void putTime(PaxRecords records, Instant time) {
        if (time.getNano() != 0 || !TarHeader.holdsLong(time.getEpochSecond())) {
            BigDecimal seconds = BigDecimal.valueOf(time.getEpochSecond()).add(BigDecimal.valueOf(time.getNano(), 9));
            records.put(PaxRecords.MODIFIED, seconds.stripTrailingZeros().toPlainString());
        }
    }

    private static TarHeader header(LayerEntry entry, int size) {
        return new TarHeader(
                name(entry),
                type(entry),
                entry.mode(),
                entry.owner(),
                size,
                entry.modified().getEpochSecond(),
                link(entry));
    }

    private static String name(LayerEntry entry) {
        if (entry.what() instanceof LayerEntry.What.Folder) {
            return entry.path().isEmpty() ? "./" : entry.path() + "/";
        }
        if (entry.what() instanceof LayerEntry.What.Whiteout) {
            int name = entry.path().lastIndexOf('/') + 1;
            return entry.path().substring(0, name) + WHITEOUT + entry.path().substring(name);
        }
        if (entry.what() instanceof LayerEntry.What.Opaque) {
            return entry.path().isEmpty() ? OPAQUE : entry.path() + "/" + OPAQUE;
        }
        return entry.path();
    }

    private static byte type(LayerEntry entry) {
        if (entry.what() instanceof LayerEntry.What.Folder) {
            return TarConstants.LF_DIR;
        }
        if (entry.what() instanceof LayerEntry.What.Link) {
            return TarConstants.LF_SYMLINK;
        }
        if (entry.what() instanceof LayerEntry.What.HardLink) {
            return TarConstants.LF_LINK;
        }
        if (entry.what() instanceof LayerEntry.What.Special) {
            throw new IllegalArgumentException(entry.path() + " is a device, a pipe or a socket");
        }
        return TarConstants.LF_NORMAL;
    }

    private static String link(LayerEntry entry) {
        if (entry.what() instanceof LayerEntry.What.Link link) {
            return link.target();
        }
        return entry.what() instanceof LayerEntry.What.HardLink link ? link.target() : "";
    }
}

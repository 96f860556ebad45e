package dev.slipway.layout;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/**
 * Reads a layer, entry by entry. For one thread.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/layer.md">OCI image specification, layers</a>
 */
public final class LayerReader implements Closeable {

    private static final int MAX_EXTENSION_BYTES = 16 * 1024 * 1024;
    private static final int BUFFER_BYTES = 64 * 1024;

    /** How names begin that only one storage driver of old engines knew. */
    private static final String AUFS = ".wh..wh.";

    private static final int MODE_BITS = 07777;
    private static final Pattern UNCLEAN = Pattern.compile("^\\.?/|/$|//|(^|/)\\.\\.?(/|$)");
    private static final LayerEntry.What FOLDER = new LayerEntry.What.Folder();

    private final InputStream tar;
    private final Map<LayerEntry.Owner, LayerEntry.Owner> owners = new HashMap<>();
    private long left;
    private long padding;

    /** @param tar not compressed; closed with this reader */
    public LayerReader(InputStream tar) {
        this.tar = new BufferedInputStream(tar, BUFFER_BYTES);
    }

    /**
     * Reads a layer as a manifest names it.
     *
     * @param blob compressed or not; closed with the reader
     * @throws IOException if it cannot be decompressed
     */
    public static LayerReader decompressing(InputStream blob) throws IOException {
        return new LayerReader(Decompression.of(blob));
    }

    /**
     * Goes to the next entry, past what was not read of the one before.
     *
     * @return empty at the end
     * @throws IOException if the tar is cut or garbled
     */
    public Optional<LayerEntry> next() throws IOException {
        PaxRecords records = PaxRecords.none();
        @Nullable TarHeader header = header();
        while (header != null) {
            if (isExtension(header)) {
                extend(records, header);
            } else {
                Optional<LayerEntry> entry = entry(header, records);
                if (entry.isPresent()) {
                    return entry;
                }
                records = PaxRecords.none();
            }
            header = header();
        }
        return Optional.empty();
    }

    private @Nullable TarHeader header() throws IOException {
        tar.skipNBytes(left + padding);
        begin(0);
        byte[] block = tar.readNBytes(TarHeader.BLOCK);
        if (block.length > 0 && block.length < TarHeader.BLOCK) {
            throw new EOFException("its tar is cut");
        }
        boolean isEnd = Arrays.equals(block, new byte[block.length]);
        return isEnd ? null : TarHeader.parse(block);
    }

    private void begin(long size) {
        left = size;
        padding = Math.floorMod(-size, TarHeader.BLOCK);
    }

    private static boolean isExtension(TarHeader header) {
        return switch (header.type()) {
            case TarConstants.LF_PAX_EXTENDED_HEADER_LC,
                    TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER,
                    TarConstants.LF_GNUTYPE_LONGNAME,
                    TarConstants.LF_GNUTYPE_LONGLINK -> true;
            default -> false;
        };
    }

    /** Headers for all that follows say nothing that matters: no engine looks at them. */
    private void extend(PaxRecords records, TarHeader header) throws IOException {
        begin(header.size());
        if (header.size() > MAX_EXTENSION_BYTES) {
            throw new IOException("an extended header of its tar is larger than 16 MiB");
        }
        byte[] content = content().readNBytes((int) header.size());
        switch (header.type()) {
            case TarConstants.LF_PAX_EXTENDED_HEADER_LC ->
                records.values().putAll(PaxRecords.parse(content).values());
            case TarConstants.LF_GNUTYPE_LONGNAME -> records.put(PaxRecords.PATH, untilZero(content));
            case TarConstants.LF_GNUTYPE_LONGLINK -> records.put(PaxRecords.LINK, untilZero(content));
            default -> {}
        }
    }

    private static String untilZero(byte[] content) {
        return TarHeader.text(content, 0, content.length);
    }

    private Optional<LayerEntry> entry(TarHeader header, PaxRecords records) throws IOException {
        String name = records.text(PaxRecords.PATH, header.name());
        LayerEntry.@Nullable What what = what(header, records, name);
        if (what == null) {
            begin(header.size());
            return Optional.empty();
        }
        if (what instanceof LayerEntry.What.File file) {
            begin(file.size());
        }
        String path = clean(name);
        String last = path.substring(path.lastIndexOf('/') + 1);
        String folder = path.substring(0, Math.max(0, path.length() - last.length() - 1));
        if (last.equals(LayerTar.OPAQUE)) {
            return Optional.of(entry(header, records, folder, new LayerEntry.What.Opaque()));
        }
        if (last.startsWith(AUFS)) {
            return Optional.empty();
        }
        if (last.startsWith(LayerTar.WHITEOUT)) {
            String gone = last.substring(LayerTar.WHITEOUT.length());
            String place = folder.isEmpty() ? gone : folder + "/" + gone;
            return Optional.of(entry(header, records, place, new LayerEntry.What.Whiteout()));
        }
        return Optional.of(entry(header, records, path, what));
    }

    /** Links, folders and devices have no content, whatever their size says. */
    private static LayerEntry.@Nullable What what(TarHeader header, PaxRecords records, String name)
            throws IOException {
        return switch (header.type()) {
            case TarConstants.LF_DIR -> FOLDER;
            case TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM, TarConstants.LF_CONTIG ->
                name.endsWith("/") ? FOLDER : new LayerEntry.What.File(records.number(PaxRecords.SIZE, header.size()));
            case TarConstants.LF_SYMLINK -> new LayerEntry.What.Link(records.text(PaxRecords.LINK, header.link()));
            case TarConstants.LF_LINK ->
                new LayerEntry.What.HardLink(clean(records.text(PaxRecords.LINK, header.link())));
            case TarConstants.LF_CHR, TarConstants.LF_BLK, TarConstants.LF_FIFO -> new LayerEntry.What.Special();
            case TarConstants.LF_GNUTYPE_SPARSE ->
                throw new IOException("its file " + name + " is stored with holes, as no engine does it");
            default -> null;
        };
    }

    private LayerEntry entry(TarHeader header, PaxRecords records, String path, LayerEntry.What what)
            throws IOException {
        LayerEntry.Owner owner = new LayerEntry.Owner(
                records.number(PaxRecords.USER, header.owner().user()),
                records.number(PaxRecords.GROUP, header.owner().group()));
        return new LayerEntry(
                path,
                what,
                header.mode() & MODE_BITS,
                owners.computeIfAbsent(owner, first -> first),
                records.time(PaxRecords.MODIFIED, header.seconds()),
                records.attributes());
    }

    /** The path as {@link LayerEntry} has it; engines do not let one lead out of the image. */
    static String clean(String name) {
        if (!UNCLEAN.matcher(name).find()) {
            return name;
        }
        Deque<String> parts = new ArrayDeque<>();
        for (String part : name.split("/", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }

    /** What is in the entry, if it is a file; not to be closed, and of no use any more after {@link #next}. */
    public InputStream content() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                if (left == 0) {
                    return length == 0 ? 0 : -1;
                }
                int read = tar.read(target, offset, (int) Math.min(length, left));
                if (read < 0) {
                    throw new EOFException("its tar is cut");
                }
                left -= read;
                return read;
            }
        };
    }

    /** Reads what may stand behind the end, so that all of the layer was read. */
    void drain() throws IOException {
        tar.transferTo(OutputStream.nullOutputStream());
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}

package dev.slipway.layout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.layout.LayerEntry.Owner;
import dev.slipway.layout.LayerEntry.What;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

class LayerTarTest {

    private static final Instant TIME = Instant.parse("2024-05-06T07:08:09Z");
    private static final Owner ROOT = new Owner(0, 0);
    private static final String LONG = "very/" + "long/".repeat(40) + "ü".repeat(60);

    /** {@code cap_net_bind_service=ep} for a namespace whose root has a number that is no UTF-8. */
    private static final byte[] CAPABILITY =
            HexFormat.of().parseHex("0100000300040000000000000000000000000000f0a1ff80");

    private static LayerEntry entry(String path, What what) {
        return new LayerEntry(path, what, 0755, ROOT, TIME, Map.of());
    }

    private static Layer layer() {
        Map<String, byte[]> attributes = new LinkedHashMap<>();
        attributes.put("user.note", "x=y\nz".getBytes(UTF_8));
        attributes.put("security.capability", CAPABILITY);
        List<LayerEntry> entries = List.of(
                entry("", new What.Folder()),
                entry("usr", new What.Folder()),
                new LayerEntry("usr/tool", new What.File(5), 06755, new Owner(1000, 50), TIME, attributes),
                entry("usr/gone", new What.Whiteout()),
                entry("usr/all", new What.Folder()),
                entry("usr/all", new What.Opaque()),
                entry("usr/link", new What.Link("../" + LONG)),
                entry("usr/same", new What.HardLink("usr/tool")),
                new LayerEntry(
                        LONG,
                        new What.File(0),
                        0600,
                        new Owner(4_000_000_000L, 3_000_000),
                        Instant.parse("2024-05-06T07:08:09.120Z"),
                        Map.of()),
                new LayerEntry("old", new What.File(0), 0, ROOT, Instant.parse("1969-12-31T23:59:58.5Z"), Map.of()));
        return new Layer(
                entries,
                Map.of("usr/tool", "hello".getBytes(UTF_8), LONG, new byte[0], "old", new byte[0]),
                "patched",
                Map.of());
    }

    private static List<LayerEntry> read(byte[] tar) throws IOException {
        List<LayerEntry> entries = new ArrayList<>();
        try (LayerReader reader = LayerReader.decompressing(new ByteArrayInputStream(tar))) {
            for (Optional<LayerEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
                entries.add(next.get());
            }
        }
        return entries;
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        assertThat(read(new LayerTar(layer()).bytes()))
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(layer().entries());
    }

    @Test
    void theSameLayerGivesTheSameBytesWhateverTheOrderOfItsAttributes() {
        LayerTar tar = new LayerTar(layer());
        assertThat(new LayerTar(layer()).gzip()).isEqualTo(tar.gzip());
        assertThat(tar.diffId()).isEqualTo(Hashes.digest(tar.bytes()));
        assertThat(tar.diffId().value())
                .isEqualTo("sha256:4c05e8045bbdd5dce8c939c9ba1b4fb24c3bdeb24f5c3a563ccf6a50d93c1a77");
        assertThat(Hashes.digest(tar.gzip()).value())
                .isEqualTo("sha256:809d612998f9c3ea02df50387377a1046db3355bba5453afb2914bb9398625e5");
    }

    @Test
    void gzipIsTheTarAgainAlsoWhenItIsLargerThanABlock() throws IOException {
        byte[] content = new byte[200_000];
        Arrays.fill(content, (byte) 7);
        LayerTar tar = new LayerTar(new Layer(
                List.of(entry("large", new What.File(content.length))), Map.of("large", content), "", Map.of()));
        try (GZIPInputStream input = new GZIPInputStream(new ByteArrayInputStream(tar.gzip()))) {
            assertThat(input.readAllBytes()).isEqualTo(tar.bytes());
        }
    }

    @Test
    void otherProgramsReadWhatIsWritten() throws IOException {
        Map<String, TarArchiveEntry> entries = new LinkedHashMap<>();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new ByteArrayInputStream(new LayerTar(layer()).bytes()))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.put(entry.getName(), entry);
            }
        }
        assertThat(entries.keySet())
                .containsExactly(
                        "./",
                        "usr/",
                        "usr/tool",
                        "usr/.wh.gone",
                        "usr/all/",
                        "usr/all/.wh..wh..opq",
                        "usr/link",
                        "usr/same",
                        LONG,
                        "old");
        assertThat(named(entries, "usr/tool").getMode() & 07777).isEqualTo(06755);
        assertThat(named(entries, "usr/tool").getUserName()).isEmpty();
        assertThat(named(entries, "usr/tool").getExtraPaxHeader("SCHILY.xattr.user.note"))
                .isEqualTo("x=y\nz");
        assertThat(named(entries, "usr/").getExtraPaxHeaders()).isEmpty();
        assertThat(named(entries, "usr/link").getLinkName()).isEqualTo("../" + LONG);
        assertThat(named(entries, LONG).getLongUserId()).isEqualTo(4_000_000_000L);
        assertThat(named(entries, LONG).getLastModifiedTime().toInstant()).isEqualTo("2024-05-06T07:08:09.120Z");
        assertThat(named(entries, "old").getLastModifiedTime().toInstant()).isEqualTo("1969-12-31T23:59:58.500Z");
    }

    private static TarArchiveEntry named(Map<String, TarArchiveEntry> entries, String name) {
        return Objects.requireNonNull(entries.get(name), name);
    }

    private static byte[] foreign(int longNames, TarArchiveEntry... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
            tar.setLongFileMode(longNames);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
            for (TarArchiveEntry entry : entries) {
                tar.putArchiveEntry(entry);
                tar.write(new byte[(int) entry.getSize()]);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static TarArchiveEntry foreign(String name, byte type) {
        return new TarArchiveEntry(name, type, true);
    }

    @Test
    void tarsOfOtherKindsAreRead() throws IOException {
        TarArchiveEntry large = foreign("./" + LONG, TarConstants.LF_NORMAL);
        large.setSize(700);
        large.setUserId(4_000_000_000L);
        TarArchiveEntry link = foreign("/usr//same/../other", TarConstants.LF_LINK);
        link.setLinkName("/" + LONG);
        TarArchiveEntry leadsOut = foreign("../../etc/passwd", TarConstants.LF_SYMLINK);
        leadsOut.setLinkName("../x");
        byte[] tar = foreign(
                TarArchiveOutputStream.LONGFILE_GNU,
                foreign("./", TarConstants.LF_DIR),
                large,
                link,
                leadsOut,
                foreign("dev/null", TarConstants.LF_CHR),
                foreign("usr/.wh..wh.plnk", TarConstants.LF_DIR),
                foreign(".wh..wh..opq", TarConstants.LF_NORMAL),
                foreign(".wh.gone", TarConstants.LF_NORMAL));

        List<LayerEntry> entries = read(tar);

        assertThat(entries)
                .extracting(LayerEntry::path)
                .containsExactly("", LONG, "usr/other", "etc/passwd", "dev/null", "", "gone");
        assertThat(entries)
                .extracting(LayerEntry::what)
                .containsExactly(
                        new What.Folder(),
                        new What.File(700),
                        new What.HardLink(LONG),
                        new What.Link("../x"),
                        new What.Special(),
                        new What.Opaque(),
                        new What.Whiteout());
        assertThat(entries.get(1).owner().user()).isEqualTo(4_000_000_000L);
    }

    @Test
    void gzipOfSeveralPartsIsReadToItsEnd() throws IOException {
        byte[] tar = new LayerTar(layer()).bytes();
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        for (int from = 0; from < tar.length; from += 1000) {
            try (GZIPOutputStream gzip = new GZIPOutputStream(parts)) {
                gzip.write(tar, from, Math.min(1000, tar.length - from));
            }
        }
        assertThat(read(parts.toByteArray())).hasSameSizeAs(layer().entries());
    }

    @Test
    void layersThatAreCutOrGarbledAreNotTakenForShortOnes() {
        byte[] tar = new LayerTar(layer()).bytes();
        assertThatThrownBy(() -> read(Arrays.copyOf(tar, 700))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(Arrays.copyOf(tar, 1024 + 512 + 100))).isInstanceOf(IOException.class);
        byte[] garbled = tar.clone();
        garbled[3] = 'x';
        assertThatThrownBy(() -> read(garbled)).hasMessage("its tar is garbled");
    }

    @Test
    void layerOfZstdSaysWhatItNeeds() {
        byte[] zstd = HexFormat.of().parseHex("28b52ffd0458010000");
        assertThatThrownBy(() -> read(zstd))
                .isInstanceOf(ZstdMissingException.class)
                .hasMessage("it is compressed with zstd");
    }
}

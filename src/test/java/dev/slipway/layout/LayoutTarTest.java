package dev.slipway.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.testing.TestLayouts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTarTest {

    @TempDir
    private Path folder;

    private byte[] tarOf(OciLayout source) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);
                Stream<Path> tree = Files.walk(source.folder())) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                add(tar, source.folder().relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return bytes.toByteArray();
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private OciLayout source() {
        OciLayout source = new OciLayout(folder.resolve("source"));
        source.put(TestLayouts.images(source, "hello", "amd64", "arm64"));
        return source;
    }

    @Test
    void layoutThatComesAsATarIsTheSameLayout() throws IOException {
        OciLayout source = source();
        OciLayout target = new OciLayout(folder.resolve("target"));

        Descriptor root = new LayoutTar(target).unpack(new ByteArrayInputStream(tarOf(source)));
        assertThat(target.exists()).isFalse();
        target.put(root);

        assertThat(target.content(List.of()).id())
                .isEqualTo(source.content(List.of()).id());
    }

    @Test
    void tarThatBreaksOffOrLiesLeavesTheOldImage() throws IOException {
        byte[] tar = tarOf(source());
        OciLayout target = new OciLayout(folder.resolve("target"));
        Descriptor before = TestLayouts.image(target, "amd64", "before");
        target.put(before);
        List<Path> files = files(target);

        byte[] half = Arrays.copyOf(tar, 700);
        assertThatThrownBy(() -> new LayoutTar(target).unpack(new ByteArrayInputStream(half)))
                .isInstanceOf(IOException.class);
        byte[] lie = single("blobs/sha256/" + "a".repeat(64), TarConstants.LF_NORMAL);
        assertThatThrownBy(() -> new LayoutTar(target).unpack(new ByteArrayInputStream(lie)))
                .hasMessageContaining("has other content");

        assertThat(files(target)).isEqualTo(files);
        assertThat(target.root().digest()).isEqualTo(before.digest());
    }

    private static List<Path> files(OciLayout layout) throws IOException {
        try (Stream<Path> files = Files.walk(layout.folder())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static byte[] single(String name, byte type) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
            byte[] content = type == TarConstants.LF_NORMAL ? "x".getBytes(StandardCharsets.UTF_8) : new byte[0];
            entry.setSize(content.length);
            if (type == TarConstants.LF_SYMLINK) {
                entry.setLinkName("/etc/passwd");
            }
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "blobs/../../evil", "/evil", "blobs/sha256/.."})
    void nameThatLeadsElsewhereIsRefused(String name) throws IOException {
        OciLayout target = new OciLayout(folder.resolve("target/oci"));
        byte[] tar = single(name, TarConstants.LF_NORMAL);
        assertThatThrownBy(() -> new LayoutTar(target).unpack(new ByteArrayInputStream(tar)))
                .hasMessage("the engine sent '" + name + "', which does not belong into an image");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void linkIsRefused() throws IOException {
        OciLayout target = new OciLayout(folder.resolve("target/oci"));
        byte[] tar = single("blobs/sha256/" + "b".repeat(64), TarConstants.LF_SYMLINK);
        assertThatThrownBy(() -> new LayoutTar(target).unpack(new ByteArrayInputStream(tar)))
                .hasMessageContaining("does not belong into an image");
    }

    @Test
    void tarWithoutAnIndexIsRefused() throws IOException {
        OciLayout target = new OciLayout(folder.resolve("target/oci"));
        byte[] tar = single("manifest.json", TarConstants.LF_NORMAL);
        assertThatThrownBy(() -> new LayoutTar(target).unpack(new ByteArrayInputStream(tar)))
                .hasMessage("the engine sent an image without an index.json");
    }
}

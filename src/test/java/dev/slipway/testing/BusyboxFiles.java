package dev.slipway.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** The root file system of a tiny Linux: busybox, its applets, and the libraries that it needs if it is not static. */
final class BusyboxFiles {
    private static final Pattern LIBRARY = Pattern.compile("(?m)(?:^|\\s)(/\\S+)(?=\\s+\\(0x)");
    private static final String DOCKERFILE = """
            FROM scratch
            ADD root.tar /
            CMD ["/bin/sh"]
            """;
    private static final byte[] NOTHING = {};

    private final Path busybox;

    BusyboxFiles(Path busybox) {
        this.busybox = busybox;
    }

    /** A build context whose image is the file system, in one layer. */
    byte[] buildContext() throws IOException, InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            put(tar, new TarArchiveEntry("Dockerfile"), 0644, utf8(DOCKERFILE));
            put(tar, new TarArchiveEntry("root.tar"), 0644, tar());
        }
        return bytes.toByteArray();
    }

    /** The file system as a tar archive: the same bytes for the same busybox. */
    byte[] tar() throws IOException, InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (String folder : List.of("bin/", "etc/", "root/")) {
                put(tar, new TarArchiveEntry(folder), 0755, NOTHING);
            }
            put(tar, new TarArchiveEntry("tmp/"), 01777, NOTHING);
            put(tar, new TarArchiveEntry("etc/passwd"), 0644, utf8("root:x:0:0:root:/root:/bin/sh\n"));
            put(tar, new TarArchiveEntry("etc/group"), 0644, utf8("root:x:0:\n"));
            put(tar, new TarArchiveEntry("bin/busybox"), 0755, Files.readAllBytes(busybox));
            putApplets(tar);
            putLibraries(tar);
        }
        return bytes.toByteArray();
    }

    private void putApplets(TarArchiveOutputStream tar) throws IOException, InterruptedException {
        List<String> applets = outputOf(busybox.toString(), "--list").lines().toList();
        for (String applet : applets) {
            if (!applet.equals("busybox")) {
                TarArchiveEntry link = new TarArchiveEntry("bin/" + applet, TarConstants.LF_SYMLINK);
                link.setLinkName("busybox");
                put(tar, link, 0777, NOTHING);
            }
        }
    }

    private void putLibraries(TarArchiveOutputStream tar) throws IOException, InterruptedException {
        // of a static program, ldd says that it is "not a dynamic executable"
        String libraries = outputOf("ldd", busybox.toString());
        for (String library :
                LIBRARY.matcher(libraries).results().map(MatchResult::group).toList()) {
            Path file = Path.of(library.strip());
            put(tar, new TarArchiveEntry(file.toString().substring(1)), 0755, Files.readAllBytes(file));
        }
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, int mode, byte[] content)
            throws IOException {
        entry.setMode(mode);
        entry.setModTime(0);
        entry.setIds(0, 0);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static String outputOf(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package dev.slipway.fingerprint;

import dev.slipway.context.ContentSource;
import dev.slipway.context.ContextEntry;
import dev.slipway.context.ContextException;
import dev.slipway.context.MemoryContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * The hashes of files' contents. They are kept in a file, so that a file is read again only when its size or its time of
 * change is another one, as engines do it too. Safe for use by several threads.
 */
public final class FileHashes {

    /** A file that changed so shortly before it was read may change once more within the same tick of its clock. */
    private static final Duration TICK = Duration.ofSeconds(2);

    private static final int MAX_FILES = 200_000;
    private static final int CHUNK = 1 << 16;
    private static final String FIELDS = "\t";

    private final Path index;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final AtomicBoolean isChanged = new AtomicBoolean();

    private record Known(long size, Instant modified, String hash) {}

    /** @param index where hashes are kept; need not exist, and is thrown away when it is damaged */
    public FileHashes(Path index) {
        this.index = index;
        load();
    }

    private void load() {
        if (!Files.exists(index)) {
            return;
        }
        try (Stream<String> lines = Files.lines(index, StandardCharsets.UTF_8)) {
            lines.forEach(this::load);
        } catch (IOException | RuntimeException e) {
            // it only spares work
            known.clear();
        }
    }

    private void load(String line) {
        List<String> fields = List.of(line.split(FIELDS, 4));
        known.put(fields.get(3), new Known(Long.parseLong(fields.get(0)), Instant.parse(fields.get(1)), fields.get(2)));
    }

    /**
     * The hash of a file's content.
     *
     * @param root the folder that the entry's path is relative to
     * @throws ContextException if it cannot be read
     */
    String of(Path root, ContextEntry entry, ContentSource content) {
        if (content instanceof MemoryContent patched) {
            // The index knows the file of this path as it is on the disk.
            return HexFormat.of().formatHex(Hash.sha256().digest(patched.bytes()));
        }
        Path file = root.resolve(entry.path());
        Known last = known.get(file.toString());
        if (last != null && last.size() == entry.size() && last.modified().equals(entry.modified())) {
            return last.hash();
        }
        Instant before = Instant.now();
        String hash = read(file, content);
        boolean isSettled = entry.modified().plus(TICK).isBefore(before);
        if (isSettled && known.size() < MAX_FILES && file.toString().indexOf('\n') < 0) {
            known.put(file.toString(), new Known(entry.size(), entry.modified(), hash));
            isChanged.set(true);
        }
        return hash;
    }

    private static String read(Path file, ContentSource content) {
        MessageDigest digest = Hash.sha256();
        try (InputStream in = content.open()) {
            byte[] chunk = new byte[CHUNK];
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                digest.update(chunk, 0, count);
            }
        } catch (IOException e) {
            throw ContextException.unreadable(file, e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Keeps what was learnt; that it cannot be kept is no failure. */
    public void save() {
        if (!isChanged.getAndSet(false)) {
            return;
        }
        try {
            Path folder = index.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Path staged = Files.createTempFile(folder, "index", ".tmp");
            try {
                Files.write(
                        staged,
                        known.entrySet().stream().map(FileHashes::line).sorted().toList());
                Files.move(staged, index, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(staged);
            }
        } catch (IOException e) {
            // the next build reads the files again
        }
    }

    private static String line(Map.Entry<String, Known> entry) {
        Known file = entry.getValue();
        return String.join(
                FIELDS, String.valueOf(file.size()), file.modified().toString(), file.hash(), entry.getKey());
    }
}

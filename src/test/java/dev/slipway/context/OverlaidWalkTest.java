package dev.slipway.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.context.Overlay.Change;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random changes over random trees, against the same changes made to a copy of the tree on the disk. */
class OverlaidWalkTest {

    private static final List<String> NAMES = List.of("a", "b", "ab", "a.b", "ä", "😀");
    private static final List<String> PIECES = List.of("a", "b", "ab", "*", "**", "a*", "*b", "[ab]", "ä", "..");
    private static final int TREES = 10;
    private static final int WALKS = 6;

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void treeIsAsIfThePatchesHadBeenApplied(long seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < TREES; i++) {
            Path below = temporary.resolve("below" + i);
            Path applied = temporary.resolve("applied" + i);
            long shape = random.nextLong();
            fill(Files.createDirectory(below), new Random(shape), 0);
            fill(Files.createDirectory(applied), new Random(shape), 0);
            Overlay overlay = Overlay.of(changes(below, applied, random));
            for (int walk = 0; walk < WALKS; walk++) {
                String rules = String.join("\n", patterns(random, 3, true));
                List<String> reach = patterns(random, 3, false);
                ContextSelection selection = new ContextSelection(
                        patterns(random, 2, false), patterns(random, 3, true), patterns(random, 2, false));
                KeptListings listings = random.nextBoolean() ? new KeptListings() : KeptListings.none();
                DirectoryContext overlaid = context(below, rules, listings).over(overlay);
                DirectoryContext expected = context(applied, rules, KeptListings.none());
                String described = "seed %d, tree %d: %s, rules %s, reach %s, %s"
                        .formatted(seed, i, overlay, rules, reach, selection);
                assertThat(walked(overlaid.entries())).as(described).isEqualTo(walked(expected.entries()));
                assertThat(walked(overlaid.reaching(reach).entries()))
                        .as(described)
                        .isEqualTo(walked(expected.reaching(reach).entries()));
                assertThat(walked(overlaid.entries(selection)))
                        .as(described)
                        .isEqualTo(walked(expected.entries(selection)));
                assertThat(walked(overlaid.including(reach).entries()))
                        .as(described)
                        .isEqualTo(walked(expected.including(reach).entries()));
            }
        }
    }

    private static DirectoryContext context(Path root, String rules, KeptListings listings) {
        Path file = root.resolve(".dockerignore");
        return DirectoryContext.of(root, Optional.empty(), listings).ruledBy(IgnoreRules.parse(rules, file), file);
    }

    private static void fill(Path folder, Random random, int depth) throws IOException {
        for (String name : NAMES) {
            Path child = folder.resolve(name);
            int kind = random.nextInt(10);
            if (kind < 3) {
                Files.writeString(child, name);
            } else if (kind < 6 && depth < 3) {
                fill(Files.createDirectory(child), random, depth + 1);
            } else if (kind == 6) {
                Files.createSymbolicLink(child, Path.of(target(random)));
            }
        }
    }

    private static String target(Random random) {
        String path = pick(random, NAMES) + "/" + pick(random, NAMES);
        return switch (random.nextInt(4)) {
            case 0 -> "/" + path;
            case 1 -> "../" + path;
            case 2 -> "../../../../" + path;
            default -> pick(random, NAMES);
        };
    }

    private static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static List<String> patterns(Random random, int most, boolean exceptions) {
        List<String> patterns = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            String mark = exceptions && random.nextInt(3) == 0 ? "!" : "";
            String depth = random.nextBoolean() ? "" : "/" + pick(random, PIECES);
            patterns.add(mark + pick(random, PIECES) + depth);
        }
        return patterns;
    }

    /** Makes changes in the tree, as patches would, and says which. */
    private static Map<String, Change> changes(Path below, Path root, Random random) throws IOException {
        Map<String, Change> changes = new HashMap<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            List<Path> files = files(root);
            Path file = random.nextBoolean() || files.isEmpty() ? newFile(root, random) : pickFile(files, random);
            if (isBehindLink(root, file) || Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            String path = root.relativize(file).toString();
            int kind = random.nextInt(5);
            if (kind < 2 && isFile(file) && isFile(below.resolve(path))) {
                changes.put(path, new Change.Removed());
                remove(file, root);
            } else if (kind == 3) {
                changes.put(path, new Change.Link(target(random)));
                Files.createDirectories(file.getParent());
                Files.deleteIfExists(file);
                Files.createSymbolicLink(file, Path.of(((Change.Link) changes.get(path)).target()));
            } else {
                String text = "patched " + random.nextInt(100);
                changes.put(path, new Change.File(text.getBytes(StandardCharsets.UTF_8), OptionalInt.empty()));
                Files.createDirectories(file.getParent());
                Files.deleteIfExists(file);
                Files.writeString(file, text);
            }
        }
        return changes;
    }

    private static boolean isFile(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static Path pickFile(List<Path> files, Random random) {
        return files.get(random.nextInt(files.size()));
    }

    private static Path newFile(Path root, Random random) {
        Path file = root;
        for (int depth = random.nextInt(3); depth >= 0; depth--) {
            file = file.resolve(pick(random, NAMES));
        }
        return file;
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    /** Or behind a file. */
    private static boolean isBehindLink(Path root, Path file) {
        for (Path folder : foldersAbove(file, root)) {
            if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
        }
        return false;
    }

    /** The nearest first. */
    private static List<Path> foldersAbove(Path file, Path root) {
        List<Path> folders = new ArrayList<>();
        Path below = root.relativize(file);
        for (int names = below.getNameCount() - 1; names > 0; names--) {
            folders.add(root.resolve(below.subpath(0, names)));
        }
        return folders;
    }

    /** With the folders that it empties. */
    private static void remove(Path file, Path root) throws IOException {
        Files.delete(file);
        for (Path folder : foldersAbove(file, root)) {
            try (Stream<Path> left = Files.list(folder)) {
                if (left.findAny().isPresent()) {
                    return;
                }
            }
            Files.delete(folder);
        }
    }

    private static List<String> walked(Iterator<ContextEntry> entries) throws IOException {
        List<String> walked = new ArrayList<>();
        while (entries.hasNext()) {
            ContextEntry entry = entries.next();
            String content = entry.content() == null ? String.valueOf(entry.linkTarget()) : text(entry.content());
            walked.add(entry.kind() + " " + entry.path() + " " + Integer.toOctalString(entry.mode()) + " "
                    + entry.size() + " " + content);
        }
        return walked;
    }

    private static String text(ContentSource content) throws IOException {
        try (InputStream in = content.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

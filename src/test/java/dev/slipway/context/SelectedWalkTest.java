package dev.slipway.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random selections of random trees, against a walk over everything that asks for every path alone. */
class SelectedWalkTest {

    private static final List<String> NAMES = List.of("a", "b", "ab", "a.b", "B", "ä", "😀", "\uFFFD");
    private static final List<String> PIECES = List.of(
            "a", "b", "ab", "a.b", "B", "ä", "😀", "*", "**", "?", "a*", "*b", "[ab]", "[^a]", "..", ".", "a?b");
    private static final int TREES = 25;
    private static final int SELECTIONS = 20;

    @TempDir
    private Path temporary;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void walkGivesWhatTheRulesSayAndTheFoldersAboveIt(long seed) throws IOException {
        Random random = new Random(seed);
        for (int tree = 0; tree < TREES; tree++) {
            Path root = Files.createDirectory(temporary.resolve("tree" + tree));
            fill(root, random, 0);
            for (int i = 0; i < SELECTIONS; i++) {
                ContextSelection selection = new ContextSelection(
                        patterns(random, 2, false), patterns(random, 4, true), patterns(random, 2, false));
                assertThat(walked(root, selection))
                        .as("seed %d, tree %d: %s", seed, tree, selection)
                        .containsExactlyElementsOf(expected(root, selection));
            }
        }
    }

    private static void fill(Path folder, Random random, int depth) throws IOException {
        for (String name : NAMES) {
            Path child = folder.resolve(name);
            int kind = random.nextInt(10);
            if (kind < 3) {
                Files.createFile(child);
            } else if (kind < 6 && depth < 3) {
                fill(Files.createDirectory(child), random, depth + 1);
            } else if (kind == 6) {
                Files.createSymbolicLink(child, Path.of(target(random)));
            }
        }
    }

    private static String target(Random random) {
        String path = String.join("/", pieces(random, NAMES, 3));
        return switch (random.nextInt(4)) {
            case 0 -> "/" + path;
            case 1 -> "../" + path;
            case 2 -> "../../../../" + path;
            default -> path;
        };
    }

    private static List<String> pieces(Random random, List<String> from, int most) {
        List<String> pieces = new ArrayList<>();
        for (int i = random.nextInt(most); i >= 0; i--) {
            pieces.add(from.get(random.nextInt(from.size())));
        }
        return pieces;
    }

    private static List<String> patterns(Random random, int most, boolean exceptions) {
        List<String> patterns = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            String mark = exceptions && random.nextInt(3) == 0 ? "!" : "";
            patterns.add(mark + String.join("/", pieces(random, PIECES, 3)));
        }
        return patterns;
    }

    private static List<String> walked(Path root, ContextSelection selection) {
        List<String> paths = new ArrayList<>();
        Iterator<ContextEntry> entries =
                DirectoryContext.of(root, Optional.empty()).entries(selection);
        entries.forEachRemaining(entry -> paths.add(entry.path()));
        return paths;
    }

    /** Every path is asked for alone, from the first pattern on; then come the folders above. */
    private static SortedSet<String> expected(Path root, ContextSelection selection) throws IOException {
        boolean isFiltered =
                !selection.includes().isEmpty() || !selection.followed().isEmpty();
        Optional<SortedSet<String>> followed = isFiltered
                ? FollowedPaths.resolve(OverlaidTree.of(root, Overlay.none()), selection.followed())
                : Optional.empty();
        IgnoreRules excludes = IgnoreRules.of(selection.excludes());
        SortedSet<String> expected = new TreeSet<>(EntryName.PATH_ORDER);
        try (Stream<Path> all = Files.walk(root)) {
            all.skip(1).map(path -> root.relativize(path).toString()).forEach(path -> {
                boolean isIncluded = followed.isEmpty()
                        || IgnoreRules.of(selection.includes(), followed.get()).ignores(path);
                if (isIncluded && !excludes.ignores(path)) {
                    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
                        expected.add(path.substring(0, end));
                    }
                    expected.add(path);
                }
            });
        }
        return expected;
    }
}

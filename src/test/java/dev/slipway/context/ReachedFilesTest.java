package dev.slipway.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.dockerfile.BuildSettings;
import dev.slipway.dockerfile.ContextReach;
import dev.slipway.dockerfile.Dockerfile;
import dev.slipway.testing.FakeHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the tree, a {@code COPY} finds in the part that it reaches what it finds in the whole. */
class ReachedFilesTest {

    private static final int TREES = 60;
    private static final int MAX_LINKS = 40;
    private static final List<String> NAMES = List.of("a", "b", "ab", "c.x", "d.x", "[e]");
    private static final List<String> IGNORED =
            List.of("", "a\n", "**/b\n", "*\n!a\n", "*.x\n!c.x\n", "a/*\n!a/b\n", "b/**/a\n");

    private static final List<String> SHAPES = List.of(
            "RUN true -> ",
            "COPY a /x -> a",
            "COPY a/ /x -> a",
            "COPY a/b /x -> a/b",
            "COPY a/b/ab /x -> a/b/ab",
            "COPY ./b/../a /x -> a",
            "COPY /../a/./b /x -> a/b",
            "COPY a b c.x /x -> a b c.x",
            "COPY a;COPY b /x -> b",
            "COPY a /x;ADD b/c.x /x -> a b/c.x",
            "COPY . /x -> .",
            "COPY * /x -> *",
            "COPY *.x /x -> *.x",
            "COPY a* /x -> a*",
            "COPY a/* /x -> a/*",
            "COPY */a /x -> */a",
            "COPY */* /x -> */*",
            "COPY */*.x /x -> */*.x",
            "COPY */*/* /x -> */*/*",
            "COPY */a/b /x -> */a/b",
            "COPY a/*/b /x -> a/*/b",
            "COPY a/*/*.x /x -> a/*/*.x",
            "COPY ? /x -> ?",
            "COPY ?b/? /x -> ?b/?",
            "COPY a?/*/?.x /x -> a?/*/?.x",
            "COPY [ab] /x -> [ab]",
            "COPY [a-c]/[cd].x /x -> [a-c]/[cd].x",
            "COPY [[]e] /x -> [[]e]",
            "COPY a/[[]e]/b /x -> a/[[]e]/b",
            "COPY [^a]b /x -> [^a]b",
            "COPY [\"a\", \"b/c.x\", \"/x\"] -> a b/c.x",
            "ENV D=a;COPY $D/b ${D}b /x -> a/b ab",
            "ARG D=*/b;COPY $D /x -> */b",
            "COPY ${D:-b}/a /x -> b/a",
            "RUN --mount=source=a/b,target=/x true -> a/b",
            "RUN --mount=type=bind,src=ab,target=/x --mount=src=/b/a,target=/y true -> ab b/a",
            "ONBUILD COPY . /;COPY a /x -> a",
            "COPY --from=scratch / /;COPY b /x -> b",
            "COPY <<E a /x;b;E; -> a");

    @TempDir
    private Path temporary;

    /** JUnit warns of links to folders outside of what it deletes. */
    @AfterEach
    void removeLinks() throws IOException {
        try (Stream<Path> paths = Files.walk(temporary)) {
            for (Path link : paths.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    /** @param sources what the instructions copy, in the words of Docker */
    private record Shape(Dockerfile dockerfile, List<String> sources) {

        static Shape of(String text) {
            String[] parts = text.split(" -> ", 2);
            return new Shape(
                    Dockerfile.parse("FROM scratch\n" + parts[0].replace(';', '\n') + "\n"),
                    Arrays.stream(parts[1].split(" "))
                            .filter(word -> !word.isEmpty())
                            .toList());
        }
    }

    @Test
    void copiedFilesAreTheSame() throws IOException {
        int narrowed = 0;
        for (int seed = 0; seed < TREES; seed++) {
            DirectoryContext whole = context(seed);
            int size = tree(whole).size();
            for (String text : SHAPES) {
                Shape shape = Shape.of(text);
                ContextReach reach = shape.dockerfile().contextReach(BuildSettings.of(Optional.empty(), Map.of()));
                BuildContext reached = reach.isEverything() ? whole : whole.reaching(reach.paths());
                assertThat(copied(reached, shape.sources()))
                        .as("%s of tree %d, reaching %s", text, seed, reach)
                        .isEqualTo(copied(whole, shape.sources()));
                narrowed += tree(reached).size() < size ? 1 : 0;
            }
        }
        assertThat(narrowed).isGreaterThan(TREES * SHAPES.size() / 2);
    }

    /** The same tree for the same seed. */
    private DirectoryContext context(int seed) throws IOException {
        Path root = temporary.resolve("tree" + seed);
        Random random = new Random(seed);
        String ignored = IGNORED.get(random.nextInt(IGNORED.size()));
        Path ignoreFile = temporary.resolve("ignore" + seed);
        if (!Files.exists(root)) {
            FakeHome.write(ignoreFile, ignored);
            fill(Files.createDirectory(root), 0, random);
        }
        return DirectoryContext.of(root, Optional.of(ignoreFile));
    }

    private static void fill(Path folder, int depth, Random random) throws IOException {
        for (String name : NAMES) {
            Path path = folder.resolve(name);
            int kind = random.nextInt(8);
            if (kind <= 2 && depth < 2) {
                fill(Files.createDirectory(path), depth + 1, random);
            } else if (kind <= 4) {
                Files.writeString(path, String.valueOf(random.nextInt()));
            } else if (kind == 5) {
                Files.createSymbolicLink(path, Path.of(target(random)));
            }
        }
    }

    private static String target(Random random) {
        List<String> segments = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            segments.add(random.nextInt(4) == 0 ? ".." : NAMES.get(random.nextInt(NAMES.size())));
        }
        return (random.nextInt(4) == 0 ? "/" : "") + String.join("/", segments);
    }

    /** By source and matched path, what Docker takes: a link that matches is followed, one that lies deeper is not. */
    private static Map<String, Set<String>> copied(BuildContext context, List<String> sources) {
        Map<String, ContextEntry> tree = tree(context);
        Map<String, Set<String>> copied = new TreeMap<>();
        for (String source : sources) {
            for (String path : matching(source, tree.keySet())) {
                String real = followed(path, tree);
                copied.put(source + " as " + path, real == null ? Set.of() : below(real, tree));
            }
        }
        return copied;
    }

    private static Map<String, ContextEntry> tree(BuildContext context) {
        Map<String, ContextEntry> tree = new TreeMap<>();
        Iterator<ContextEntry> entries = context.entries();
        entries.forEachRemaining(entry -> tree.put(entry.path(), entry));
        return tree;
    }

    private static Set<String> matching(String source, Set<String> paths) {
        if (source.chars().noneMatch(letter -> "*?[".indexOf(letter) >= 0)) {
            return Set.of(source);
        }
        String regex = source.replace("[[]", "\\[")
                .replace(".", "\\.")
                .replace("*", "[^/]*")
                .replace("?", "[^/]");
        Pattern pattern = Pattern.compile(regex);
        return paths.stream()
                .filter(path -> pattern.matcher(path).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Where a path leads to inside of the root; null where there is nothing. */
    private static @Nullable String followed(String path, Map<String, ContextEntry> tree) {
        List<String> ahead = new ArrayList<>(List.of(path.split("/")));
        List<String> done = new ArrayList<>();
        int links = 0;
        while (!ahead.isEmpty()) {
            String segment = ahead.remove(0);
            if (segment.equals("..")) {
                done = new ArrayList<>(done.subList(0, Math.max(0, done.size() - 1)));
                continue;
            }
            if (segment.isEmpty() || segment.equals(".")) {
                continue;
            }
            done.add(segment);
            ContextEntry entry = tree.get(String.join("/", done));
            if (entry == null) {
                return null;
            }
            if (entry.linkTarget() != null) {
                done = entry.linkTarget().startsWith("/") ? new ArrayList<>() : done.subList(0, done.size() - 1);
                done = new ArrayList<>(done);
                ahead.addAll(0, List.of(entry.linkTarget().split("/")));
                if (++links > MAX_LINKS) {
                    return null;
                }
            }
        }
        return String.join("/", done);
    }

    private static Set<String> below(String real, Map<String, ContextEntry> tree) {
        Set<String> below = new HashSet<>();
        tree.forEach((path, entry) -> {
            if (real.isEmpty() || path.equals(real) || path.startsWith(real + "/")) {
                below.add(path + " " + entry.kind() + " " + entry.mode() + " " + entry.linkTarget() + " "
                        + entry.modified());
            }
        });
        return below;
    }
}

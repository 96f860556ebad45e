package dev.slipway.patch.reading;

import dev.slipway.patch.PatchProblem;
import dev.slipway.patch.reading.PatchSeries.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads quilt's {@code series}: a patch on each line, perhaps with {@code -pN}, and comments behind {@code #}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man1/quilt.1.html">quilt(1)</a>
 */
final class SeriesFile {

    private static final Pattern COMMENT = Pattern.compile("(?:^|\\s)#.*");
    private static final Pattern STRIP = Pattern.compile("-p([0-9]{1,3})");
    private static final int DEPTH = 5;
    private static final int NAMES = 10_000;

    private final Path directory;
    private final String shownAs;
    private final List<Entry> entries = new ArrayList<>();
    private final List<PatchProblem> problems = new ArrayList<>();
    private final Map<Path, Integer> lines = new HashMap<>();

    SeriesFile(Path directory, String shownAs) {
        this.directory = directory;
        this.shownAs = shownAs;
    }

    PatchSeries read() throws IOException {
        byte[] bytes = Files.readAllBytes(directory.resolve(PatchSeries.SERIES));
        String text = new String(bytes, StandardCharsets.UTF_8);
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String words =
                    COMMENT.matcher(line.replace("\uFEFF", "")).replaceFirst("").strip();
            if (!words.isEmpty()) {
                readEntry(number, List.of(words.split("\\s+")));
            }
        }
        if (entries.isEmpty() && problems.isEmpty()) {
            return PatchSeries.failed(
                    shownAs + "/" + PatchSeries.SERIES,
                    "it names no patch",
                    "Write the patches' names into it, one on a line, or delete it: then all *.patch are taken by name.");
        }
        return new PatchSeries(entries, problems);
    }

    private void readEntry(int number, List<String> words) throws IOException {
        int before = problems.size();
        OptionalInt strip = strip(number, words.subList(1, words.size()));
        Optional<Path> file = file(number, words.get(0));
        if (file.isPresent() && problems.size() == before) {
            Integer first = lines.putIfAbsent(file.get().toRealPath(), number);
            if (first != null) {
                add(number, "'" + words.get(0) + "' is in line " + first + " already", "Take one of the two out.");
                return;
            }
            String name = directory.relativize(file.get()).toString().replace('\\', '/');
            entries.add(new Entry(name, file.get(), strip));
        }
    }

    private OptionalInt strip(int number, List<String> options) {
        OptionalInt strip = OptionalInt.empty();
        for (int i = 0; i < options.size(); i++) {
            String option = options.get(i);
            if ("-p".equals(option) && i + 1 < options.size()) {
                i++;
                option += options.get(i);
            }
            Matcher matcher = STRIP.matcher(option);
            if (matcher.matches()) {
                strip = OptionalInt.of(Integer.parseInt(matcher.group(1)));
            } else if ("-R".equals(option)) {
                add(
                        number,
                        "patches are not applied in reverse (-R)",
                        "Turn the patch round, with interdiff or git diff -R.");
            } else {
                add(
                        number,
                        "'" + option + "' is not an option of a series",
                        "Only -pN may stand behind a patch's name.");
            }
        }
        return strip;
    }

    private Optional<Path> file(int number, String name) throws IOException {
        Path file = inside(number, name);
        if (file == null) {
            return Optional.empty();
        }
        if (!Files.exists(file)) {
            add(number, "there is no patch '" + name + "'" + nearest(name), "Correct the name, or take the line out.");
            return Optional.empty();
        }
        if (!Files.isRegularFile(file)) {
            add(number, "'" + name + "' is not a file", "Name the patches in it one by one.");
            return Optional.empty();
        }
        if (!file.toRealPath().startsWith(directory.toRealPath())) {
            add(number, "'" + name + "' is a link that leads out of the directory", "Put the patch itself there.");
            return Optional.empty();
        }
        return Optional.of(file);
    }

    private @Nullable Path inside(int number, String name) {
        try {
            Path path = Path.of(name);
            Path file = directory.resolve(path).normalize();
            if (!path.isAbsolute() && !name.startsWith("/") && file.startsWith(directory.normalize())) {
                return file;
            }
            add(number, "'" + name + "' leads out of the directory", "Put the patch into " + shownAs + ".");
        } catch (InvalidPathException e) {
            add(number, "'" + name + "' is not the name of a file: " + e.getReason(), "Correct the name.");
        }
        return null;
    }

    private String nearest(String name) throws IOException {
        try (Stream<Path> files = Files.walk(directory, DEPTH)) {
            List<String> names = files.filter(Files::isRegularFile)
                    .limit(NAMES)
                    .map(file -> directory.relativize(file).toString().replace('\\', '/'))
                    .filter(other -> !PatchSeries.SERIES.equals(other))
                    .sorted()
                    .toList();
            return NearName.of(name, names).map(near -> ", but '" + near + "'").orElse("");
        }
    }

    private void add(int number, String what, String remedy) {
        problems.add(new PatchProblem(shownAs + "/" + PatchSeries.SERIES + ":" + number, what, remedy));
    }
}

package dev.slipway.plan;

import dev.slipway.image.InvalidValueException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code <cacheFrom>} and {@code <cacheTo>}: a reference, or {@code type=…,key=value,…} as docker's client has it.
 *
 * <p>A property cuts its entries at commas; what belongs to one {@code type=} is put together again.
 */
final class CacheSection {

    /** Attributes that name a folder of this machine. */
    private static final Set<String> FOLDERS = Set.of("src", "dest");

    private final Path baseDirectory;
    private final Problems problems;

    CacheSection(Path baseDirectory, Problems problems) {
        this.baseDirectory = baseDirectory;
        this.problems = problems;
    }

    CacheSettings read(LayeredImage image) {
        Settings.Features features = image.build().options().features();
        String from = image.placeOf(
                "<cacheFrom>", layer -> layer.build().options().features().cacheFrom());
        String to = image.placeOf(
                "<cacheTo>", layer -> layer.build().options().features().cacheTo());
        return new CacheSettings(entries(from, features.cacheFrom()), entries(to, features.cacheTo()));
    }

    private List<CacheSettings.Entry> entries(String place, @Nullable List<String> texts) {
        return joined(texts == null ? List.of() : texts).stream()
                .map(text -> problems.value(place, () -> entry(text)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<String> joined(List<String> pieces) {
        List<String> entries = new ArrayList<>();
        for (String piece : pieces) {
            int last = entries.size() - 1;
            boolean belongsToLast = last >= 0
                    && entries.get(last).startsWith("type=")
                    && piece.contains("=")
                    && !piece.startsWith("type=");
            if (belongsToLast) {
                entries.set(last, entries.get(last) + "," + piece);
            } else {
                entries.add(piece);
            }
        }
        return entries;
    }

    private CacheSettings.Entry entry(String text) {
        SortedMap<String, String> attributes = new TreeMap<>();
        if (!text.contains("=")) {
            attributes.put("ref", text);
            return new CacheSettings.Entry("registry", attributes);
        }
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw malformed(text);
            }
            String key = pair.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            String value = pair.substring(equals + 1).strip();
            attributes.put(
                    key,
                    FOLDERS.contains(key)
                            ? baseDirectory.resolve(value).normalize().toString()
                            : value);
        }
        String type = attributes.remove("type");
        if (type == null) {
            throw malformed(text);
        }
        return new CacheSettings.Entry(type, attributes);
    }

    private static InvalidValueException malformed(String text) {
        return new InvalidValueException(
                "'" + text + "' is not a cache", "Write a reference, or type=registry,ref=REFERENCE,mode=max.");
    }
}

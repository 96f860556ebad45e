package dev.slipway.buildkit;

import dev.slipway.layout.Blobs;
import dev.slipway.layout.CacheLayout;
import dev.slipway.plan.CacheSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Caches in folders of this machine ({@code type=local}), which the daemon reads and writes through us.
 *
 * @param caches what the recipe says
 */
record LocalCaches(CacheSettings caches) {

    private static final String LOCAL = "local";
    private static final String SOURCE = "src";
    private static final String TARGET = "dest";

    /** The folders by the ids that the daemon knows them by. */
    Map<String, Blobs> stores() {
        Map<String, Blobs> stores = new TreeMap<>();
        add(caches.from(), SOURCE, stores);
        add(caches.to(), TARGET, stores);
        return stores;
    }

    private static void add(List<CacheSettings.Entry> entries, String attribute, Map<String, Blobs> stores) {
        for (CacheSettings.Entry entry : entries) {
            folder(entry, attribute)
                    .ifPresent(folder ->
                            stores.computeIfAbsent("local:" + folder, id -> new CacheLayout(Path.of(folder)).blobs()));
        }
    }

    private static Optional<String> folder(CacheSettings.Entry entry, String attribute) {
        return entry.type().equals(LOCAL)
                ? Optional.ofNullable(entry.attributes().get(attribute))
                : Optional.empty();
    }

    /** The caches to look through, with the digest of what is in folders; a folder without a cache is left out. */
    List<CacheSettings.Entry> sources() {
        return caches.from().stream()
                .map(LocalCaches::source)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<CacheSettings.Entry> source(CacheSettings.Entry entry) {
        Optional<String> folder = folder(entry, SOURCE);
        if (folder.isEmpty() || entry.attributes().containsKey("digest")) {
            return Optional.of(entry);
        }
        return new CacheLayout(Path.of(folder.get())).newest().map(digest -> {
            SortedMap<String, String> attributes = new TreeMap<>(entry.attributes());
            attributes.put("digest", digest.value());
            return new CacheSettings.Entry(LOCAL, attributes);
        });
    }

    /**
     * Makes what was written the newest cache of its folder.
     *
     * @param exported what the daemon says of the build
     */
    void keep(Map<String, String> exported) {
        String manifest = exported.get("cache.manifest");
        if (manifest != null) {
            caches.to().stream()
                    .map(entry -> folder(entry, TARGET))
                    .flatMap(Optional::stream)
                    .forEach(folder -> new CacheLayout(Path.of(folder)).keep(manifest));
        }
    }
}

package dev.slipway.context;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What folders hold, for as long as one run takes: images that share a root walk it once. Kept is what was seen first of
 * each file, so that all images of a run are made of the same tree; a folder in which something was made, removed or
 * renamed since is read again.
 *
 * <p>Safe for several threads. Memory is bounded: about 300 bytes for each of so many files.
 */
public final class KeptListings {

    private static final int MAX_FILES = 200_000;

    private final int maxFiles;
    private final AtomicInteger files = new AtomicInteger();
    private final Map<Path, Listing> listings = new ConcurrentHashMap<>();

    /** @param modified when the folder was last modified, before it was read */
    private record Listing(Instant modified, List<DiskChild> children) {}

    /** Keeps up to 200,000 files; folders that come later are read each time. */
    public KeptListings() {
        this(MAX_FILES);
    }

    KeptListings(int maxFiles) {
        this.maxFiles = maxFiles;
    }

    /** Keeps nothing. */
    static KeptListings none() {
        return new KeptListings(0);
    }

    /** Whether anything can ever be in here. */
    boolean keeps() {
        return maxFiles > 0;
    }

    /** The children of a folder in their order, if they are known and still the same. */
    @Nullable List<DiskChild> find(Path folder, Instant modified) {
        Listing listing = listings.get(folder);
        return listing == null || !listing.modified().equals(modified) ? null : listing.children();
    }

    /** Keeps the children of a folder, as long as there is room. */
    void keep(Path folder, Instant modified, List<DiskChild> children) {
        Listing former = listings.remove(folder);
        int change = children.size() - (former == null ? 0 : former.children().size());
        if (files.addAndGet(change) <= maxFiles) {
            listings.put(folder, new Listing(modified, children));
        } else {
            files.addAndGet(-children.size());
        }
    }
}

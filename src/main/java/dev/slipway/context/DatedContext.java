package dev.slipway.context;

import dev.slipway.context.ContextEntry.Kind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A build context in which everything looks as if it had been modified at one time, so that the same files give the
 * same layers wherever they were checked out.
 *
 * <p>The time is the same to the second, which is what layers keep. Below the second, files carry a number made of the
 * time at which they were really modified: an engine that has a file of an earlier build asks for it again only where
 * size or time differ, and with equal times would take other content of the same size for the old.
 */
public final class DatedContext implements BuildContext {

    /**
     * The largest prime below the nanoseconds of a second. Times of one file that are at least a millisecond and at most
     * eleven days apart always give different numbers, and so do whole seconds within 31 years; of other pairs, such as
     * times that are made of contents, one in a thousand million gives the same.
     */
    private static final long NUMBERS = 999_999_937;

    private static final long MILLISECONDS = 1_000;
    private static final int NANOSECONDS_OF_MILLISECOND = 1_000_000;

    private final BuildContext base;
    private final Instant second;

    /** @param time what is below its second does not count */
    public DatedContext(BuildContext base, Instant time) {
        this.base = base;
        this.second = Instant.ofEpochSecond(time.getEpochSecond());
    }

    /** A context as it is, or dated where there is a time. */
    public static BuildContext of(BuildContext base, Optional<Instant> time) {
        return time.<BuildContext>map(known -> new DatedContext(base, known)).orElse(base);
    }

    @Override
    public Path root() {
        return base.root();
    }

    @Override
    public Optional<Path> ignoreFile() {
        return base.ignoreFile();
    }

    @Override
    public IgnoreRules rules() {
        return base.rules();
    }

    @Override
    public Iterator<ContextEntry> entries() {
        return dated(base.entries());
    }

    @Override
    public Iterator<ContextEntry> entries(ContextSelection selection) {
        return dated(base.entries(selection));
    }

    @Override
    public BuildContext including(Iterable<String> paths) {
        return new DatedContext(base.including(paths), second);
    }

    @Override
    public BuildContext reaching(List<String> paths) {
        return new DatedContext(base.reaching(paths), second);
    }

    @Override
    public BuildContext over(Overlay changes) {
        return new DatedContext(base.over(changes), second);
    }

    private Iterator<ContextEntry> dated(Iterator<ContextEntry> entries) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public ContextEntry next() {
                return dated(entries.next());
            }
        };
    }

    private ContextEntry dated(ContextEntry entry) {
        Instant time = entry.kind() == Kind.FILE ? second.plusNanos(number(entry.modified())) : second;
        return new ContextEntry(
                entry.path(), entry.kind(), entry.mode(), entry.size(), time, entry.linkTarget(), entry.content());
    }

    /** Never 0: a file that really has this time, to the second, is told apart too. */
    private static long number(Instant modified) {
        long milliseconds = modified.getEpochSecond() * MILLISECONDS + modified.getNano() / NANOSECONDS_OF_MILLISECOND;
        return 1 + Math.floorMod(milliseconds, NUMBERS);
    }
}

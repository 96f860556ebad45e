package dev.slipway.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.FakeHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatedContextTest {

    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path temporary;

    private Path file;

    @BeforeEach
    void tree() throws IOException {
        file = temporary.resolve("context/src/f");
        FakeHome.write(file, "hello");
        Files.createSymbolicLink(temporary.resolve("context/src/l"), Path.of("f"));
    }

    private BuildContext context() {
        return new DatedContext(
                DirectoryContext.of(temporary.resolve("context"), Optional.empty()), NEW_YEAR.plusMillis(500));
    }

    private static ContextEntry find(Iterator<ContextEntry> entries, String path) {
        while (entries.hasNext()) {
            ContextEntry entry = entries.next();
            if (entry.path().equals(path)) {
                return entry;
            }
        }
        throw new AssertionError(path);
    }

    private Instant seenOfFileFrom(Instant modified) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(modified));
        return find(context().entries(), "src/f").modified();
    }

    @Test
    void tarsOfTwoCheckoutsAreTheSameBytes() throws IOException {
        byte[] first = new ContextTar(context()).readAllBytes();
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2031-01-01T00:00:00.7Z")));
        Files.setLastModifiedTime(temporary.resolve("context/src"), FileTime.from(Instant.EPOCH));
        assertThat(new ContextTar(context()).readAllBytes()).isEqualTo(first);
    }

    @Test
    void foldersAndLinksHaveTheTimeItselfWhicheverWayTheyAreReached() {
        ContextSelection everything = new ContextSelection(List.of(), List.of(), List.of());
        assertThat(find(context().entries(), "src").modified()).isEqualTo(NEW_YEAR);
        assertThat(find(context().entries(everything), "src/l").modified()).isEqualTo(NEW_YEAR);
        assertThat(find(context().including(List.of("src")).entries(), "src/f").modified())
                .isBetween(NEW_YEAR, NEW_YEAR.plusSeconds(1));
    }

    @Test
    void fileThatWasWrittenAgainIsToldApartWithinTheSameSecond() throws IOException {
        Instant edited = Instant.parse("2026-11-20T10:00:00.123456789Z");
        Set<Instant> seen = new HashSet<>();
        List<Duration> later = List.of(
                Duration.ZERO,
                Duration.ofMillis(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1000),
                Duration.ofSeconds(1_000_000),
                Duration.ofDays(1),
                Duration.ofDays(11),
                Duration.ofDays(365),
                Duration.ofDays(-10_000));
        for (Duration time : later) {
            seen.add(seenOfFileFrom(edited.plus(time)));
        }
        assertThat(seen).hasSize(later.size()).allMatch(time -> time.getEpochSecond() == NEW_YEAR.getEpochSecond());
        assertThat(seen).doesNotContain(NEW_YEAR);
    }

    @Test
    void unchangedFileIsTheSameInTheNextBuild() throws IOException {
        Instant edited = Instant.parse("2026-11-20T10:00:00.123456789Z");
        assertThat(seenOfFileFrom(edited)).isEqualTo(seenOfFileFrom(edited));
    }

    @Test
    void contextWithoutATimeIsLeftAsItIs() {
        BuildContext plain = DirectoryContext.of(temporary.resolve("context"), Optional.empty());
        assertThat(DatedContext.of(plain, Optional.empty())).isSameAs(plain);
    }
}

package dev.slipway.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.FakeHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file was at the first walk stays for the run; its new size tells whether it was looked at again. */
class KeptListingsTest {

    @TempDir
    private Path root;

    @BeforeEach
    void makeTree() throws IOException {
        write("a/one", "1");
        write("a/two", "2");
        write("b/three", "3");
        setTimes();
    }

    private void write(String path, String content) {
        FakeHome.write(root.resolve(path), content);
    }

    /** Long ago, so that every later change shows. */
    private void setTimes() throws IOException {
        for (String folder : List.of("", "a", "b")) {
            Files.setLastModifiedTime(root.resolve(folder), FileTime.from(Instant.ofEpochSecond(1_000_000_000)));
        }
    }

    private Map<String, Long> sizes(KeptListings listings) {
        return sizes(new ContextAssembler(listings), ContextSelection.everything());
    }

    private Map<String, Long> sizes(ContextAssembler assembler, ContextSelection selection) {
        Map<String, Long> sizes = new TreeMap<>();
        assembler
                .assemble(root, root.resolve("Dockerfile"))
                .entries(selection)
                .forEachRemaining(entry -> sizes.put(entry.path(), entry.size()));
        return sizes;
    }

    @Test
    void secondWalkSeesWhatTheFirstSaw() {
        KeptListings listings = new KeptListings();
        Map<String, Long> first = sizes(listings);
        write("a/one", "longer");
        assertThat(sizes(listings)).isEqualTo(first).containsEntry("a/one", 1L);
    }

    @Test
    void withoutThemEveryWalkLooksAgain() {
        sizes(KeptListings.none());
        write("a/one", "longer");
        assertThat(sizes(KeptListings.none())).containsEntry("a/one", 6L);
        assertThat(sizes(new ContextAssembler(), ContextSelection.everything())).containsEntry("a/one", 6L);
    }

    @Test
    void folderThatChangedIsReadAgain() throws IOException {
        KeptListings listings = new KeptListings();
        sizes(listings);
        write("a/new", "four");
        Files.delete(root.resolve("a/two"));
        write("b/three", "longer");
        assertThat(sizes(listings))
                .containsOnlyKeys("a", "a/new", "a/one", "b", "b/three")
                .containsEntry("b/three", 1L);
    }

    @Test
    void otherSelectionsShareThem() {
        KeptListings listings = new KeptListings();
        ContextAssembler assembler = new ContextAssembler(listings);
        ContextSelection excluding = new ContextSelection(List.of(), List.of("a/two"), List.of());
        assertThat(sizes(assembler, excluding)).containsOnlyKeys("a", "a/one", "b", "b/three");
        write("a/one", "longer");
        write("a/two", "longer");
        assertThat(sizes(assembler, new ContextSelection(List.of(), List.of(), List.of("a"))))
                .isEqualTo(Map.of("a", 0L, "a/one", 1L, "a/two", 6L));
    }

    @Test
    void whatDoesNotFitIsReadEachTime() {
        KeptListings listings = new KeptListings(4);
        sizes(listings);
        write("a/one", "longer");
        write("b/three", "longer");
        assertThat(sizes(listings)).containsEntry("a/one", 1L).containsEntry("b/three", 6L);
    }

    @Test
    void folderThatIsReadAgainTakesNoMoreRoom() throws IOException {
        KeptListings listings = new KeptListings(5);
        for (int i = 0; i < 10; i++) {
            write("a/one", "x".repeat(i));
            Files.setLastModifiedTime(root.resolve("a"), FileTime.from(Instant.ofEpochSecond(1_000_000_000 + i)));
            assertThat(sizes(listings)).containsEntry("a/one", (long) i);
        }
        write("b/three", "longer");
        assertThat(sizes(listings)).containsEntry("b/three", 1L);
    }

    @Test
    void severalThreadsMayWalk() throws Exception {
        for (int i = 0; i < 500; i++) {
            write("many" + i % 20 + "/file" + i, "");
        }
        KeptListings listings = new KeptListings();
        Map<String, Long> expected = sizes(KeptListings.none());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Map<String, Long>>> walks = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                walks.add(threads.submit(() -> sizes(listings)));
            }
            for (Future<Map<String, Long>> walk : walks) {
                assertThat(walk.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}

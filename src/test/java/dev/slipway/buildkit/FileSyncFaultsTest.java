package dev.slipway.buildkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.context.BuildContext;
import dev.slipway.context.ContextAssembler;
import dev.slipway.context.ContextEntry;
import dev.slipway.context.ContextSelection;
import dev.slipway.context.IgnoreRules;
import dev.slipway.context.Overlay;
import dev.slipway.failure.SlipwayException;
import dev.slipway.testing.FakeHome;
import dev.slipway.testing.FileReceiver;
import dev.slipway.testing.FileReceiver.Question;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that change while the daemon takes them, and daemons that stop taking. */
@Timeout(60)
class FileSyncFaultsTest {

    private static final String LET_IT_BE =
            " Let nothing write to the context during a build, or name what is written in the ignore file.";
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final long BIG = 200L << 20;

    @TempDir
    private Path temporary;

    private Path root;
    private Path file;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(temporary.resolve("context"));
        file = root.resolve("file");
        FakeHome.write(file, "content");
    }

    /** All threads of ours end soon. */
    @AfterEach
    void awaitNoThreads() throws InterruptedException {
        Supplier<List<Thread>> ours = () -> Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("slipway-file"))
                .toList();
        for (Thread thread : ours.get()) {
            thread.join(5000);
        }
        assertThat(ours.get()).isEmpty();
    }

    @FunctionalInterface
    private interface Change {
        void make() throws IOException;
    }

    private BuildContext context() {
        return new ContextAssembler().assemble(root, root.resolve("Dockerfile"));
    }

    private SyncBench bench(BuildContext context) throws Exception {
        return new SyncBench(context, temporary.resolve("buildkitd.sock"));
    }

    /** Changes the file after it was told and before it is wanted. */
    private void assertFails(Change change, String whatHappened) throws Exception {
        try (SyncBench bench = bench(context())) {
            FileReceiver receiver = bench.ask(Question.about("context"));
            receiver.stats();
            change.make();
            var unused = receiver.request(0);
            assertEndsWith(bench, receiver, "Cannot read " + file + " for the build context: " + whatHappened);
        }
    }

    private static void assertEndsWith(SyncBench bench, FileReceiver receiver, String message) {
        assertThat(receiver.ended()).failsWithin(SOON).withThrowableThat().withMessageContaining("ABORTED: " + message);
        assertThat(bench.service().failure()).map(SlipwayException::getMessage).contains(message);
    }

    @Test
    void fileThatVanishesIsSaid() throws Exception {
        assertFails(() -> Files.delete(file), "it vanished while the context was read." + LET_IT_BE);
    }

    @Test
    void fileThatGrowsIsSaid() throws Exception {
        assertFails(
                () -> Files.writeString(file, "more", StandardOpenOption.APPEND),
                "it became longer while it was sent." + LET_IT_BE);
    }

    @Test
    void fileThatShrinksIsSaid() throws Exception {
        assertFails(() -> Files.writeString(file, "less"), "it became shorter while it was sent." + LET_IT_BE);
    }

    @Test
    void fileThatBecomesAFolderIsSaid() throws Exception {
        assertFails(
                () -> {
                    Files.delete(file);
                    Files.createDirectory(file);
                },
                "it is not a file any more." + LET_IT_BE);
    }

    @Test
    void fileThatBecomesALinkIsSaid() throws Exception {
        assertFails(
                () -> {
                    Files.delete(file);
                    Files.createSymbolicLink(file, Path.of("/etc/passwd"));
                },
                "it is not a file any more." + LET_IT_BE);
    }

    @Test
    void pipeInTheContextIsSaid() throws Exception {
        Files.delete(file);
        new ProcessBuilder("mkfifo", file.toString()).start().waitFor();
        try (SyncBench bench = bench(context())) {
            FileReceiver receiver = bench.ask(Question.about("context"));
            assertEndsWith(
                    bench,
                    receiver,
                    "Cannot read " + file + " for the build context: it is a named pipe, which cannot be sent."
                            + " Remove it, or name it in the ignore file.");
        }
    }

    @Test
    void contextThatVanishesIsSaid() throws Exception {
        BuildContext context = context();
        Files.delete(file);
        Files.delete(root);
        try (SyncBench bench = bench(context)) {
            FileReceiver receiver = bench.ask(Question.about("context"));
            assertEndsWith(
                    bench,
                    receiver,
                    "Cannot read " + root + " for the build context: it vanished while the context was read."
                            + LET_IT_BE);
        }
    }

    @Test
    void fileIsGivenOnlyOnce() throws Exception {
        assertRefused(0, 0);
    }

    @Test
    void fileThatWasNotToldIsRefused() throws Exception {
        assertRefused(7);
    }

    @Test
    void folderHasNoContent() throws Exception {
        Files.createDirectory(root.resolve("folder"));
        assertRefused(1);
    }

    private void assertRefused(int... files) throws Exception {
        try (SyncBench bench = bench(context())) {
            FileReceiver receiver = bench.ask(Question.about("context"));
            receiver.stats();
            for (int id : files) {
                var unused = receiver.request(id);
            }
            assertThat(receiver.ended())
                    .failsWithin(SOON)
                    .withThrowableThat()
                    .withMessageContaining("ABORTED: there is no file " + files[files.length - 1]);
            assertThat(bench.service().failure()).isEmpty();
        }
    }

    @Test
    void daemonThatGivesUpEndsTheCall() throws Exception {
        try (SyncBench bench = bench(context())) {
            FileReceiver receiver = bench.ask(Question.about("context"));
            receiver.stats();
            receiver.giveUp();
            assertThatThrownBy(() -> receiver.ended().get(5, TimeUnit.SECONDS))
                    .hasMessageContaining("the daemon gave the transfer up");
            assertThat(bench.service().failure()).isEmpty();
        }
    }

    @Test
    void daemonThatCancelsInTheMiddleOfAFileFreesIt() throws Exception {
        CountingContext context = new CountingContext(context());
        makeBig();
        try (SyncBench bench = bench(context)) {
            FileReceiver receiver = bench.ask(Question.about("context"));
            receiver.stats();
            var unused = receiver.request(0);
            context.opened.get(10, TimeUnit.SECONDS);
            receiver.cancel();
            assertThat(context.closed.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(context.read.get()).isLessThan(BIG);
            assertThat(bench.service().failure()).isEmpty();
        }
    }

    @Test
    void closedSessionFreesTheFile() throws Exception {
        CountingContext context = new CountingContext(context());
        makeBig();
        try (SyncBench bench = bench(context)) {
            FileReceiver receiver = bench.ask(Question.about("context").slowly());
            receiver.take(2);
            receiver.stats();
            var unused = receiver.request(0);
            context.opened.get(10, TimeUnit.SECONDS);
            bench.session().close();
            assertThat(context.closed.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void slowDaemonIsNotSentMoreThanItTakes() throws Exception {
        CountingContext context = new CountingContext(context());
        makeBig();
        try (SyncBench bench = bench(context)) {
            FileReceiver receiver = bench.ask(Question.about("context").slowly());
            receiver.take(2);
            receiver.stats();
            CompletableFuture<byte[]> content = receiver.request(0);
            long furthestAhead = 0;
            while (!content.isDone()) {
                receiver.takeOne();
                furthestAhead = Math.max(furthestAhead, context.read.get() - receiver.received());
            }
            assertThat(receiver.received()).isEqualTo(BIG);
            assertThat(furthestAhead).isLessThan(2 << 20);
        }
    }

    private void makeBig() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap("x".getBytes(UTF_8)), BIG - 1);
        }
    }

    /** Counts what is read of its files. */
    private static final class CountingContext implements BuildContext {

        private final BuildContext base;
        private final AtomicLong read = new AtomicLong();
        private final CompletableFuture<Void> opened = new CompletableFuture<>();
        private final CountDownLatch closed = new CountDownLatch(1);

        CountingContext(BuildContext base) {
            this.base = base;
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
        public Iterator<ContextEntry> entries() {
            return base.entries();
        }

        @Override
        public IgnoreRules rules() {
            return base.rules();
        }

        @Override
        public BuildContext over(Overlay changes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public BuildContext reaching(List<String> paths) {
            throw new UnsupportedOperationException();
        }

        @Override
        public BuildContext including(Iterable<String> paths) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Iterator<ContextEntry> entries(ContextSelection selection) {
            Iterator<ContextEntry> entries = base.entries(selection);
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return entries.hasNext();
                }

                @Override
                public ContextEntry next() {
                    return counted(entries.next());
                }
            };
        }

        private ContextEntry counted(ContextEntry entry) {
            return new ContextEntry(
                    entry.path(),
                    entry.kind(),
                    entry.mode(),
                    entry.size(),
                    entry.modified(),
                    entry.linkTarget(),
                    () -> counted(Objects.requireNonNull(entry.content()).open()));
        }

        private InputStream counted(InputStream content) {
            opened.complete(null);
            return new FilterInputStream(content) {
                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    int count = super.read(target, offset, length);
                    read.addAndGet(count);
                    return count;
                }

                @Override
                public void close() throws IOException {
                    super.close();
                    closed.countDown();
                }
            };
        }
    }
}

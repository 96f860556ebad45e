package dev.slipway.patch.applying;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.patch.Patch;
import dev.slipway.patch.PatchOptions;
import dev.slipway.patch.PatchOptions.OnApplied;
import dev.slipway.patch.PatchResult;
import dev.slipway.patch.applying.MemoryTree.Regular;
import dev.slipway.patch.reading.UnreadablePatchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random trees, random changes, diffs of GNU diff and of git: the patcher makes of them what {@code patch} and
 * {@code git apply} make of them, or refuses what they refuse.
 *
 * <p>{@code -Dslipway.fuzz.seconds=600} goes on for longer than the usual second for each test, {@code -Dslipway.fuzz.seed=7} begins
 * with another round; a failure names its seed.
 */
@Tag("linux")
class PatchFuzzTest {

    private static final Duration LASTING = Duration.ofSeconds(Long.getLong("slipway.fuzz.seconds", 1));
    private static final long FIRST_SEED = Long.getLong("slipway.fuzz.seed", 1);
    private static final int FILES = 40;
    private static final int DAMAGES = 50;

    @TempDir
    Path temporary;

    private interface Round {
        /** The differences that were found. */
        List<String> play(Random random, Path work) throws IOException;
    }

    @Test
    void diffsOfGitMakeTheTreeThatTheyWereMadeFor() throws IOException {
        rounds((random, work) -> {
            RandomTree trees = new RandomTree(random);
            MemoryTree before = trees.tree(FILES);
            MemoryTree after = trees.edited(before);
            int context = random.nextInt(6);
            byte[] diff = new Diffs(work).ofGit(before, after, context);
            // Without context git may take the wrong one of two lines that are alike, and its manual says as much: then
            // only the tree counts that the diff was made for.
            if (context > 0) {
                Verdict verdict = Verdict.ofGit(before, diff, work.resolve("judge"));
                assertThat(verdict.tree().differences(after))
                        .as(verdict.output())
                        .isEmpty();
            }
            return differences(after, before, TestPatches.read(diff), 0);
        });
    }

    @Test
    void diffsOfGnuGiveWhatPatchMakesOfThem() throws IOException {
        rounds((random, work) -> {
            RandomTree trees = new RandomTree(random);
            MemoryTree before = trees.tree(FILES).texts();
            MemoryTree after = trees.edited(before).texts();
            byte[] diff = new Diffs(work).ofGnu(before, after, random.nextInt(6));
            Verdict verdict = Verdict.ofPatch(before, diff, 0, work.resolve("judge"));
            assertThat(verdict.refused()).as(verdict.output()).isEmpty();
            return differences(verdict.tree(), before, TestPatches.read(diff), 0);
        });
    }

    @Test
    void diffsOfGnuForATreeThatWentOnAreJudgedAsByPatch() throws IOException {
        rounds((random, work) -> {
            RandomTree trees = new RandomTree(random);
            MemoryTree before = trees.tree(FILES).texts();
            MemoryTree after = trees.edited(before).texts();
            byte[] diff = new Diffs(work).ofGnu(before, after, random.nextInt(6));
            return judged(diff, trees.drifted(before).texts(), random.nextInt(3), work);
        });
    }

    @Test
    void diffsOfGitForATreeThatWentOnAreJudgedAsByPatch() throws IOException {
        rounds((random, work) -> {
            RandomTree trees = new RandomTree(random);
            MemoryTree before = trees.tree(FILES).texts();
            MemoryTree after = trees.edited(before).texts();
            byte[] diff = new Diffs(work).ofGit(before, after, random.nextInt(6), "--no-renames");
            return judged(diff, trees.drifted(before).texts(), random.nextInt(3), work);
        });
    }

    @Test
    void diffsOfGitForATreeThatWentOnAreJudgedAsByGit() throws IOException {
        rounds((random, work) -> {
            RandomTree trees = new RandomTree(random);
            MemoryTree before = trees.tree(FILES);
            byte[] diff = new Diffs(work).ofGit(before, trees.edited(before), 1 + random.nextInt(5));
            MemoryTree tree = trees.drifted(before);
            List<Patch> patches = TestPatches.alone(TestPatches.read(diff));
            Set<String> made = new TreeSet<>();
            patches.forEach(patch -> made.add(Comparison.made(patch)));
            Verdict verdict = Verdict.ofGit(tree, diff, made, work.resolve("judge"));
            List<String> found = new ArrayList<>();
            for (Patch patch : verdict.hasGivenUp() ? List.<Patch>of() : patches) {
                Comparison comparison = new Comparison(patch, options(0), tree, verdict);
                // Git and patch differ in which hunks belong to the start or end of a file. There patch judges, in the
                // test above.
                boolean isForPatch =
                        TestPatches.hasHunks(patch) && (comparison.isRefused() || comparison.isRefusedByUs());
                List<String> differences = isForPatch ? List.of() : comparison.differences();
                // Of several places that are alike git may take another, as the offset of the hunk before does not
                // guide it. Then we must make what patch makes.
                boolean isElsewhere = !differences.isEmpty() && TestPatches.hasHunks(patch);
                found.addAll(
                        isElsewhere
                                ? new Comparison(patch, options(0), tree, ofPatch(tree, diff, work)).differences()
                                : differences);
            }
            return found;
        });
    }

    @Test
    void diffsThatAreAppliedAlreadyAreLeftOut() throws IOException {
        rounds((random, work) -> {
            RandomTree trees = new RandomTree(random);
            MemoryTree before = trees.tree(FILES).texts();
            MemoryTree after = trees.edited(before).texts();
            byte[] diff = new Diffs(work).ofGit(before, after, 1 + random.nextInt(5), "--no-renames");
            Verdict again = Verdict.ofPatch(after, diff, 0, work.resolve("again"));
            Verdict back = Verdict.ofPatch(after, diff, 0, work.resolve("back"), "-R", "-f");
            List<String> found = new ArrayList<>();
            if (again.hasGivenUp() || back.hasGivenUp()) {
                return found;
            }
            for (Patch patch : TestPatches.alone(TestPatches.read(diff))) {
                Comparison comparison = new Comparison(patch, PatchOptions.defaults(), after, again);
                boolean isBack = back.refused().stream().noneMatch(Comparison.names(comparison.patch())::contains);
                // A file that is gone may be gone, or be meant to be another that is there: then we ask.
                boolean isClear =
                        Comparison.names(comparison.patch()).stream().noneMatch(name -> hasEndOf(name, after));
                if (comparison.isRefused() && isBack && isClear) {
                    found.addAll(comparison.differencesToLeavingItOut());
                }
            }
            return found;
        });
    }

    private static boolean hasEndOf(String name, MemoryTree tree) {
        int slash = name.indexOf('/');
        return slash >= 0
                && (tree.nodes().containsKey(name.substring(slash + 1)) || hasEndOf(name.substring(slash + 1), tree));
    }

    @Test
    void diffsThatGotCrLfOnTheirWayFitAsForPatch() throws IOException {
        rounds((random, work) -> {
            RandomTree trees = new RandomTree(random);
            MemoryTree before = trees.tree(FILES).texts();
            before.nodes().values().removeIf(node -> node instanceof Regular file && file.isMixed());
            MemoryTree after = trees.edited(before).texts();
            String diff = new String(new Diffs(work).ofGnu(before, after, random.nextInt(6)), ISO_8859_1);
            byte[] dos = diff.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(ISO_8859_1);
            Verdict verdict = Verdict.ofPatch(before, dos, 0, work.resolve("judge"));
            List<String> found = new ArrayList<>();
            if (verdict.hasGivenUp()) {
                return found;
            }
            for (Patch patch : TestPatches.alone(TestPatches.read(dos))) {
                Comparison comparison = new Comparison(patch, options(0), before, verdict);
                Set<String> names = Comparison.names(comparison.patch());
                // Patch takes all CRs away, so that nothing fits a file that has them; we make what was meant.
                boolean isCrLf = names.stream()
                        .anyMatch(name -> before.nodes().get(name) instanceof Regular file && file.isCrLf());
                // Where the diff changes CR LF to LF itself, or leaves a CR at the end of the file, nobody can see
                // any more what it had and what came on the way.
                boolean isLost = isCrLf
                        && names.stream()
                                .anyMatch(name -> after.nodes().get(name) instanceof Regular file
                                        && (file.hasLf() || file.endsInCr()));
                if (!isLost) {
                    found.addAll((isCrLf ? comparison.judgedBy(after.withModesOf(before)) : comparison).differences());
                }
            }
            return found;
        });
    }

    @Test
    void damagedDiffsAreReadOrRefusedButNothingElse() throws IOException {
        rounds((random, work) -> {
            RandomTree trees = new RandomTree(random);
            MemoryTree before = trees.tree(FILES);
            byte[] diff = new Diffs(work).ofGit(before, trees.edited(before), random.nextInt(6));
            for (int time = 0; time < DAMAGES; time++) {
                byte[] damaged = damaged(diff, random);
                try {
                    TestPatches.apply(before, random.nextInt(3), TestPatches.read(damaged));
                } catch (UnreadablePatchException e) {
                    assertThat(e.problems()).isNotEmpty();
                }
            }
            return List.of();
        });
    }

    /** Cut off, or with some bytes changed, or with a part left out. */
    private static byte[] damaged(byte[] diff, Random random) {
        int at = random.nextInt(diff.length + 1);
        int kind = random.nextInt(3);
        if (kind == 0) {
            return Arrays.copyOf(diff, at);
        }
        byte[] damaged = diff.clone();
        if (kind == 1) {
            for (int count = random.nextInt(5); count >= 0; count--) {
                damaged[random.nextInt(diff.length)] = (byte) random.nextInt(256);
            }
            return damaged;
        }
        int end = Math.min(diff.length, at + random.nextInt(100));
        System.arraycopy(diff, end, damaged, at, diff.length - end);
        return Arrays.copyOf(damaged, diff.length - (end - at));
    }

    private static PatchOptions options(int fuzz) {
        return new PatchOptions(1, fuzz, false, OnApplied.FAIL);
    }

    private void rounds(Round round) throws IOException {
        long end = System.nanoTime() + LASTING.toNanos();
        for (long seed = FIRST_SEED; seed == FIRST_SEED || System.nanoTime() < end; seed++) {
            Path work = Files.createDirectory(temporary.resolve("r" + seed));
            List<String> found = round.play(new Random(seed), work);
            assertThat(found).as("-Dslipway.fuzz.seed=%d", seed).isEmpty();
        }
    }

    private static List<String> differences(MemoryTree expected, MemoryTree before, Patch patch, int fuzz) {
        PatchResult result = TestPatches.apply(before, fuzz, patch);
        List<String> found = new ArrayList<>();
        result.problems().forEach(problem -> found.add(problem.place() + ": " + problem.what()));
        before.with(result.overlay()).differences(expected).forEach((path, what) -> found.add(path + ": " + what));
        return found;
    }

    private static Verdict ofPatch(MemoryTree tree, byte[] diff, Path work) throws IOException {
        Path folder = Files.createTempDirectory(work, "patch");
        return Verdict.ofPatch(tree, diff, 0, folder);
    }

    private static List<String> judged(byte[] diff, MemoryTree tree, int fuzz, Path work) throws IOException {
        Verdict verdict = Verdict.ofPatch(tree, diff, fuzz, work.resolve("judge"));
        List<String> found = new ArrayList<>();
        if (verdict.hasGivenUp()) {
            return found;
        }
        for (Patch patch : TestPatches.alone(TestPatches.read(diff))) {
            // Patch does not find names with blanks in headers of git without hunks; git judges these.
            if (TestPatches.hasHunks(patch)) {
                found.addAll(new Comparison(patch, options(fuzz), tree, verdict).differences());
            }
        }
        return found;
    }
}

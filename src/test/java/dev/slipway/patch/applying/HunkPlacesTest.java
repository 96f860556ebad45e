package dev.slipway.patch.applying;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.patch.AppliedPatch.AppliedHunk;
import dev.slipway.patch.Hunk;
import dev.slipway.patch.Hunk.Kind;
import dev.slipway.patch.Hunk.Line;
import dev.slipway.patch.applying.PatchedText.FailedHunk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where hunks go: where GNU patch 2.7.6 was seen to put them, but for what says that it is ours. */
class HunkPlacesTest {

    @Test
    void ofTwoPlacesTheNearerIsTakenAndOfTwoAsNearTheOneFurtherDown() {
        assertThat(text("xabcxxxabcx", 0, hunk(5, " a-b+B c"))).isEqualTo("xabcxxxaBcx");
        assertThat(text("xabcxxxxabcx", 0, hunk(5, " a-b+B c"))).isEqualTo("xaBcxxxxabcx");
    }

    @Test
    void theNextHunkIsLookedForWhereTheOneBeforeSuggests() {
        PatchedText text = apply("zzabxxxabxxab", 0, hunk(1, "-a+A b"), hunk(6, " a-b+B"), hunk(9, "-q+Q"));

        // the first is not at the start any more, and so fails
        assertThat(text.failed()).extracting(FailedHunk::number).containsExactly(1, 3);

        text = apply("zzabxxxabxxabyy", 0, hunk(2, " z-a+A b"), hunk(7, " a-b+B x"));
        assertThat(text.applied()).containsExactly(new AppliedHunk(1, 2, 0, 0), new AppliedHunk(2, 8, 1, 0));

        text = apply("zzzzabxxxabxxabyy", 0, hunk(2, " z-a+A b"), hunk(8, " a-b+B x"));
        assertThat(text.applied()).containsExactly(new AppliedHunk(1, 4, 2, 0), new AppliedHunk(2, 10, 2, 0));
    }

    @ParameterizedTest
    @CsvSource({
        // less before than after: at the start if the patch says line 1
        "1, abcxyz,  0, -a+A b c, Abcxyz",
        "1, xyabcz,  0, -a+A b c, FAILED",
        "2, xyabcz,  0, -a+A b c, xyAbcz",
        "1, xypabcz, 0, ' p-a+A b c', FAILED",
        "1, xypabcz, 1, ' p-a+A b c', xypAbcz",
        // more before than after: at the end
        "3, xyabcz,  0, ' a b-c+C', FAILED",
        "3, xyabcz,  1, ' a b-c+C', FAILED",
        "3, xyabcz,  2, ' a b-c+C', xyabCz",
        "2, xyzabc,  0, ' a b-c+C', xyzabC",
        "2, xyabcdz, 0, ' a b-c+C d', FAILED",
        "2, xyabcdz, 1, ' a b-c+C d', xyabCdz",
    })
    void aHunkThatLacksContextBelongsToTheStartOrTheEnd(int line, String file, int fuzz, String hunk, String expected) {
        assertThat(text(file, fuzz, hunk(line, hunk))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Pqrbs, 1, PqrBs",
        "PQrbs, 1, FAILED",
        "PQrbs, 2, PQrBs",
        "PQRbs, 2, FAILED",
        "PQRbs, 3, PQRBs",
        "pqrbS, 2, FAILED",
        "pqrbS, 3, pqrBS",
    })
    void fuzzTakesFromTheLongerContextFirst(String file, int fuzz, String expected) {
        assertThat(text(file, fuzz, hunk(1, " p q r-b+B s"))).isEqualTo(expected);
    }

    @Test
    void fuzzIsBoundedByTheContext() {
        assertThat(text("ab", 9, hunk(1, "-c+C"))).isEqualTo("FAILED");
        assertThat(apply("xbz", 9, hunk(1, " a-b+B c")).applied()).containsExactly(new AppliedHunk(1, 1, 0, 1));
    }

    @Test
    void contextThatNeedNotFitMayLieBehindTheEndButNotBeforeTheStart() {
        assertThat(text("ab", 1, hunk(1, " a-b+B c"))).isEqualTo("aB");
        assertThat(text("bc", 1, hunk(1, " a-b+B c"))).isEqualTo("FAILED");
    }

    @Test
    void contextBehindOneHunkMayBeThatBeforeTheNext() {
        assertThat(text("abcdef", 0, hunk(1, " a-b+B c d"), hunk(3, " c-d+D e")))
                .isEqualTo("aBcDef");
    }

    @Test
    void nothingBeforeTheLastChangeIsTouchedAgain() {
        assertThat(apply("abcabc", 0, hunk(4, "-a+A"), hunk(1, "-b+B")).applied())
                .containsExactly(new AppliedHunk(1, 4, 0, 0), new AppliedHunk(2, 5, 4, 0));
        assertThat(apply("abc", 0, hunk(3, "-c+C"), hunk(1, "-b+B")).failed()).hasSize(1);
    }

    @Test
    void linesWithoutContextGoByTheirNumberAndBehindTheEndWhereItIsGreater() {
        assertThat(text("abc", 0, hunk(0, "+x"), hunk(3, "+z"))).isEqualTo("xabcz");
        assertThat(text("", 0, hunk(0, "+x+y"))).isEqualTo("xy");
        PatchedText text = apply("abc", 0, hunk(9, "+z"));
        // patch says line 10, which there is not
        assertThat(shown(text)).isEqualTo("abcz");
        assertThat(text.applied()).containsExactly(new AppliedHunk(1, 4, 0, 0));
    }

    @Test
    void aFirstHunkThatIsThereIsNotMadeByFuzzButALaterOneIs() {
        assertThat(text("xx1234yy", 2, hunk(3, " 1+2 3"))).isEqualTo("FAILED");
        // it is not there in full, so nothing tells that it is
        assertThat(text("xx12qyy", 2, hunk(3, " 1+2 3"))).isEqualTo("xx122qyy");
        assertThat(text("axxxx1234yy", 2, hunk(1, "-a+A x"), hunk(6, " 1+2 3"))).isEqualTo("Axxxx12234yy");
    }

    /** Ours: patch makes one line of the two. */
    @Test
    void aLastLineWithoutAnEndGetsOneWhereLinesFollow() {
        List<String> lines = List.of("a\n", "b");
        Hunk hunk = new Hunk(
                1, 2, 2, List.of(line(Kind.CONTEXT, "b\n"), line(Kind.ADDED, "x\n"), line(Kind.CONTEXT, "c\n")));

        assertThat(PatchedText.apply(lines, List.of(hunk), LineMatch.EXACT, 1).content())
                .asString(StandardCharsets.ISO_8859_1)
                .isEqualTo("a\nb\nx\n");
    }

    /** Ours: patch takes it for damaged. */
    @Test
    void aHunkThatChangesNothingMustBeThere() {
        assertThat(text("xxabxx", 0, hunk(1, " a b"))).isEqualTo("xxabxx");
        assertThat(text("xxaxx", 3, hunk(1, " a b"))).isEqualTo("FAILED");
    }

    @Test
    void linesThatNoFileHasEndTheSearchAtOnce() {
        Hunk far = hunk(Integer.MAX_VALUE - 2, " a-b+B c");

        assertThat(text("abc", 0, far)).isEqualTo("aBc");
        assertThat(text("abd", 0, far)).isEqualTo("FAILED");
    }

    /** Ours is that CR LF ends a line as LF does. */
    @ParameterizedTest
    @CsvSource({
        "'a  b', 'a b', true",
        "'a\tb', 'a \t b', true",
        "'a', 'a \t', true",
        "' a', '\t\ta', true",
        "' ', '', true",
        "'a\r', 'a', true",
        "'a', ' a', false",
        "'ab', 'a b', false",
        "'a\rb', 'a b', false",
    })
    void runsOfBlanksAreAlikeAndDoNotCountAtTheEnd(String found, String expected, boolean isAlike) {
        assertThat(LineMatch.LOOSE.key(found + "\n").equals(LineMatch.LOOSE.key(expected + "\n")))
                .isEqualTo(isAlike);
        assertThat(LineMatch.LOOSE.key(found)).isEqualTo(LineMatch.LOOSE.key(found + "\n"));
    }

    private static PatchedText apply(String file, int fuzz, Hunk... hunks) {
        List<String> lines = file.chars().mapToObj(c -> (char) c + "\n").toList();
        return PatchedText.apply(lines, List.of(hunks), LineMatch.EXACT, fuzz);
    }

    private static String text(String file, int fuzz, Hunk... hunks) {
        PatchedText text = apply(file, fuzz, hunks);
        return text.failed().isEmpty() ? shown(text) : "FAILED";
    }

    private static String shown(PatchedText text) {
        return new String(text.content(), StandardCharsets.ISO_8859_1).replace("\n", "");
    }

    /** A hunk of lines of one character, each behind its sign. */
    private static Hunk hunk(int start, String lines) {
        List<Line> made = new ArrayList<>();
        for (int i = 0; i < lines.length(); i += 2) {
            char sign = lines.charAt(i);
            Kind kind = sign == ' ' ? Kind.CONTEXT : sign == '-' ? Kind.REMOVED : Kind.ADDED;
            made.add(line(kind, lines.charAt(i + 1) + "\n"));
        }
        return new Hunk(1, start, start, made);
    }

    private static Line line(Kind kind, String text) {
        return new Line(kind, text);
    }
}

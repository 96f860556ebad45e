package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.image.Digest;
import dev.slipway.patch.AppliedPatch;
import dev.slipway.patch.AppliedPatch.AppliedFile;
import dev.slipway.patch.AppliedPatch.AppliedHunk;
import dev.slipway.patch.FilePatch.Change;
import dev.slipway.patch.Patch;
import dev.slipway.report.PatchText;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchNotesTest {

    private static final Patch PATCH =
            new Patch("a.patch", "patches/a.patch", new Digest("sha256:" + "0".repeat(64)), 1, List.of());

    private static AppliedFile file(Change change, AppliedHunk... hunks) {
        boolean isMoved = change == Change.RENAME || change == Change.COPY;
        return new AppliedFile("new.js", isMoved ? Optional.of("old.js") : Optional.empty(), change, List.of(hunks));
    }

    private static String line(AppliedPatch applied) {
        String line = PatchText.line(PatchNotes.ofContext(List.of(applied)).get(0));
        assertThat(line).startsWith("patches/a.patch: ");
        return line.substring("patches/a.patch: ".length());
    }

    private static String words(AppliedFile... files) {
        return line(new AppliedPatch(PATCH, true, List.of(files)));
    }

    @ParameterizedTest
    @CsvSource({
        "MODIFY, changes new.js",
        "CREATE, makes new.js",
        "DELETE, removes new.js",
        "RENAME, renames old.js to new.js",
        "COPY, copies old.js to new.js"
    })
    void everyChangeOfAFileHasItsWord(Change change, String words) {
        assertThat(words(file(change))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "12, 0, ', hunk 2 fits 12 lines further down'",
        "1, 0, ', hunk 2 fits 1 line further down'",
        "-3, 0, ', hunk 2 fits 3 lines further up'",
        "0, 2, ', hunk 2 fits with fuzz 2'",
        "-1, 1, ', hunk 2 fits 1 line further up with fuzz 1'",
        "0, 0, ''"
    })
    void hunkThatIsNotWhereThePatchSaysIsNamed(int offset, int fuzz, String words) {
        AppliedHunk first = new AppliedHunk(1, 5, 0, 0);

        assertThat(words(file(Change.MODIFY, first, new AppliedHunk(2, 40, offset, fuzz))))
                .isEqualTo("changes new.js" + words);
    }

    @Test
    void filesOfAPatchAreToldOneAfterTheOther() {
        assertThat(words(file(Change.MODIFY, new AppliedHunk(1, 5, 2, 0)), file(Change.DELETE)))
                .isEqualTo("changes new.js, hunk 1 fits 2 lines further down; removes new.js");
    }

    @Test
    void patchThatWasThereBeforeIsToldApart() {
        assertThat(line(new AppliedPatch(PATCH, false, List.of()))).isEqualTo("applied already");
    }
}

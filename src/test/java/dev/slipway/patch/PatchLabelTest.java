package dev.slipway.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.image.Digest;
import dev.slipway.patch.AppliedPatch.AppliedFile;
import dev.slipway.patch.AppliedPatch.AppliedHunk;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatchLabelTest {

    private static Patch patch(String name, String place) {
        return new Patch(name, place, new Digest("sha256:" + "0123456789abcdef".repeat(4)), 1, List.of());
    }

    private static AppliedPatch applied(Patch patch, AppliedHunk... hunks) {
        List<AppliedFile> files = Stream.of(hunks)
                .map(hunk -> new AppliedFile("a", Optional.empty(), FilePatch.Change.MODIFY, List.of(hunk)))
                .toList();
        return new AppliedPatch(patch, true, files);
    }

    @Test
    void labelNamesEachPatchWithItsHashAndWhatBecameOfIt() {
        Patch first = patch("one.patch", "patches/web/one.patch");
        Patch second = patch("sub/two.patch", "patches/web/sub/two.patch");

        assertThat(PatchLabel.of(List.of(
                        applied(first, new AppliedHunk(1, 9, 0, 0)), new AppliedPatch(second, false, List.of()))))
                .isEqualTo("[{\"patch\":\"patches/web/one.patch\",\"sha256\":\"0123456789ab\",\"result\":\"applied\"},"
                        + "{\"patch\":\"patches/web/sub/two.patch\",\"sha256\":\"0123456789ab\","
                        + "\"result\":\"applied already\"}]");
    }

    @Test
    void labelSaysHowFarTheHunkThatMovedMostIsFromItsPlace() {
        Patch patch = patch("one.patch", "patches/web/one.patch");

        assertThat(PatchLabel.of(List.of(applied(
                        patch,
                        new AppliedHunk(1, 9, 2, 1),
                        new AppliedHunk(2, 50, -12, 0),
                        new AppliedHunk(3, 90, 0, 0)))))
                .endsWith("\"result\":\"applied\",\"offset\":-12,\"fuzz\":1}]");
    }

    @ParameterizedTest
    @CsvSource({
        "/home/ada/shared/patches/web/sub/two.patch, web/sub/two.patch",
        "C:\\shared\\patches\\web/sub/two.patch, web/sub/two.patch",
        "../patches/web/sub/two.patch, ../patches/web/sub/two.patch"
    })
    void labelIsTheSameOnEveryMachine(String place, String shown) {
        assertThat(PatchLabel.of(List.of(applied(patch("sub/two.patch", place)))))
                .startsWith("[{\"patch\":\"" + shown + "\",");
    }
}

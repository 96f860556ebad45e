package dev.slipway.report;

import dev.slipway.image.ImagePatch;
import dev.slipway.image.ImagePatch.PatchedFile;
import dev.slipway.image.ImagePatch.PatchedHunk;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The words for what patches do. */
public final class PatchText {

    private PatchText() {}

    /** The patch and what became of it: {@code patches/web/a.patch: changes web/app.js, hunk 2 fits 12 lines further down}. */
    public static String line(ImagePatch patch) {
        String done = done(patch);
        return done.isEmpty() ? patch.patch() : patch.patch() + ": " + done;
    }

    /** So many patches. */
    public static String count(int patches) {
        return patches == 1 ? "1 patch" : patches + " patches";
    }

    private static String done(ImagePatch patch) {
        return patch.isNews()
                ? patch.files().stream().map(PatchText::done).collect(Collectors.joining("; "))
                : "applied already";
    }

    private static String done(PatchedFile file) {
        String from = file.from().orElse(file.path());
        String done = switch (file.change()) {
            case "create" -> "makes " + file.path();
            case "delete" -> "removes " + file.path();
            case "rename" -> "renames " + from + " to " + file.path();
            case "copy" -> "copies " + from + " to " + file.path();
            default -> "changes " + file.path();
        };
        return IntStream.range(0, file.hunks().size())
                .filter(index -> isMoved(file.hunks().get(index)))
                .mapToObj(index ->
                        ", hunk " + (index + 1) + " fits" + place(file.hunks().get(index)))
                .collect(Collectors.joining("", done, ""));
    }

    private static boolean isMoved(PatchedHunk hunk) {
        return hunk.offset() != 0 || hunk.fuzz() != 0;
    }

    private static String place(PatchedHunk hunk) {
        int lines = Math.abs(hunk.offset());
        String offset = hunk.offset() == 0
                ? ""
                : " " + lines + (lines == 1 ? " line" : " lines") + " further " + (hunk.offset() > 0 ? "down" : "up");
        return offset + (hunk.fuzz() == 0 ? "" : " with fuzz " + hunk.fuzz());
    }
}

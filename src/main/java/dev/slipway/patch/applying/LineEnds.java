package dev.slipway.patch.applying;

import dev.slipway.patch.FilePatch.Content;
import dev.slipway.patch.Hunk;
import java.util.List;
import java.util.function.UnaryOperator;

/** Hunks with the ends of lines that the file has to which they are applied. */
final class LineEnds {

    private LineEnds() {}

    /** The hunks as they may be meant, the likelier first. */
    static List<List<Hunk>> readings(Content.Hunks content, List<String> lines, LineMatch match) {
        if (match == LineMatch.LOOSE) {
            return List.of(like(content.hunks(), lines));
        }
        if (!content.isCrlf()) {
            return List.of(content.hunks());
        }
        List<Hunk> bare = map(content.hunks(), LineEnds::withoutCr, false);
        if (lines.stream().noneMatch(TextLines::endsInCrlf)) {
            return List.of(bare);
        }
        // behind a last line without an end there was hardly a CR, but in the patch there was an end that it could come
        // to
        return List.of(map(content.hunks(), LineEnds::withoutLoneCr, false), content.hunks(), bare);
    }

    /** Where blanks do not count: with the file's ends for the lines that come, if it has but one kind of them. */
    private static List<Hunk> like(List<Hunk> hunks, List<String> lines) {
        long crs = lines.stream().filter(TextLines::endsInCrlf).count();
        long feeds = lines.stream().filter(line -> line.endsWith("\n")).count();
        boolean isPatchCrlf = hunks.stream()
                .flatMap(hunk -> hunk.lines().stream())
                .anyMatch(line -> TextLines.endsInCrlf(line.text()));
        if (feeds > 0 && crs == feeds && !isPatchCrlf) {
            return map(hunks, LineEnds::withCr, true);
        }
        return crs == 0 && feeds > 0 && isPatchCrlf ? map(hunks, LineEnds::withoutCr, true) : hunks;
    }

    private static List<Hunk> map(List<Hunk> hunks, UnaryOperator<String> end, boolean onlyAdded) {
        return hunks.stream()
                .map(hunk -> new Hunk(
                        hunk.line(),
                        hunk.oldStart(),
                        hunk.newStart(),
                        hunk.lines().stream()
                                .map(line -> onlyAdded && line.kind() != Hunk.Kind.ADDED
                                        ? line
                                        : new Hunk.Line(line.kind(), end.apply(line.text())))
                                .toList()))
                .toList();
    }

    private static String withCr(String line) {
        return line.endsWith("\n") ? line.substring(0, line.length() - 1) + "\r\n" : line;
    }

    private static String withoutCr(String line) {
        if (TextLines.endsInCrlf(line)) {
            return line.substring(0, line.length() - 2) + "\n";
        }
        return withoutLoneCr(line);
    }

    private static String withoutLoneCr(String line) {
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}

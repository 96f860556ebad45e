package dev.slipway.patch;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a patch does to one file.
 *
 * @param line    where this begins in the patch, counted from 1
 * @param names   the names that are given
 * @param change  what is done
 * @param oldMode the mode that git wrote down for the file as it was, such as {@code 0100644} or {@code 0120000} for a
 *     symbolic link
 * @param newMode the mode that git wrote down for the file as it is to be
 * @param content how the content changes
 */
public record FilePatch(
        int line, Names names, Change change, OptionalInt oldMode, OptionalInt newMode, Content content) {

    /** What is done to a file. */
    public enum Change {
        /**
         * Its content or mode changes; also where nothing tells that it is anything else. A file that is not there is made
         * where the first hunk begins at line 0.
         */
        MODIFY,
        /**
         * It is made. A diff that is not git's says so by {@code /dev/null}, or by a time of 1970 with a hunk that begins
         * at line 0; without such a time the file may be there, and the hunk's lines come before all others.
         */
        CREATE,
        /** It is taken away. */
        DELETE,
        /** It gets another name, and perhaps other content. */
        RENAME,
        /** Another file is made of it. */
        COPY
    }

    /**
     * Names as the patch has them: unquoted, with the segments that are to be stripped, without the times behind them.
     * Names in a git header that have no leading segment ({@code rename from}) are given one, so that all are stripped
     * alike.
     *
     * @param old     of the file as it was; empty for {@code /dev/null}
     * @param changed of the file as it is to be; empty for {@code /dev/null}
     * @param index   of an {@code Index:} line, which counts only where the others lead nowhere
     * @param isGit   whether they come from a {@code diff --git} header
     */
    public record Names(Optional<String> old, Optional<String> changed, Optional<String> index, boolean isGit) {}

    /** How content changes. */
    public sealed interface Content {

        /**
         * Line by line. Empty where only the name or the mode changes.
         *
         * @param hunks  in the order of the patch
         * @param isCrlf whether the patch's own lines (headers and {@code @@}) end in CR LF, so that the CRs of the
         *     hunks' lines may come from the way that the patch took
         */
        record Hunks(List<Hunk> hunks, boolean isCrlf) implements Content {

            /** Copies the list. */
            public Hunks {
                hunks = List.copyOf(hunks);
            }
        }

        /**
         * As a whole, in git's binary form.
         *
         * @param forward makes the new content of the old
         * @param back    makes the old content of the new, where the patch has that
         * @param oldId   the object id (hexadecimal, perhaps cut short) of the content that it is for, of the index line
         * @param newId   the object id of what comes out
         */
        record Binary(BinaryChange forward, Optional<BinaryChange> back, String oldId, String newId)
                implements Content {}
    }
}

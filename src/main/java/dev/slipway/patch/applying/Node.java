package dev.slipway.patch.applying;

/** What is at a path of a tree that is being patched. */
sealed interface Node {

    /**
     * A regular file.
     *
     * @param content its bytes; never changed
     * @param mode    the low twelve bits of {@code st_mode}
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Regular(byte[] content, int mode) implements Node {}

    /**
     * A symbolic link.
     *
     * @param target as it is stored
     */
    record Symlink(String target) implements Node {}

    /** A folder, or anything else that no patch is for. */
    record Folder() implements Node {}

    /** Nothing. */
    record Absent() implements Node {}

    /**
     * Something that must not be patched.
     *
     * @param why    a clause
     * @param remedy an imperative sentence
     */
    record Refused(String why, String remedy) implements Node {}
}

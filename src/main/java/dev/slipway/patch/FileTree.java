package dev.slipway.patch;

import dev.slipway.context.ContentSource;

/** The files that patches are for. */
public interface FileTree {

    /**
     * What is at a path.
     *
     * @param path relative to the root of the tree, separated by slashes, without {@code .} and {@code ..} in it
     */
    Found find(String path);

    /** What is at a path. */
    sealed interface Found {

        /**
         * A regular file.
         *
         * @param mode    the low twelve bits of {@code st_mode}
         * @param content its bytes
         */
        record File(int mode, ContentSource content) implements Found {}

        /**
         * A symbolic link.
         *
         * @param target as it is stored
         */
        record Link(String target) implements Found {}

        /** A folder, or anything else that no patch is for. */
        record Other() implements Found {}

        /** Nothing; a file can be made there. */
        record Absent() implements Found {}

        /**
         * Something that must not be patched, or a place where nothing may be made.
         *
         * @param why    a clause for messages, such as «.dockerignore leaves it out»
         * @param remedy an imperative sentence
         */
        record Refused(String why, String remedy) implements Found {}
    }
}

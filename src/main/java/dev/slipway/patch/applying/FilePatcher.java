package dev.slipway.patch.applying;

import dev.slipway.patch.AppliedPatch.AppliedFile;
import dev.slipway.patch.FilePatch;
import dev.slipway.patch.FilePatch.Change;
import dev.slipway.patch.FilePatch.Content;
import dev.slipway.patch.applying.ContentPatching.Changed;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Applies one patch to a tree, file by file. */
final class FilePatcher {

    private final PatchedTree tree;
    private final FileNames names;
    private final ContentPatching contents;
    /** What a git patch takes away somewhere in it, so that something else may come there. */
    private final Set<String> leaving = new HashSet<>();
    /** Where something came already in place of what leaves. */
    private final Set<String> replaced = new HashSet<>();

    FilePatcher(PatchedTree tree, FileNames names, ContentPatching contents) {
        this.tree = tree;
        this.names = names;
        this.contents = contents;
    }

    /** Notes which paths the files of a git patch leave: their order does not count. */
    FilePatcher leaving(List<FilePatch> files) {
        files.stream()
                .filter(file -> file.names().isGit())
                .filter(file -> file.change() == Change.RENAME || file.change() == Change.DELETE)
                .forEach(file -> names.old(file).ifPresent(leaving::add));
        return this;
    }

    FileOutcome apply(FilePatch file) {
        try {
            refuseSpecials(file);
            return new FileOutcome.Done(
                    switch (file.change()) {
                        case MODIFY -> modify(file);
                        case CREATE -> make(file);
                        case DELETE -> delete(file);
                        case RENAME, COPY -> move(file);
                    });
        } catch (UnappliedException e) {
            return e.outcome();
        }
    }

    private static void refuseSpecials(FilePatch file) throws UnappliedException {
        if (FileModes.isForModule(file)) {
            throw UnappliedException.refused(
                    "it changes a submodule, which is no file", "Take this part out of the patch.");
        }
        if (FileModes.changesType(file)) {
            throw UnappliedException.refused(
                    "it makes a symbolic link of a file, or the other way round, in one step",
                    "Let the patch take the one away and make the other, as git writes it.");
        }
    }

    private AppliedFile modify(FilePatch file) throws UnappliedException {
        Optional<String> there = names.existing(file);
        if (there.isEmpty() && isMade(file)) {
            return make(file);
        }
        String path = there.orElseThrow(() -> names.missing(file));
        Node old = typed(file, path, tree.find(path));
        Changed changed = contents.change(file.content(), bytes(old), path);
        tree.put(path, changed(file, old, changed.content()));
        return new AppliedFile(path, Optional.empty(), Change.MODIFY, changed.hunks());
    }

    /** Whether the first hunk says that there was nothing: an empty file, or none. */
    private static boolean isMade(FilePatch file) {
        return file.content() instanceof Content.Hunks hunks
                && !hunks.hunks().isEmpty()
                && hunks.hunks().get(0).oldStart() == 0;
    }

    private AppliedFile make(FilePatch file) throws UnappliedException {
        String path = names.made(file);
        Node there = tree.find(path);
        boolean isEmptyFile =
                there instanceof Node.Regular regular && regular.content().length == 0 && !FileModes.isForLink(file);
        if (!isEmptyFile) {
            requireFree(file, path);
        }
        Changed changed = contents.change(file.content(), new byte[0], path);
        boolean keepsMode = isEmptyFile && file.newMode().isEmpty();
        tree.put(path, keepsMode ? changed(file, there, changed.content()) : made(file, changed.content()));
        return new AppliedFile(path, Optional.empty(), Change.CREATE, changed.hunks());
    }

    private AppliedFile delete(FilePatch file) throws UnappliedException {
        String path = names.existing(file).orElseThrow(() -> names.missing(file));
        boolean isReplaced = replaced.contains(path);
        Node old = typed(file, path, isReplaced ? tree.before(path) : tree.find(path));
        Changed changed = contents.change(file.content(), bytes(old), path);
        if (changed.content().length > 0) {
            int left = TextLines.of(changed.content()).size();
            throw UnappliedException.refused(
                    Excerpt.inline(path) + " has " + left + (left == 1 ? " line" : " lines")
                            + " more than the patch that deletes it",
                    "Make the patch anew from the file that is there.");
        }
        if (!isReplaced) {
            tree.put(path, new Node.Absent());
        }
        return new AppliedFile(path, Optional.empty(), Change.DELETE, changed.hunks());
    }

    private AppliedFile move(FilePatch file) throws UnappliedException {
        String from = names.path(file.names().old());
        String path = names.path(file.names().changed());
        Node source = tree.before(from) instanceof Node.Absent ? tree.find(from) : tree.before(from);
        if (source instanceof Node.Absent) {
            throw names.missing(file);
        }
        Node old = typed(file, from, source);
        requireFree(file, path);
        Changed changed = contents.change(file.content(), bytes(old), from);
        if (file.change() == Change.RENAME && !replaced.contains(from)) {
            tree.put(from, new Node.Absent());
        }
        tree.put(path, changed(file, old, changed.content()));
        return new AppliedFile(path, Optional.of(from), file.change(), changed.hunks());
    }

    private void requireFree(FilePatch file, String path) throws UnappliedException {
        Node there = tree.find(path);
        if (there instanceof Node.Refused || there instanceof Node.Folder) {
            typed(file, path, there);
        }
        if (leaving.contains(path) && !(there instanceof Node.Absent)) {
            replaced.add(path);
        } else if (!(there instanceof Node.Absent)) {
            throw UnappliedException.refused(
                    Excerpt.inline(path) + " is there already, and the patch makes it",
                    "Make the patch anew as a change of the file that is there.");
        }
    }

    private static Node typed(FilePatch file, String path, Node node) throws UnappliedException {
        String name = Excerpt.inline(path);
        if (node instanceof Node.Refused refused) {
            throw UnappliedException.refused(name + " cannot be patched: " + refused.why(), refused.remedy());
        }
        if (node instanceof Node.Folder) {
            throw UnappliedException.refused(
                    name + " is a folder, and the patch is for a file",
                    "Check <strip> and the folder that the patch is for.");
        }
        if (node instanceof Node.Symlink link && !FileModes.isForLink(file) && !isMovedAsItIs(file)) {
            throw UnappliedException.refused(
                    name + " is a symbolic link to " + Excerpt.inline(link.target()) + ", and the patch is for a file",
                    "Let the patch name the file where it is.");
        }
        if (node instanceof Node.Regular && FileModes.isForLink(file)) {
            throw UnappliedException.refused(
                    name + " is a file, and the patch is for a symbolic link",
                    "Make the patch anew from the file that is there.");
        }
        return node;
    }

    /** Whether only the name changes: then git does not say what it is. */
    private static boolean isMovedAsItIs(FilePatch file) {
        return (file.change() == Change.RENAME || file.change() == Change.COPY)
                && file.content() instanceof Content.Hunks hunks
                && hunks.hunks().isEmpty();
    }

    private static byte[] bytes(Node node) {
        if (node instanceof Node.Regular file) {
            return file.content();
        }
        return node instanceof Node.Symlink link ? link.target().getBytes(StandardCharsets.UTF_8) : new byte[0];
    }

    private static Node made(FilePatch file, byte[] content) {
        return FileModes.isForLink(file) ? link(content) : new Node.Regular(content, FileModes.made(file));
    }

    private static Node changed(FilePatch file, Node old, byte[] content) {
        return old instanceof Node.Regular regular
                ? new Node.Regular(content, FileModes.changed(file, regular.mode()))
                : link(content);
    }

    private static Node link(byte[] target) {
        return new Node.Symlink(new String(target, StandardCharsets.UTF_8));
    }
}

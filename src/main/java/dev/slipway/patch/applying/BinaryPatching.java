package dev.slipway.patch.applying;

import dev.slipway.patch.BinaryChange;
import dev.slipway.patch.FilePatch.Content.Binary;
import dev.slipway.patch.GitDelta;
import java.util.Arrays;

/** Applies git's binary patches. */
final class BinaryPatching {

    private static final String REMEDY = "Make the patch anew from the file that is there.";

    private BinaryPatching() {}

    /**
     * What a patch makes of a content.
     *
     * @throws UnappliedException if it is for another
     */
    static byte[] apply(Binary binary, byte[] content, String path) throws UnappliedException {
        String name = Excerpt.inline(path);
        if (BlobId.isFull(binary.oldId()) && !BlobId.is(binary.oldId(), content)) {
            throw UnappliedException.refused(
                    "the binary patch is for another content of " + name + " than the one that is there (of object "
                            + binary.oldId() + ")",
                    REMEDY);
        }
        byte[] changed = change(binary.forward(), content, name);
        if (BlobId.isFull(binary.newId()) && !BlobId.is(binary.newId(), changed)) {
            throw UnappliedException.refused(
                    "the binary patch does not make the content of " + name + " that it says (of object "
                            + binary.newId() + ")",
                    REMEDY);
        }
        return changed;
    }

    /** Whether a content is what a patch makes. */
    static boolean isApplied(Binary binary, byte[] content) {
        if (BlobId.isFull(binary.newId())) {
            return BlobId.is(binary.newId(), content);
        }
        return !binary.forward().isDelta() && Arrays.equals(binary.forward().bytes(), content);
    }

    private static byte[] change(BinaryChange change, byte[] content, String name) throws UnappliedException {
        if (!change.isDelta()) {
            return change.bytes();
        }
        try {
            return GitDelta.apply(content, change.bytes());
        } catch (GitDelta.InvalidDeltaException e) {
            throw UnappliedException.refused("the binary patch does not fit " + name + ": " + e.getMessage(), REMEDY);
        }
    }
}

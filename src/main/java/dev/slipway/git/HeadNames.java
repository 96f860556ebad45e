package dev.slipway.git;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** The names that a repository has for the commit that is checked out: its branch and its tags. */
final class HeadNames {

    private HeadNames() {}

    /** The branch that is checked out; on a detached HEAD the one that CI names, but not for a submodule; else empty. */
    static Optional<String> branch(Repository repository, CiBranch.Variables variables) throws IOException {
        Optional<String> checkedOut = Optional.ofNullable(repository.getFullBranch())
                .filter(name -> name.startsWith(Constants.R_HEADS))
                .map(name -> name.substring(Constants.R_HEADS.length()));
        return checkedOut.isPresent() || isSubmodule(repository) ? checkedOut : CiBranch.in(variables);
    }

    /** Git notes the work tree of a submodule in the submodule's own configuration, and that of no other. */
    private static boolean isSubmodule(Repository repository) {
        return new File(repository.getWorkTree(), Constants.DOT_GIT).isFile()
                && repository.getConfig().getString("core", null, "worktree") != null;
    }

    /** The tags on the commit, without {@code refs/tags/}. */
    static List<String> tags(Repository repository) throws IOException {
        @Nullable ObjectId head = repository.resolve(Constants.HEAD);
        if (head == null) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (Ref tag : repository.getRefDatabase().getRefsByPrefix(Constants.R_TAGS)) {
            if (leadsTo(repository, tag, head)) {
                names.add(tag.getName().substring(Constants.R_TAGS.length()));
            }
        }
        return List.copyOf(names);
    }

    /** By itself or, as an annotated tag, through its object. */
    private static boolean leadsTo(Repository repository, Ref tag, ObjectId commit) throws IOException {
        return commit.equals(tag.getObjectId())
                || commit.equals(repository.getRefDatabase().peel(tag).getPeeledObjectId());
    }
}

package dev.slipway.plan;

import java.util.List;
import java.util.Optional;

/** What the git repository of a project says. Each answer is read when it is first asked for, and then kept. */
public interface GitFacts {

    /** The full id of the commit that is checked out; empty before the first commit. */
    Optional<String> commit();

    /** The branch that is checked out; on a detached HEAD the one that a CI service says it builds; else empty. */
    Optional<String> branch();

    /** The names of all tags on the commit that is checked out, annotated or not, in no order; mostly none. */
    List<String> tags();

    /** Whether tracked files differ from the commit, or untracked files lie there that are not ignored. */
    boolean isDirty();

    /**
     * The web address of the remote {@code origin}, without user, password and {@code .git}; empty without such a remote,
     * and where it is a folder of this machine.
     */
    Optional<String> remoteUrl();
}

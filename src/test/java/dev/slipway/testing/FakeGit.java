package dev.slipway.testing;

import dev.slipway.plan.GitFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A repository that answers as it is told and remembers what it was asked. */
public final class FakeGit implements GitFacts {

    /** The commit that is checked out, unless a test says otherwise. */
    public static final String COMMIT = "8f14e45fceea167a5a36dedd4bea2543b3f2c1d0";

    private final List<String> questions = new ArrayList<>();
    private Optional<String> commit = Optional.of(COMMIT);
    private Optional<String> branch = Optional.of("main");
    private Optional<String> remoteUrl = Optional.of("https://github.com/acme/fleet");
    private List<String> tags = List.of();
    private boolean dirty;

    /** On a branch. */
    public static FakeGit onBranch(String branch) {
        FakeGit git = new FakeGit();
        git.branch = Optional.of(branch);
        return git;
    }

    /** On no branch. */
    public static FakeGit detached() {
        FakeGit git = new FakeGit();
        git.branch = Optional.empty();
        return git;
    }

    /** Just initialised. */
    public static FakeGit withoutCommits() {
        FakeGit git = new FakeGit();
        git.commit = Optional.empty();
        return git;
    }

    /** With changes that are not committed. */
    public FakeGit dirty() {
        dirty = true;
        return this;
    }

    /** With tags on the commit. */
    public FakeGit tagged(String... names) {
        tags = List.of(names);
        return this;
    }

    /** What was asked, in order. */
    public List<String> questions() {
        return List.copyOf(questions);
    }

    @Override
    public Optional<String> commit() {
        questions.add("commit");
        return commit;
    }

    @Override
    public Optional<String> branch() {
        questions.add("branch");
        return branch;
    }

    @Override
    public List<String> tags() {
        questions.add("tags");
        return tags;
    }

    @Override
    public boolean isDirty() {
        questions.add("dirty");
        return dirty;
    }

    @Override
    public Optional<String> remoteUrl() {
        questions.add("remote");
        return remoteUrl;
    }
}

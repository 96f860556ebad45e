package dev.slipway.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.plan.GitFacts;
import dev.slipway.testing.TestRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a commit without a branch makes interesting: its git tags, and the branch that CI names. */
class JGitTagsTest {

    private static final Map<String, String> GITHUB =
            Map.of("GITHUB_ACTIONS", "true", "GITHUB_REF", "refs/heads/feature/login");

    @TempDir
    private Path temporary;

    private Path root;
    private TestRepository repository;

    @BeforeEach
    void repositoryOfOneCommit() throws IOException {
        root = temporary.toRealPath();
        repository = TestRepository.init(root.resolve("repository"))
                .write("file.txt", "1")
                .commit("first");
    }

    @Test
    void tagsAreThoseOfTheCommitAnnotatedOrNot() {
        assertThat(tags(repository)).isEmpty();

        repository.git("tag", "v1.0.0");
        repository.git("tag", "-a", "-m", "Release", "agent/v1.0.0");
        repository.git("tag", "-a", "-m", "A tag of a tag", "twice", "agent/v1.0.0");
        repository.git("tag", "of-a-folder", "HEAD^{tree}");

        assertThat(tags(repository)).containsExactlyInAnyOrder("v1.0.0", "agent/v1.0.0", "twice");
        repository.commit("second");
        assertThat(tags(repository)).isEmpty();
        repository.git("checkout", "-q", "v1.0.0");
        assertThat(tags(repository)).hasSize(3);
    }

    @Test
    void packedTagsAreRead() {
        repository.git("tag", "v1.0.0");
        repository.git("tag", "-a", "-m", "Release", "agent/v1.0.0");
        repository.git("pack-refs", "--all");
        repository.git("gc", "-q");

        assertThat(tags(repository)).containsExactlyInAnyOrder("v1.0.0", "agent/v1.0.0");
    }

    @Test
    void repositoryWithoutCommitsHasNoTags() {
        assertThat(tags(TestRepository.init(root.resolve("new")))).isEmpty();
    }

    @Test
    void shallowCloneOfATagHasThatTag() {
        repository.write("file.txt", "2").commit("second");
        repository.git("tag", "-a", "-m", "Release", "v1.0.0");
        home().git("clone", "-q", "--depth", "1", "-b", "v1.0.0", "file://" + repository.directory(), "shallow");
        TestRepository shallow = TestRepository.at(root.resolve("shallow"));

        assertThat(tags(shallow)).containsExactly("v1.0.0");
        assertThat(facts(shallow.directory(), Map.of()).branch()).isEmpty();
    }

    @Test
    void shallowCloneOfABranchMayLackTheTagUntilItIsFetched() {
        repository.git("tag", "v1.0.0");
        home().git("clone", "-q", "--depth", "1", "--no-tags", "file://" + repository.directory(), "shallow");
        TestRepository shallow = TestRepository.at(root.resolve("shallow"));

        assertThat(tags(shallow)).isEmpty();
        shallow.git("fetch", "-q", "--depth", "1", "--tags");
        assertThat(tags(shallow)).containsExactly("v1.0.0");
    }

    @Test
    void linkedWorkTreeSharesTheTagsButHasItsOwnCommit() {
        repository.git("tag", "-a", "-m", "Release", "v1.0.0");
        repository.git(
                "worktree", "add", "-q", "--detach", root.resolve("linked").toString(), "v1.0.0");
        repository.commit("second");
        TestRepository linked = TestRepository.at(root.resolve("linked"));

        assertThat(tags(linked)).containsExactly("v1.0.0");
        assertThat(tags(repository)).isEmpty();
        assertThat(facts(linked.directory(), GITHUB).branch()).contains("feature/login");
    }

    @Test
    void submoduleHasItsOwnTagsAndNotTheBranchThatCiBuilds() {
        repository.git("tag", "inner-1");
        TestRepository outer = TestRepository.init(root.resolve("outer"));
        outer.git("submodule", "--quiet", "add", repository.directory().toString(), "sub");
        outer.commit("with a submodule").git("tag", "outer-1");
        outer.git("checkout", "-q", "--detach");
        TestRepository inner = TestRepository.at(outer.directory().resolve("sub"));
        inner.git("checkout", "-q", "--detach");

        assertThat(tags(inner)).containsExactly("inner-1");
        assertThat(tags(outer)).containsExactly("outer-1");
        assertThat(facts(inner.directory(), GITHUB).branch()).isEmpty();
        assertThat(facts(outer.directory(), GITHUB).branch()).contains("feature/login");
    }

    @Test
    void repositoryWhoseFolderLiesElsewhereIsNoSubmodule() {
        home().git(
                        "clone",
                        "-q",
                        "--separate-git-dir",
                        root.resolve("elsewhere").toString(),
                        repository.directory().toString(),
                        "apart");
        TestRepository apart = TestRepository.at(root.resolve("apart"));
        apart.git("checkout", "-q", "--detach");

        assertThat(facts(apart.directory(), GITHUB).branch()).contains("feature/login");
    }

    @Test
    void branchThatIsCheckedOutGoesBeforeTheOneThatCiNames() {
        assertThat(facts(repository.directory(), GITHUB).branch()).contains("main");

        repository.git("checkout", "-q", "--detach");

        assertThat(facts(repository.directory(), GITHUB).branch()).contains("feature/login");
        assertThat(facts(repository.directory(), Map.of("BRANCH_NAME", "stale")).branch())
                .isEmpty();
    }

    private TestRepository home() {
        return TestRepository.at(root);
    }

    private static List<String> tags(TestRepository repository) {
        return facts(repository.directory(), Map.of()).tags();
    }

    private static GitFacts facts(Path directory, Map<String, String> variables) {
        return JGitFacts.find(directory, directory, name -> Optional.ofNullable(variables.get(name)))
                .orElseThrow();
    }
}

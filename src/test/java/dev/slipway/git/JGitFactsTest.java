package dev.slipway.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.plan.GitFacts;
import dev.slipway.testing.TestRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JGitFactsTest {

    @TempDir
    private Path temporary;

    private Path root;

    @BeforeEach
    void findTheRealFolder() throws IOException {
        root = temporary.toRealPath();
    }

    @Test
    void commitAndBranchAreThoseOfHead() {
        TestRepository repository = repository();

        GitFacts facts = facts(repository.directory());

        assertThat(facts.commit()).contains(repository.git("rev-parse", "HEAD"));
        assertThat(facts.branch()).contains("main");
        assertThat(facts.isDirty()).isFalse();
        assertThat(facts.remoteUrl()).isEmpty();
    }

    @Test
    void repositoryIsFoundFromAModuleDeepInside() {
        TestRepository repository = repository().write("apps/agent/pom.xml", "").commit("module");

        assertThat(facts(repository.directory().resolve("apps/agent")).commit())
                .contains(repository.git("rev-parse", "HEAD"));
    }

    @Test
    void repositoryIsFoundThroughASymbolicLink() throws IOException {
        TestRepository repository = repository().write("app/pom.xml", "").commit("module");
        Path link = Files.createSymbolicLink(
                root.resolve("link"), repository.directory().resolve("app"));

        assertThat(facts(link).branch()).contains("main");
    }

    @Test
    void folderOutsideOfAnyRepositoryHasNoFacts() {
        assertThat(JGitFacts.find(root)).isEmpty();
        assertThat(JGitFacts.find(root.resolve("not/there"))).isEmpty();
    }

    @Test
    void bareRepositoryHasNoFacts() {
        TestRepository.at(root.resolve("bare.git")).git("init", "-q", "--bare", ".");

        assertThat(JGitFacts.find(root.resolve("bare.git"))).isEmpty();
        assertThat(JGitFacts.find(root.resolve("bare.git/refs"))).isEmpty();
    }

    @Test
    void repositoryWithoutCommitsHasABranchButNoCommit() {
        TestRepository repository = TestRepository.init(root.resolve("new"));

        GitFacts facts = facts(repository.directory());

        assertThat(facts.commit()).isEmpty();
        assertThat(facts.branch()).contains("main");
        assertThat(facts.isDirty()).isFalse();
        repository.write("file", "x");
        assertThat(facts(repository.directory()).isDirty()).isTrue();
    }

    @Test
    void detachedHeadHasNoBranch() {
        TestRepository repository = repository();
        repository.git("checkout", "-q", "--detach");

        GitFacts facts = facts(repository.directory());

        assertThat(facts.branch()).isEmpty();
        assertThat(facts.commit()).contains(repository.git("rev-parse", "HEAD"));
    }

    @Test
    void branchKeepsItsSlashes() {
        TestRepository repository = repository();
        repository.git("checkout", "-q", "-b", "feature/fleet/agent");

        assertThat(facts(repository.directory()).branch()).contains("feature/fleet/agent");
    }

    @Tag("linux")
    @Test
    void workTreeIsDirtyExactlyWhereGitSaysSo() throws IOException {
        TestRepository repository = repository()
                .write(".gitignore", "target/\n")
                .write("run.sh", "x")
                .commit("files");
        repository.write("target/built.jar", "ignored");
        Files.createDirectories(repository.directory().resolve("empty"));

        assertDirty(repository, false);
        repository.write("run.sh", "y");
        assertDirty(repository, true);
        repository.git("add", "-A");
        assertDirty(repository, true);
        repository.git("reset", "-q", "--hard");
        repository.write("new.txt", "untracked");
        assertDirty(repository, true);
        repository.git("clean", "-fdq");
        Files.delete(repository.directory().resolve("run.sh"));
        assertDirty(repository, true);
        repository.git("reset", "-q", "--hard");
        assertThat(repository.directory().resolve("run.sh").toFile().setExecutable(true))
                .isTrue();
        assertDirty(repository, true);
    }

    @Test
    void touchedButUnchangedFileIsCleanAndTheIndexIsNotRefreshed() throws IOException {
        TestRepository repository = repository();
        Files.setLastModifiedTime(
                repository.directory().resolve("file.txt"), FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
        Map<String, String> before = contents(repository.directory());

        GitFacts facts = facts(repository.directory());

        assertThat(facts.isDirty()).isFalse();
        assertThat(facts.commit()).isPresent();
        assertThat(contents(repository.directory())).isEqualTo(before);
    }

    @Test
    void excludesOfTheRepositoryCountInALinkedWorkTreeToo() {
        TestRepository repository = repository();
        repository.write(".git/info/exclude", "*.log\n").write("a.log", "x");
        repository.git("worktree", "add", "-q", root.resolve("linked").toString());
        TestRepository linked = TestRepository.at(root.resolve("linked")).write("b.log", "x");

        assertDirty(repository, false);
        assertDirty(linked, false);
    }

    @Test
    void linkedWorkTreeHasItsOwnBranchAndState() {
        TestRepository repository = repository();
        repository.git("remote", "add", "origin", "git@github.com:acme/app.git");
        repository.git(
                "worktree", "add", "-q", "-b", "other", root.resolve("linked").toString());
        TestRepository linked = TestRepository.at(root.resolve("linked"));
        linked.write("more.txt", "x").commit("on the other branch");
        linked.write("open.txt", "x");

        GitFacts facts = facts(linked.directory());

        assertThat(facts.branch()).contains("other");
        assertThat(facts.commit()).contains(linked.git("rev-parse", "HEAD"));
        assertThat(facts.isDirty()).isTrue();
        assertThat(facts.remoteUrl()).contains("https://github.com/acme/app");
        assertThat(facts(repository.directory()).isDirty()).isFalse();
    }

    @Test
    void linkedWorkTreeOfABareRepositoryIsAWorkTree() {
        TestRepository repository = repository();
        TestRepository home = TestRepository.at(root);
        home.git("clone", "-q", "--bare", repository.directory().toString(), "bare.git");
        TestRepository.at(root.resolve("bare.git"))
                .git("worktree", "add", "-q", root.resolve("linked").toString(), "main");

        GitFacts facts = facts(root.resolve("linked"));

        assertThat(facts.branch()).contains("main");
        assertThat(facts.isDirty()).isFalse();
    }

    @Test
    void submoduleAnswersForItself() {
        TestRepository outer = withSubmodule();
        TestRepository inner = TestRepository.at(outer.directory().resolve("sub"));
        inner.git("checkout", "-q", "-b", "own");

        GitFacts facts = facts(inner.directory());

        assertThat(facts.commit()).contains(inner.git("rev-parse", "HEAD"));
        assertThat(facts.branch()).contains("own");
        assertThat(facts.isDirty()).isFalse();
        assertThat(facts(outer.directory()).branch()).contains("main");
    }

    @Test
    void changeInsideOfASubmoduleMakesTheOuterWorkTreeDirty() {
        TestRepository outer = withSubmodule();
        TestRepository inner = TestRepository.at(outer.directory().resolve("sub"));

        assertDirty(outer, false);
        inner.write("file.txt", "changed");
        assertDirty(outer, true);
        inner.git("reset", "-q", "--hard");
        inner.write("untracked.txt", "x");
        assertDirty(outer, true);
        inner.commit("moved on");
        assertDirty(outer, true);
    }

    @Test
    void submoduleThatIsNotCheckedOutIsClean() {
        TestRepository outer = withSubmodule();
        TestRepository.at(root).git("clone", "-q", outer.directory().toString(), "cloned");

        assertDirty(TestRepository.at(root.resolve("cloned")), false);
    }

    @Test
    void shallowCloneIsReadAsAnyOther() {
        TestRepository repository = repository().write("file.txt", "2").commit("second");
        TestRepository.at(root).git("clone", "-q", "--depth", "1", "file://" + repository.directory(), "shallow");
        TestRepository shallow = TestRepository.at(root.resolve("shallow"));

        GitFacts facts = facts(shallow.directory());

        assertThat(facts.commit()).contains(repository.git("rev-parse", "HEAD"));
        assertThat(facts.branch()).contains("main");
        assertThat(facts.isDirty()).isFalse();
        assertThat(facts.remoteUrl()).isEmpty();
    }

    @Test
    void packedReferencesAndObjectsAreRead() {
        TestRepository repository = repository();
        repository.git("gc", "-q");

        assertThat(facts(repository.directory()).commit()).contains(repository.git("rev-parse", "HEAD"));
        assertDirty(repository, false);
    }

    @Test
    void remoteUrlShowsNoPassword() {
        TestRepository repository = repository();
        repository.git("remote", "add", "origin", "https://ada:hunter2@git.acme.io:8443/fleet/app.git");

        assertThat(facts(repository.directory()).remoteUrl()).contains("https://git.acme.io:8443/fleet/app");
    }

    @Test
    void untrackedFilesThatMavenWroteAreNoChange() {
        TestRepository repository =
                repository().write("a/pom.xml", "").write("b/pom.xml", "").commit("modules");
        repository.write("a/target/a.jar", "x").write("b/target/classes/B.class", "x");
        Path module = repository.directory().resolve("a");

        assertThat(isDirty(module, "target")).isFalse();
        assertThat(facts(module).isDirty()).isTrue();
        repository.write("a/src/Main.java", "untracked");
        assertThat(isDirty(module, "target")).isTrue();
    }

    @Test
    void outputOfAnotherNameOrDepthIsFoundInEveryModule() {
        TestRepository repository =
                repository().write("a/pom.xml", "").write("b/pom.xml", "").commit("modules");
        repository.write("a/build/out/a.jar", "x").write("b/build/out/b.jar", "x");
        Path module = repository.directory().resolve("a");

        assertThat(isDirty(module, "build/out")).isFalse();
        assertThat(isDirty(module, "target")).isTrue();
        repository.write("b/build/notes.txt", "x");
        assertThat(isDirty(module, "build/out")).isTrue();
    }

    @Test
    void outputOutsideOfItsModuleIsLeftOutToo() {
        TestRepository repository = repository().write("a/pom.xml", "").commit("module");
        repository.write("out/a/a.jar", "x");
        Path module = repository.directory().resolve("a");

        assertThat(isDirty(module, "../out/a")).isFalse();
        assertThat(isDirty(module, "../out/b")).isTrue();
        assertThat(isDirty(module, "..")).isTrue();
        assertThat(isDirty(module, root.resolve("elsewhere").toString())).isTrue();
    }

    @Test
    void folderOfThatNameWithoutAModuleAroundItIsASourceLikeAnyOther() {
        TestRepository repository = repository().write("pom.xml", "").commit("module");
        repository.write("src/main/java/com/acme/target/Aim.java", "untracked");

        assertThat(isDirty(repository.directory(), "target")).isTrue();
    }

    @Test
    void trackedFileThatChangesBelowTheOutputIsAChange() {
        TestRepository repository =
                repository().write("pom.xml", "").write("target/kept.txt", "1").commit("module");
        repository.write("target/kept.txt", "2");

        assertThat(isDirty(repository.directory(), "target")).isTrue();
    }

    @Test
    void outputIsFoundThroughASymbolicLink() throws IOException {
        TestRepository repository = repository().write("a/pom.xml", "").commit("module");
        repository.write("a/target/a.jar", "x");
        Path link = Files.createSymbolicLink(
                root.resolve("link"), repository.directory().resolve("a"));

        assertThat(isDirty(link, "target")).isFalse();
    }

    @Test
    void answersAreKept() {
        TestRepository repository = repository();
        GitFacts facts = facts(repository.directory());
        String first = facts.commit().orElseThrow();
        repository.commit("another");

        assertThat(facts.commit()).contains(first);
        assertThat(facts.isDirty()).isFalse();
        repository.write("late.txt", "x");
        assertThat(facts.isDirty()).isFalse();
    }

    @Test
    void manyThreadsGetTheSameAnswers() throws Exception {
        TestRepository repository = repository();
        GitFacts facts = facts(repository.directory());
        var pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> answers = IntStream.range(0, 32)
                    .mapToObj(i -> pool.submit(() -> facts.commit().orElseThrow() + facts.isDirty()))
                    .toList();
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isEqualTo(repository.git("rev-parse", "HEAD") + "false");
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void damagedIndexIsNamedWithItsRepository() {
        TestRepository repository = repository().write(".git/index", "this is no index");

        GitFacts facts = facts(repository.directory());

        assertThatThrownBy(facts::isDirty)
                .isInstanceOf(GitException.class)
                .hasMessageStartingWith("Cannot read the git repository " + repository.directory() + ": ")
                .hasMessageEndingWith("Check it with 'git status' and 'git fsck', or clone it anew.");
        assertThat(facts.commit()).isPresent();
    }

    @Test
    void damagedConfigurationIsNamedWithItsRepository() {
        TestRepository repository = repository().write(".git/config", "[core\nbroken");

        GitFacts facts = facts(repository.directory());

        assertThatThrownBy(facts::remoteUrl)
                .isInstanceOf(GitException.class)
                .hasMessageContaining(repository.directory().toString());
    }

    @Test
    void linkToARepositoryThatIsGoneIsNotPassedOver() {
        TestRepository outer = repository();
        outer.write("inner/.git", "gitdir: ../nowhere\n");

        GitFacts facts = facts(outer.directory().resolve("inner"));

        assertThatThrownBy(facts::commit)
                .isInstanceOf(GitException.class)
                .hasMessageContaining(outer.directory().resolve("inner").toString());
    }

    @Test
    void repositoryOfLongIdsIsRefusedInsteadOfMisread() {
        TestRepository repository = TestRepository.at(root.resolve("long"));
        repository.write("file", "x").git("init", "-q", "--object-format=sha256", ".");
        repository.commit("first");

        assertThatThrownBy(facts(repository.directory())::commit)
                .isInstanceOf(GitException.class)
                .hasMessage("Cannot read the git repository " + repository.directory()
                        + ": its object format sha256 is not supported."
                        + " Use a repository with SHA-1 ids, or only tags that ask nothing of git and"
                        + " <ociLabels>false</ociLabels>.");
    }

    private TestRepository repository() {
        return TestRepository.init(root.resolve("repository"))
                .write("file.txt", "1")
                .commit("first");
    }

    private TestRepository withSubmodule() {
        TestRepository inner = repository();
        TestRepository outer = TestRepository.init(root.resolve("outer"));
        outer.git("submodule", "--quiet", "add", inner.directory().toString(), "sub");
        return outer.commit("with a submodule");
    }

    private static GitFacts facts(Path directory) {
        return JGitFacts.find(directory).orElseThrow();
    }

    private static boolean isDirty(Path module, String output) {
        return JGitFacts.find(module, module.resolve(output)).orElseThrow().isDirty();
    }

    private static void assertDirty(TestRepository repository, boolean expected) {
        assertThat(facts(repository.directory()).isDirty()).isEqualTo(expected);
        assertThat(repository
                        .git("--no-optional-locks", "status", "--porcelain")
                        .isEmpty())
                .as("what git itself says")
                .isEqualTo(!expected);
    }

    private static Map<String, String> contents(Path directory) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                String state = Files.getLastModifiedTime(file).toString();
                String bytes = Files.isRegularFile(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
                contents.put(directory.relativize(file).toString(), state + bytes);
            }
        }
        return contents;
    }
}

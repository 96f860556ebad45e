package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.image.ImageTag;
import dev.slipway.testing.FakeGit;
import dev.slipway.testing.TestModule;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagRulesTest {

    private static final String PLACE = "<images><image>[app]<tags>: ";

    @TempDir
    private Path directory;

    private TestModule module;

    @BeforeEach
    void moduleOfVersion140() {
        module = new TestModule(directory).dockerfile("FROM scratch\n").withoutOciLabels();
    }

    @ParameterizedTest
    @CsvSource({
        "latest,               latest (floating)",
        "latest-release,       latest (floating)",
        "semver,               1.4.0 (fixed)",
        "semver-minor,         1.4 (floating)",
        "semver-major,         1 (floating)",
        "sha,                  sha-8f14e45 (fixed)",
        "branch,               main (floating)",
        "timestamp,            20261120-8f14e45 (fixed)",
        "{version},            1.4.0 (fixed)",
        "v{version},           v1.4.0 (fixed)",
        "{major},              1 (floating)",
        "{minor},              4 (floating)",
        "{patch},              0 (floating)",
        "{minor}.{patch},      4.0 (floating)",
        "{major}.{minor},      1.4 (floating)",
        "{major}.{minor}.{patch}, 1.4.0 (fixed)",
        "{sha},                8f14e45 (fixed)",
        "{sha:12},             8f14e45fceea (fixed)",
        "{sha:40},             8f14e45fceea167a5a36dedd4bea2543b3f2c1d0 (fixed)",
        "{branch},             main (floating)",
        "{branch}-{sha},       main-8f14e45 (fixed)",
        "{date:yyyy-MM-dd},    2026-11-20 (fixed)",
        "{date:HH:mm},         23-30 (fixed)",
        "candidate,            candidate (floating)",
        "Edge_1.x,             Edge_1.x (floating)",
        "latest-dev,           latest-dev (floating)",
        "1.4.0,                1.4.0 (fixed)",
        "v1.4.0,               v1.4.0 (fixed)",
    })
    void everyKeywordAndPlaceholderMakesItsTagOfARelease(String rule, String tag) {
        assertThat(tags(rule)).isEqualTo(tag);
    }

    @ParameterizedTest
    @CsvSource({
        "semver,          1.5.0-SNAPSHOT (floating)",
        "v{version},      v1.5.0-SNAPSHOT (floating)",
        "latest,          latest (floating)",
        "branch,          main (floating)",
        "sha,             sha-8f14e45 (fixed)",
        "{version}-{sha}, 1.5.0-SNAPSHOT-8f14e45 (fixed)",
    })
    void snapshotMovesItsVersionTag(String rule, String tag) {
        module.artifact("fleet", "1.5.0-SNAPSHOT");

        assertThat(tags(rule)).isEqualTo(tag);
    }

    @Test
    void preReleaseIsPublishedOnceAndSoItsVersionTagIsFixed() {
        module.artifact("fleet", "2.0.0-rc.1");

        assertThat(tags("semver")).isEqualTo("2.0.0-rc.1 (fixed)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.5.0-SNAPSHOT",
                "1.5-SNAPSHOT",
                "2.0.0-rc.1",
                "2.0.0-RC1",
                "2.0.0.Beta1",
                "2.0.0.M3",
                "2.0.0-alpha-2",
                "1.2.3-4",
                "33.4-jre",
                "2.0.0-20261120.123456-7",
                "1.5.0-SNAPSHOT-login",
                "1.5.0.4-rc.1",
                "1.5.0-snapshot"
            })
    void preReleaseNeverFansOut(String version) {
        module.artifact("fleet", version);

        assertThat(tags("semver", "semver-minor", "semver-major", "latest-release", "{major}.{minor}.{patch}"))
                .startsWith(version + " (")
                .doesNotContain(", ");
        assertThat(tags("sha", "v{major}", "v{major}.{minor}", "{major}-{sha}", "release-{major}.{minor}.{patch}"))
                .isEqualTo("sha-8f14e45 (fixed)");
    }

    @Test
    void snapshotInTheBuildMetadataNeverFansOutEither() {
        module.artifact("fleet", "1.5.0+SNAPSHOT");

        assertThat(tags("semver", "semver-minor", "semver-major", "latest-release"))
                .isEqualTo("1.5.0-SNAPSHOT (floating)");
    }

    @ParameterizedTest
    @CsvSource({
        "1.5.0-SNAPSHOT,             floating",
        "1.5.0-snapshot,             floating",
        "v1.5.0-SNAPSHOT,            floating",
        "1.5.0-SNAPSHOT-login,       floating",
        "1.5.0-SNAPSHOT.3,           floating",
        "1.0-20260101.120000-1,      floating",
        "login-20260101.120000-12,   floating",
        "1.5.0-NOSNAPSHOTHERE,       fixed",
        "1.0-20260101,               fixed",
        "20260101.120000,            fixed",
        "1.5.0-rc.1,                 fixed",
    })
    void versionThatMavenBuildsAgainAndAgainFloats(String version, String kind) {
        module.artifact("fleet", version);

        assertThat(tags("semver")).endsWith(" (" + kind + ")");
        assertThat(tags("v{version}-x")).endsWith("-x (" + kind + ")");
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3,         1.2.3 (fixed)",
        "v1.2.3,        1.2.3 (fixed)",
        "1.2.3.4,       1.2.3 (floating)",
        "1.2.3.SP1,     1.2.3 (floating)",
        "1.2.3+build.7, 1.2.3 (floating)",
    })
    void threeNumbersNameOneBuildOnlyWhereTheyAreTheWholeVersion(String version, String tag) {
        module.artifact("fleet", version);

        assertThat(tags("{major}.{minor}.{patch}")).isEqualTo(tag);
        assertThat(tags("r{major}_{minor}_{patch}")).startsWith("r1_2_3 ").endsWith(tag.replaceFirst("^\\S+", ""));
    }

    @Test
    void branchThatIsCalledLikeTheVersionFloatsAllTheSame() {
        module.git(FakeGit.onBranch("1.4.0"));

        assertThat(tags("branch")).isEqualTo("1.4.0 (floating)");
        module.git(FakeGit.onBranch("v1.4.0"));
        assertThat(tags("{branch}")).isEqualTo("v1.4.0 (floating)");
    }

    @ParameterizedTest
    @CsvSource({
        "v1.4.0,               v1.4.0",
        "agent/v1.4.0,         agent-v1.4.0",
        "nightly,              nightly",
        "v1.3.0 1.4.0 v2.0.0,  1.4.0",
        "1.4.0 v1.4.0,         v1.4.0",
        "zeta-1.4.0 fleet-1.4.0, fleet-1.4.0",
        "v1.9.0 v1.10.0 stable, v1.10.0",
        "2.0.0-rc.1 2.0.0,     2.0.0",
        "2.0.0-rc.2 2.0.0-rc.10, 2.0.0-rc.10",
        "2.0 2.0.1 2.0.0,      2.0.1",
        "3.0.0.Final 3.0.0.CR1, 3.0.0.Final",
        "beta alpha,           beta",
    })
    void gitTagIsTheOneOfTheVersionOrElseTheHighest(String names, String tag) {
        module.git(new FakeGit().tagged(names.split(" ")));

        assertThat(tags("{gitTag}")).isEqualTo(tag + " (fixed)");
    }

    @Test
    void gitTagIsOfSnapshotsTooAndMayStandInATemplate() {
        module.artifact("fleet", "1.5.0-SNAPSHOT").git(new FakeGit().tagged("build/77"));

        assertThat(tags("git-{gitTag}", "semver")).isEqualTo("git-build-77 (fixed), 1.5.0-SNAPSHOT (floating)");
    }

    @Test
    void commitWithoutAGitTagIsAProblemOnlyOfTheRuleThatNeedsOne() {
        assertThat(problems("{gitTag}"))
                .containsExactly(PLACE + "no git tag is on the commit that is checked out. Tag it, bring tags of the"
                        + " remote here with 'git fetch --tags', or use {sha}.");
        assertThat(tags("sha")).isEqualTo("sha-8f14e45 (fixed)");
    }

    @Test
    void changesDoNotMarkTheGitTag() {
        module.git(new FakeGit().dirty().tagged("v1.4.0"));

        assertThat(tags("{gitTag}", "sha")).isEqualTo("v1.4.0 (fixed), sha-8f14e45-dirty (fixed)");
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3,           1, 1.2, 1.2.3",
        "1.2.3.4,         1, 1.2, 1.2.3.4",
        "1.2.3.Final,     1, 1.2, 1.2.3.Final",
        "1.2.3.RELEASE,   1, 1.2, 1.2.3.RELEASE",
        "1.2.3-GA,        1, 1.2, 1.2.3-GA",
        "1.2.3.SP1,       1, 1.2, 1.2.3.SP1",
        "1.2,             1, 1.2, 1.2",
        "2026.11.20,      2026, 2026.11, 2026.11.20",
        "01.02.03,        01, 01.02, 01.02.03",
        "v1.2.3,          1, 1.2, 1.2.3",
        "1.2.3+build.7,   1, 1.2, 1.2.3-build.7",
    })
    void releaseOfAnyShapeFansOut(String version, String major, String minor, String full) {
        module.artifact("fleet", version);

        assertThat(tags("semver-major")).startsWith(major + " (");
        assertThat(tags("semver-minor")).startsWith(minor + " (");
        assertThat(tags("semver")).isEqualTo(full + " (fixed)");
    }

    @Test
    void versionWithoutTheNumberThatIsAskedForIsAProblem() {
        module.artifact("fleet", "20261120");

        assertThat(problems("semver-minor"))
                .containsExactly(PLACE
                        + "the version '20261120' has no minor number."
                        + " Use {version}, or give the project a version such as 1.2.3.");
        assertThat(tags("semver-major")).isEqualTo("20261120 (fixed)");
    }

    @Test
    void versionThatIsNoNumberIsATagOfItsOwnAlone() {
        module.artifact("fleet", "nightly");

        assertThat(tags("semver", "semver-major")).isEqualTo("nightly (fixed)");
    }

    @Test
    void imageThatIsLeftWithoutAnyTagIsAProblem() {
        module.artifact("fleet", "1.5.0-SNAPSHOT");

        assertThat(problems("semver-major", "latest-release"))
                .containsExactly(PLACE + "no tag is left, since '1.5.0-SNAPSHOT' is not a release version."
                        + " Add a tag that every version has, such as semver.");
    }

    @Test
    void fixedTagsComeBeforeFloatingOnesAndKeepTheirOrder() {
        assertThat(tags("latest", "semver", "branch", "sha", "semver-minor", "timestamp"))
                .isEqualTo("1.4.0 (fixed), sha-8f14e45 (fixed), 20261120-8f14e45 (fixed),"
                        + " latest (floating), main (floating), 1.4 (floating)");
    }

    @Test
    void tagOfSeveralRulesIsThereOnceAndFixedIfOneOfThemSaysSo() {
        module.git(FakeGit.onBranch("1.4.0"));

        assertThat(tags("branch", "latest", "latest-release", "semver", "latest"))
                .isEqualTo("1.4.0 (fixed), latest (floating)");
    }

    @Test
    void withoutRulesTheTagIsTheVersion() {
        module.image("app");

        assertThat(shown(module.onlyImage().tags())).isEqualTo("1.4.0 (fixed)");
    }

    @Test
    void uncommittedChangesMarkEveryTagThatNamesTheCommit() {
        module.git(new FakeGit().dirty());

        assertThat(tags("sha", "timestamp", "{sha:4}-x", "branch").replaceAll(" \\(\\w+\\)", ""))
                .isEqualTo("sha-8f14e45-dirty, 20261120-8f14e45-dirty, 8f14-dirty-x, main");
    }

    @ParameterizedTest
    @CsvSource({
        "feature/fleet/agent, feature-fleet-agent",
        "fix#12 ü,            fix-12--",
        ".hidden,             hidden",
        "-x,                  x",
        "_private,            _private",
        "release/1.x,         release-1.x",
    })
    void charactersThatATagMayNotHaveBecomeHyphens(String branch, String tag) {
        module.git(FakeGit.onBranch(branch));

        assertThat(tags("branch")).isEqualTo(tag + " (floating)");
        assertThat(tags("b-{branch}")).startsWith("b-");
    }

    @Test
    void suffixEndsEveryTagAndLeavesItsMeaning() {
        module.shared().with("tagSuffix", "-production");

        assertThat(tags("latest", "semver", "sha"))
                .isEqualTo("1.4.0-production (fixed), sha-8f14e45-production (fixed), latest-production (floating)");
    }

    @Test
    void suffixThatNoTagCanHaveIsOneProblemOfItsOwn() {
        module.shared().with("tagSuffix", "+production");

        assertThat(problems("latest", "semver"))
                .containsExactly(
                        "<tagSuffix>: no tag can end with '+production'. Use letters, digits, '_', '.' and '-'.");
    }

    @Test
    void datesAreInUtc() {
        assertThat(tags("{date:yyyyMMddHHmm}")).isEqualTo("202611202330 (fixed)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"semver-foo", "semver-patch", "Semver-Minor", "Latest", "SHA", "SemVer", "LATEST-RELEASE"})
    void nearlyAKeywordIsNotTakenForALiteral(String rule) {
        assertThat(problems(rule))
                .containsExactly(PLACE + "'" + rule + "' is not a tag keyword. Use one of latest, latest-release,"
                        + " semver, semver-minor, semver-major, sha, branch, timestamp, or a template.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{revision} | the tag '{revision}' has the unknown placeholder {revision}."
                        + " Use one of {version} {major} {minor} {patch} {sha} {branch} {gitTag} {date}.",
                "v{Version} | the tag 'v{Version}' has the unknown placeholder {Version}."
                        + " Use one of {version} {major} {minor} {patch} {sha} {branch} {gitTag} {date}.",
                "{}         | the tag '{}' has the unknown placeholder {}."
                        + " Use one of {version} {major} {minor} {patch} {sha} {branch} {gitTag} {date}.",
                "v1 beta    | the tag 'v1 beta' is not one that a registry takes. Use letters, digits, '_', '.' and"
                        + " '-', and placeholders {version} {major} {minor} {patch} {sha} {branch} {gitTag} {date}.",
                "{version   | the tag '{version' is not one that a registry takes. Use letters, digits, '_', '.' and"
                        + " '-', and placeholders {version} {major} {minor} {patch} {sha} {branch} {gitTag} {date}.",
                "app:1      | the tag 'app:1' is not one that a registry takes. Use letters, digits, '_', '.' and"
                        + " '-', and placeholders {version} {major} {minor} {patch} {sha} {branch} {gitTag} {date}.",
                "-x         | the tag '-x' is not one that a registry takes."
                        + " Use letters, digits, '_', '.' and '-', and begin with a letter, a digit or '_'.",
                "{sha:0}    | '0' is not a length for {sha}. Write a number from 1 to 40, such as {sha:12}.",
                "{sha:41}   | '41' is not a length for {sha}. Write a number from 1 to 40, such as {sha:12}.",
                "{sha:long} | 'long' is not a length for {sha}. Write a number from 1 to 40, such as {sha:12}.",
                "{date:bb}  | 'bb' is not a date format."
                        + " Write one such as {date:yyyyMMdd} or {date:yyyyMMddHHmm}.",
                "{date:ppyyyy} | 'ppyyyy' is not a date format."
                        + " Write one such as {date:yyyyMMdd} or {date:yyyyMMddHHmm}.",
                "{major:2}  | the placeholder {major} takes nothing behind a colon, but has '2'. Write {major}.",
            })
    void malformedRuleIsNamedWithWhatToWrite(String rule, String problem) {
        assertThat(problems(rule)).containsExactly(PLACE + problem);
    }

    @Test
    void tagOfMoreThan128CharactersIsAProblemAndNoCut() {
        module.git(FakeGit.onBranch("b".repeat(130)));

        assertThat(problems("branch"))
                .containsExactly(PLACE + "'branch' makes no tag: the tag '" + "b".repeat(130)
                        + "' has 130 characters, a registry takes at most 128. Shorten it.");
        module.git(FakeGit.onBranch("b".repeat(128)));
        assertThat(tags("branch")).isEqualTo("b".repeat(128) + " (floating)");
    }

    @Test
    void suffixCountsForTheLengthToo() {
        module.git(FakeGit.onBranch("b".repeat(120))).shared().with("tagSuffix", "-production");

        assertThat(problems("branch"))
                .containsExactly(PLACE + "'branch' makes no tag: the tag '" + "b".repeat(120)
                        + "-production' has 131 characters, a registry takes at most 128. Shorten it.");
        module.shared().with("tagSuffix", "-prod-12");
        assertThat(tags("branch")).isEqualTo("b".repeat(120) + "-prod-12 (floating)");
    }

    @Test
    void longLiteralIsNoCutEither() {
        assertThat(problems("c".repeat(129)))
                .containsExactly(PLACE + "the tag '" + "c".repeat(129)
                        + "' has 129 characters, a registry takes at most 128. Shorten it.");
    }

    @Test
    void branchOfForeignLettersAloneIsNamedWithItsRule() {
        module.git(FakeGit.onBranch("日本"));

        assertThat(problems("{branch}"))
                .containsExactly(PLACE + "'{branch}' makes no tag: the tag '' is not one that a registry takes."
                        + " Use letters, digits, '_', '.' and '-', and begin with a letter, a digit or '_'.");
    }

    @Test
    void tagsOfGitNeedARepositoryWithACommitAndABranch() {
        module.git(Optional::empty);
        assertThat(tags("latest", "semver", "{date:yyyy}")).isEqualTo("1.4.0 (fixed), 2026 (fixed), latest (floating)");
        assertThat(problems("{gitTag}")).hasSize(1);
        assertThat(problems("sha"))
                .containsExactly(PLACE + "this module is not in a git repository."
                        + " Build from a git checkout, or use a tag without {sha}, {branch} and {gitTag}.");

        module.git(FakeGit.withoutCommits());
        assertThat(problems("sha"))
                .containsExactly(
                        PLACE + "the git repository has no commit yet." + " Commit once, or use a tag without {sha}.");

        module.git(FakeGit.detached());
        assertThat(problems("branch"))
                .containsExactly(PLACE + "no git branch is checked out (detached HEAD), and no CI service names one."
                        + " Check out a branch, or use {sha}.");
        assertThat(tags("sha")).isEqualTo("sha-8f14e45 (fixed)");
    }

    @Test
    void everyWrongRuleOfAnImageIsNamed() {
        assertThat(problems("semver-foo", "latest", "{x}", "a b")).hasSize(3);
    }

    private String tags(String... rules) {
        module.noImages().image("app").with("tags", rules);
        return shown(module.onlyImage().tags());
    }

    private List<String> problems(String... rules) {
        module.noImages().image("app").with("tags", rules);
        return module.problems();
    }

    private static String shown(List<ImageTag> tags) {
        return tags.stream()
                .map(tag -> tag + (tag.floating() ? " (floating)" : " (fixed)"))
                .collect(Collectors.joining(", "));
    }
}

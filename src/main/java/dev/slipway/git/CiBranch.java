package dev.slipway.git;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The branch that a CI service builds, as its variables say. Services check out a commit, not a branch, so git itself
 * does not know.
 *
 * <p>A variable counts only beside the mark of its service, such as {@code GITHUB_ACTIONS=true}: a {@code BRANCH_NAME}
 * that somebody left in a shell says nothing. Names of tags and of pull requests are no branches.
 *
 * @param isHere whether the variables are those of this service
 * @param branch what its variables say
 */
record CiBranch(Predicate<Variables> isHere, Function<Variables, Optional<String>> branch) {

    private static final String BRANCHES = "refs/heads/";

    private static final List<CiBranch> SERVICES = List.of(
            new CiBranch(variables -> variables.isTrue("GITHUB_ACTIONS"), CiBranch::ofGitHub),
            new CiBranch(variables -> variables.isTrue("GITLAB_CI"), CiBranch::ofGitLab),
            new CiBranch(variables -> variables.has("CODEBUILD_BUILD_ID"), CiBranch::ofCodeBuild),
            new CiBranch(variables -> variables.has("BITBUCKET_BUILD_NUMBER"), CiBranch::ofBitbucket),
            new CiBranch(variables -> variables.isTrue("TF_BUILD"), CiBranch::ofAzure),
            new CiBranch(variables -> variables.isTrue("CIRCLECI"), CiBranch::ofCircle),
            new CiBranch(variables -> variables.has("JENKINS_URL"), CiBranch::ofJenkins));

    /** The branch that the service names in whose build these variables are; empty outside of any. */
    static Optional<String> in(Variables variables) {
        return SERVICES.stream()
                .filter(service -> service.isHere.test(variables))
                .flatMap(service -> service.branch.apply(variables).stream())
                .findFirst();
    }

    /** Environment variables by name; one that is an empty text counts as unset. */
    interface Variables {

        /** The value, or empty. */
        Optional<String> value(String name);

        /** Whether it is set. */
        default boolean has(String name) {
            return value(name).isPresent();
        }

        /** Whether it is {@code true}, in small letters or not. */
        default boolean isTrue(String name) {
            return value(name).filter(text -> text.equalsIgnoreCase("true")).isPresent();
        }

        /** The name behind {@code refs/heads/}; empty for any other value. */
        default Optional<String> branchReference(String name) {
            return value(name).flatMap(CiBranch::afterHeads);
        }
    }

    private static Optional<String> afterHeads(String reference) {
        return Optional.of(reference)
                .filter(text -> text.startsWith(BRANCHES) && text.length() > BRANCHES.length())
                .map(text -> text.substring(BRANCHES.length()));
    }

    private static Optional<String> ofGitHub(Variables variables) {
        return variables.value("GITHUB_HEAD_REF").or(() -> variables.branchReference("GITHUB_REF"));
    }

    private static Optional<String> ofGitLab(Variables variables) {
        return variables.value("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME").or(() -> variables.value("CI_COMMIT_BRANCH"));
    }

    private static Optional<String> ofCodeBuild(Variables variables) {
        return variables
                .branchReference("CODEBUILD_WEBHOOK_HEAD_REF")
                .or(() -> variables.branchReference("CODEBUILD_SOURCE_VERSION"));
    }

    private static Optional<String> ofBitbucket(Variables variables) {
        return variables.value("BITBUCKET_BRANCH");
    }

    private static Optional<String> ofAzure(Variables variables) {
        return variables
                .branchReference("SYSTEM_PULLREQUEST_SOURCEBRANCH")
                .or(() -> variables.branchReference("BUILD_SOURCEBRANCH"));
    }

    private static Optional<String> ofCircle(Variables variables) {
        return variables.value("CIRCLE_BRANCH").filter(branch -> !branch.startsWith("pull/"));
    }

    /** {@code BRANCH_NAME} of a multibranch job is the tag where a tag is built, and {@code PR-7} for a pull request. */
    private static Optional<String> ofJenkins(Variables variables) {
        if (variables.has("TAG_NAME")) {
            return Optional.empty();
        }
        if (variables.has("CHANGE_ID")) {
            return variables.value("CHANGE_BRANCH");
        }
        return variables
                .value("BRANCH_NAME")
                .or(() -> variables.value("GIT_BRANCH").flatMap(CiBranch::withoutRemote));
    }

    /** Jenkins' git plugin writes {@code origin/main}, and {@code detached} where it knows no branch. */
    private static Optional<String> withoutRemote(String branch) {
        String local = Stream.of(BRANCHES, "refs/remotes/", "remotes/")
                .filter(branch::startsWith)
                .findFirst()
                .map(prefix -> branch.substring(prefix.length()))
                .orElse(branch)
                .replaceFirst("^origin/", "");
        return Optional.of(local)
                .filter(name -> !name.isEmpty() && !name.equals("detached"))
                .filter(name -> !name.startsWith("refs/") && !name.startsWith("tags/"));
    }
}

package dev.slipway.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CiBranchTest {

    @ParameterizedTest
    @CsvSource({
        "GITHUB_ACTIONS=true GITHUB_REF=refs/heads/feature/login GITHUB_REF_NAME=feature/login, feature/login",
        "GITHUB_ACTIONS=true GITHUB_HEAD_REF=feature/login GITHUB_REF=refs/pull/7/merge,         feature/login",
        "GITHUB_ACTIONS=true GITHUB_HEAD_REF= GITHUB_REF=refs/heads/main,                       main",
        "GITLAB_CI=true CI_COMMIT_BRANCH=main CI_COMMIT_REF_NAME=main,                          main",
        "GITLAB_CI=true CI_MERGE_REQUEST_SOURCE_BRANCH_NAME=fix/7,                              fix/7",
        "JENKINS_URL=http://ci/ BRANCH_NAME=main GIT_BRANCH=main,                               main",
        "JENKINS_URL=http://ci/ CHANGE_ID=7 CHANGE_BRANCH=fix/7 BRANCH_NAME=PR-7,               fix/7",
        "JENKINS_URL=http://ci/ GIT_BRANCH=origin/feature/login,                                feature/login",
        "JENKINS_URL=http://ci/ GIT_BRANCH=refs/remotes/origin/main,                            main",
        "JENKINS_URL=http://ci/ GIT_BRANCH=refs/heads/main,                                     main",
        "CODEBUILD_BUILD_ID=b:1 CODEBUILD_WEBHOOK_HEAD_REF=refs/heads/main,                     main",
        "CODEBUILD_BUILD_ID=b:1 CODEBUILD_SOURCE_VERSION=refs/heads/feature/login,              feature/login",
        "BITBUCKET_BUILD_NUMBER=1 BITBUCKET_BRANCH=feature/login,                               feature/login",
        "TF_BUILD=True BUILD_SOURCEBRANCH=refs/heads/main,                                      main",
        "TF_BUILD=True SYSTEM_PULLREQUEST_SOURCEBRANCH=refs/heads/a BUILD_SOURCEBRANCH=refs/pull/7/merge, a",
        "CIRCLECI=true CIRCLE_BRANCH=main,                                                      main",
    })
    void branchIsTheOneThatTheServiceNames(String variables, String branch) {
        assertThat(in(variables)).contains(branch);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GITHUB_ACTIONS=true GITHUB_REF=refs/tags/v1.0.0 GITHUB_REF_NAME=v1.0.0 GITHUB_REF_TYPE=tag",
                "GITHUB_ACTIONS=true GITHUB_REF=refs/heads/",
                "GITLAB_CI=true CI_COMMIT_TAG=v1.0.0 CI_COMMIT_REF_NAME=v1.0.0",
                "JENKINS_URL=http://ci/ TAG_NAME=v1.0.0 BRANCH_NAME=v1.0.0",
                "JENKINS_URL=http://ci/ CHANGE_ID=7 BRANCH_NAME=PR-7 GIT_BRANCH=PR-7",
                "JENKINS_URL=http://ci/ GIT_BRANCH=detached",
                "JENKINS_URL=http://ci/ GIT_BRANCH=refs/tags/v1.0.0",
                "JENKINS_URL=http://ci/ GIT_BRANCH=origin/tags/v1.0.0",
                "JENKINS_URL=http://ci/",
                "CODEBUILD_BUILD_ID=b:1 CODEBUILD_SOURCE_VERSION=8f14e45fceea167a5a36dedd4bea2543b3f2c1d0",
                "CODEBUILD_BUILD_ID=b:1 CODEBUILD_SOURCE_VERSION=pr/7",
                "CODEBUILD_BUILD_ID=b:1 CODEBUILD_SOURCE_VERSION=arn:aws:s3:::pipeline/source.zip",
                "BITBUCKET_BUILD_NUMBER=1 BITBUCKET_TAG=v1.0.0",
                "TF_BUILD=True BUILD_SOURCEBRANCH=refs/tags/v1.0.0",
                "CIRCLECI=true CIRCLE_TAG=v1.0.0",
                "CIRCLECI=true CIRCLE_BRANCH=pull/7",
            })
    void tagsPullRequestsAndCommitsAreNoBranches(String variables) {
        assertThat(in(variables)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BRANCH_NAME=stale GIT_BRANCH=origin/stale CHANGE_BRANCH=stale",
                "GITHUB_HEAD_REF=stale GITHUB_REF=refs/heads/stale",
                "GITHUB_ACTIONS=false GITHUB_REF=refs/heads/stale",
                "CI=true CI_COMMIT_BRANCH=stale CI_MERGE_REQUEST_SOURCE_BRANCH_NAME=stale",
                "CODEBUILD_WEBHOOK_HEAD_REF=refs/heads/stale",
                "BITBUCKET_BRANCH=stale",
                "BUILD_SOURCEBRANCH=refs/heads/stale",
                "CIRCLE_BRANCH=stale",
                "GITHUB_ACTIONS=true BRANCH_NAME=stale",
            })
    void variableWithoutTheMarkOfItsServiceSaysNothing(String variables) {
        assertThat(in(variables)).isEmpty();
    }

    private static Optional<String> in(String text) {
        Map<String, String> variables = Arrays.stream(text.split(" "))
                .map(variable -> variable.split("=", 2))
                .collect(Collectors.toMap(variable -> variable[0], variable -> variable[1]));
        return CiBranch.in(name -> Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty()));
    }
}

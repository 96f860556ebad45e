package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.FakeGit;
import dev.slipway.testing.TestModule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoliciesTest {

    private static final Settings.Policies NO_LATEST = new Settings.Policies(true, null, null, null);
    private static final Settings.Policies VERSION_TAG = new Settings.Policies(null, null, true, null);
    private static final Settings.Policies CLEAN = new Settings.Policies(null, null, null, true);

    @TempDir
    private Path directory;

    private TestModule module(Settings.Policies policies) {
        return new TestModule(directory).policies(policies);
    }

    private TestModule trusting(String... registries) {
        return module(new Settings.Policies(null, List.of(registries), null, null));
    }

    private static Settings.Features contexts(Map<String, String> contexts) {
        Settings.Features none = Settings.Features.none();
        return new Settings.Features(
                none.addHosts(),
                none.shmSize(),
                none.ulimits(),
                new Settings.Inputs(null, null, contexts),
                none.cacheFrom(),
                none.cacheTo(),
                none.attestations());
    }

    private static RegistrySettings.Ecr ecrOf(String accountId) {
        RegistrySettings.Ecr none = RegistrySettings.Ecr.none();
        return new RegistrySettings.Ecr(accountId, none.access(), null, null, none.repository());
    }

    // latest

    @Test
    void latestIsNoProblemWhereNothingIsSaid() {
        TestModule module = module(Settings.Policies.none()).dockerfile("FROM alpine:latest\n");
        module.image("app").with("tags", "latest");

        assertThat(module.problems()).isEmpty();
    }

    @Test
    void latestIsRefusedAsATagAndAsABaseAtOnce() {
        TestModule module = module(NO_LATEST)
                .file("Dockerfile.agent", "FROM alpine:latest AS tools\n\nFROM debian\nCOPY --from=tools /bin /bin\n");
        module.image("agent").with("dockerFile", "Dockerfile.agent").with("tags", "latest", "semver");

        assertThat(module.problems())
                .containsExactly(
                        "<images><image>[agent]<tags>: <forbidLatest> refuses the tag 'latest'. Use tags that name a"
                                + " version, such as semver.",
                        "<images><image>[agent]<dockerFile>: Dockerfile.agent:1: <forbidLatest> refuses 'alpine:latest'."
                                + " Write the tag of a version, or a digest.",
                        "<images><image>[agent]<dockerFile>: Dockerfile.agent:3: <forbidLatest> refuses 'debian', which"
                                + " has no tag and so means latest. Write the tag of a version, or a digest.");
    }

    @Test
    void latestIsRefusedWhereverADockerfileNamesAnImage() {
        TestModule module = module(NO_LATEST).dockerfile("""
                        FROM debian:12
                        COPY --from=localhost:5000/tools /bin /bin
                        RUN --mount=type=bind,from=alpine:latest,target=/mnt ls /mnt
                        """);
        module.image("app");

        assertThat(module.problems())
                .satisfiesExactly(
                        problem ->
                                assertThat(problem).contains("Dockerfile:2: ", "'localhost:5000/tools', which has no"),
                        problem -> assertThat(problem).contains("Dockerfile:3: ", "'alpine:latest'."));
    }

    @Test
    void latestIsRefusedInContexts() {
        TestModule module = module(NO_LATEST).dockerfile("FROM runtime\nCOPY --from=tools / /\n");
        module.image("app")
                .features(contexts(Map.of("runtime", "docker-image://debian", "tools", "docker-image://alpine:3.20")));

        assertThat(module.problems())
                .containsExactly(
                        "<images><image>[app]<contexts><runtime>: <forbidLatest> refuses 'debian', which has no"
                                + " tag and so means latest. Write the tag of a version, or a digest.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "debian:12",
                "scratch",
                "localhost:5000/debian:12",
                "debian:latest-slim",
                "debian@sha256:c2c58af6e3ceeb3ed40adba85d24cfa62b7432091597ada9b76b56a51b62f4c6"
            })
    void baseWithAVersionOrADigestIsNotLatest(String base) {
        TestModule module = module(NO_LATEST).dockerfile("FROM " + base + "\n");
        module.image("app");

        assertThat(module.problems()).isEmpty();
    }

    @Test
    void latestBesideADigestIsStillWrittenThere() {
        TestModule module = module(NO_LATEST)
                .dockerfile("FROM debian:latest@sha256:"
                        + "c2c58af6e3ceeb3ed40adba85d24cfa62b7432091597ada9b76b56a51b62f4c6\n");
        module.image("app");

        assertThat(module.problems()).singleElement().asString().contains("refuses 'debian:latest@sha256:c2c5");
    }

    @Test
    void tagThatOnlyBeginsWithLatestIsNotLatest() {
        TestModule module = module(NO_LATEST).dockerfile("FROM debian:12\n");
        module.image("app").with("tags", "latest").with("tagSuffix", "-production");

        assertThat(module.problems()).isEmpty();
    }

    @Test
    void keywordThatMakesLatestIsRefusedWhereItStands() {
        TestModule module = module(NO_LATEST).dockerfile("FROM debian:12\n");
        module.shared().with("tags", "latest-release", "semver");
        module.image("one");
        module.image("two");

        assertThat(module.problems()).singleElement().asString().startsWith("<tags>: <forbidLatest>");
    }

    @Test
    void imageOfTheModuleIsNotUsedAsLatestEither() {
        TestModule module =
                module(NO_LATEST).file("Dockerfile.base", "FROM debian:12\n").dockerfile("FROM colony-base\n");
        module.image("colony-base").with("dockerFile", "Dockerfile.base");
        module.image("app");

        assertThat(module.problems()).singleElement().asString().contains("[app]", "'colony-base', which has no tag");
    }

    @Test
    void argumentsDecideWhichImageIsMeant() {
        TestModule module = module(NO_LATEST).dockerfile("ARG VERSION=latest\nFROM debian:${VERSION}\n");
        module.image("pinned").arg("VERSION", "12");
        module.image("loose");

        assertThat(module.problems()).singleElement().asString().contains("[loose]", "Dockerfile:2", "'debian:latest'");
    }

    @Test
    void stageThatIsNotBuiltUsesNothing() {
        String dockerfile = "FROM debian:latest AS debug\nFROM debian:12 AS production\n";
        TestModule withBuildKit = module(NO_LATEST).dockerfile(dockerfile);
        withBuildKit.image("app").with("target", "production");
        TestModule classic = module(NO_LATEST).engine("docker");
        classic.image("app").with("target", "production");

        assertThat(withBuildKit.problems()).isEmpty();
        assertThat(classic.problems()).singleElement().asString().contains("Dockerfile:1");
    }

    @Test
    void everyPlatformIsLookedAt() {
        TestModule module = module(NO_LATEST)
                .dockerfile("FROM debian:12 AS on-amd64\nFROM debian AS on-arm64\nFROM on-${TARGETARCH}\n");
        module.image("all");
        module.image("amd64").with("platforms", "linux/amd64");

        assertThat(module.problems()).singleElement().asString().contains("[all]", "Dockerfile:2");
    }

    // trusted registries

    @ParameterizedTest
    @CsvSource({
        "debian:12, docker.io/library",
        "debian:12, index.docker.io/library",
        "docker.io/debian:12, docker.io",
        "bitnami/redis:7, docker.io/bitnami",
        "ghcr.io/acme/base:1, ghcr.io/acme",
        "ghcr.io/acme/team/base:1, ghcr.io/acme",
        "ghcr.io/acme/base:1, ghcr.io/acme/base",
        "ghcr.io/acme-two/base:1, ghcr.io/acme-*",
        "ghcr.io/acme/base@sha256:c2c58af6e3ceeb3ed40adba85d24cfa62b7432091597ada9b76b56a51b62f4c6, ghcr.io/acme",
        "GHCR.io/acme/base:1, ghcr.io",
        "localhost:5000/base:1, localhost:5000",
        "localhost:5001/base:1, localhost:*",
        "registry.acme.example/base:1, *.acme.example",
        "quay.io/base:1, *",
        "123456789012.dkr.ecr.eu-west-1.amazonaws.com/base:1, 123456789012.dkr.ecr.eu-west-1.amazonaws.com",
        "123456789012.dkr-ecr.eu-west-1.on.aws/base:1, 123456789012.dkr.ecr.eu-west-1.amazonaws.com",
        "123456789012.dkr.ecr.eu-west-1.amazonaws.com/base:1, *.dkr.ecr.eu-west-1.amazonaws.com",
        "public.ecr.aws/docker/library/debian:12, public.ecr.aws/docker"
    })
    void baseOfATrustedRegistryIsFine(String base, String trusted) {
        TestModule module = trusting("registry.example", trusted).dockerfile("FROM " + base + "\n");
        module.image("app");

        assertThat(module.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "debian:12, docker.io/acme, docker.io/library",
        "ghcr.io/acme-two/base:1, ghcr.io/acme, ghcr.io/acme-two",
        "ghcr.io/base:1, ghcr.io/acme/team, ghcr.io",
        "ghcr.io/other/acme:1, ghcr.io/acme, ghcr.io/other",
        "ghcr.io.evil.example/acme/base:1, ghcr.io/acme, ghcr.io.evil.example/acme",
        "ghcrxio.example/acme/base:1, ghcr.io.example, ghcrxio.example/acme",
        "localhost:5001/base:1, localhost:5000, localhost:5001",
        "acme.example/base:1, *.acme.example, acme.example",
        "123456789012.dkr.ecr.eu-west-1.amazonaws.com/base:1, ecr, 123456789012.dkr.ecr.eu-west-1.amazonaws.com"
    })
    void baseOfAnotherRegistryIsNot(String base, String trusted, String shown) {
        TestModule module = trusting(trusted).dockerfile("FROM " + base + "\n");
        module.image("app");

        assertThat(module.problems())
                .containsExactly("<images><image>[app]<dockerFile>: Dockerfile:1: <trustedRegistries> does not list "
                        + shown + ", where '" + base + "' comes from. Take the image from " + trusted
                        + ", or add its registry to the list.");
    }

    @Test
    void basesOfAllNeededStagesAndContextsAreLookedAt() {
        TestModule module = trusting("docker.io/library", "ghcr.io/acme").dockerfile("""
                        FROM quay.io/tools/node:22 AS build
                        FROM debian:12
                        COPY --from=build / /
                        COPY --from=gcr.io/acme/kaniko:1 / /
                        COPY --from=assets / /
                        """);
        module.image("app").features(contexts(Map.of("assets", "docker-image://quay.io/acme/assets:1")));

        assertThat(module.problems())
                .containsExactly(
                        "<images><image>[app]<dockerFile>: Dockerfile:1: <trustedRegistries> does not list quay.io/tools,"
                                + " where 'quay.io/tools/node:22' comes from. Take the image from one of"
                                + " docker.io/library, ghcr.io/acme, or add its registry to the list.",
                        "<images><image>[app]<dockerFile>: Dockerfile:4: <trustedRegistries> does not list gcr.io/acme,"
                                + " where 'gcr.io/acme/kaniko:1' comes from. Take the image from one of"
                                + " docker.io/library, ghcr.io/acme, or add its registry to the list.",
                        "<images><image>[app]<contexts><assets>: <trustedRegistries> does not list quay.io/acme, where"
                                + " 'quay.io/acme/assets:1' comes from. Take the image from one of docker.io/library,"
                                + " ghcr.io/acme, or add its registry to the list.");
    }

    @Test
    void imagesOfTheModuleAndScratchComeFromNowhere() {
        TestModule module = trusting("ghcr.io/acme")
                .file("Dockerfile.base", "FROM scratch\n")
                .dockerfile("FROM colony-base:1.4.0\n");
        module.image("colony-base").with("dockerFile", "Dockerfile.base");
        module.image("app");

        assertThat(module.problems()).isEmpty();
        assertThat(module.filter("app").problems()).isEmpty();
    }

    @Test
    void registryInAVariableOfThePlatformIsKnownAllTheSame() {
        TestModule module = trusting("ghcr.io/acme").dockerfile("FROM quay.io/acme/base-${TARGETARCH}:1\n");
        module.image("app");

        assertThat(module.problems())
                .satisfiesExactly(
                        problem -> assertThat(problem).contains("'quay.io/acme/base-amd64:1'"),
                        problem -> assertThat(problem).contains("'quay.io/acme/base-arm64:1'"));
    }

    @ParameterizedTest
    @CsvSource({
        "ghcr.io/acme, ghcr.io/acme",
        "ghcr.io, ghcr.io/fleet",
        "ecr, ecr",
        "ecr:eu-west-1, ecr",
        "ecr:eu-west-1, ecr:eu-west-1",
        "ecr/acme, ecr/acme",
        "ecr, *.dkr.ecr.*",
        "ecr:eu-west-1, *.dkr.ecr.eu-west-1.amazonaws.com",
        "ecr:cn-north-1, *.dkr.ecr.cn-north-1.amazonaws.com.cn",
        "123456789012.dkr.ecr.us-east-1.amazonaws.com, 123456789012.dkr.ecr.us-east-1.amazonaws.com",
        "123456789012.dkr-ecr.us-east-1.on.aws, 123456789012.dkr-ecr.us-east-1.on.aws"
    })
    void imagesGoToTrustedRegistries(String destination, String trusted) {
        TestModule module = trusting(trusted).dockerfile("FROM scratch\n");
        module.image("app").with("registries", destination).with("namespace", "fleet");

        assertThat(module.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ghcr.io/other, ghcr.io/acme, ghcr.io/other/fleet",
        "ghcr.io, ghcr.io/acme, ghcr.io/fleet",
        "ecr, ecr:eu-west-1, ecr/fleet",
        "ecr:us-east-1, ecr:eu-west-1, ecr:us-east-1/fleet",
        "ecr:us-east-1, *.dkr.ecr.eu-west-1.amazonaws.com, ecr:us-east-1/fleet",
        "ecr:us-east-1, 123456789012.dkr.ecr.us-east-1.amazonaws.com, ecr:us-east-1/fleet",
        "123456789012.dkr.ecr.us-east-1.amazonaws.com, ecr, 123456789012 ecr:us-east-1/fleet",
        "public.ecr.aws/acme, ecr, public.ecr.aws/acme/fleet"
    })
    void imagesGoNowhereElse(String destination, String trusted, String shown) {
        TestModule module = trusting(trusted).dockerfile("FROM scratch\n");
        module.image("app").with("registries", destination).with("namespace", "fleet");

        assertThat(module.problems())
                .containsExactly("<images><image>[app]<registries>: <trustedRegistries> does not list " + shown
                        + ", where images go to. Push to " + trusted + ", or add the registry to the list.");
    }

    @Test
    void ecrMeansTheAccountThatThePomNames() {
        String own = "123456789012.dkr.ecr.us-east-1.amazonaws.com";
        TestModule module = trusting("ecr").ecr(ecrOf("123456789012")).dockerfile("FROM " + own + "/base:1\n");
        module.image("app")
                .with("registries", own, "ecr", "ecr:eu-west-1", "999999999999.dkr.ecr.us-east-1.amazonaws.com");

        assertThat(module.problems())
                .singleElement()
                .asString()
                .startsWith("<images><image>[app]<registries>: <trustedRegistries> does not list 999999999999 ecr");
    }

    @Test
    void imageThatStaysHereGoesNowhere() {
        TestModule module = trusting("ghcr.io/acme").dockerfile("FROM scratch\n");
        module.image("app").with("registries", "ghcr.io/other").with("skipPush", "true");

        assertThat(module.problems()).isEmpty();
    }

    @Test
    void everyMalformedEntryIsAProblemAndNothingIsHeldAgainstTheRest() {
        TestModule module = trusting(
                        "https://ghcr.io",
                        "acme",
                        "ghcr.io/Acme",
                        "ghcr.io/acme:1",
                        "ecr:europe",
                        "ghcr.io/",
                        "gh cr.io")
                .dockerfile("FROM debian:12\n");
        module.image("app");

        String place = "<policies><trustedRegistries>: the trusted registry ";
        String forms = ". Write host[:port][/namespace], where * stands for any text, or ecr[:REGION].";
        assertThat(module.problems())
                .containsExactly(
                        place + "'https://ghcr.io' is written as a URL" + forms,
                        place + "'acme' names no registry host: 'acme' has neither a dot nor a port" + forms,
                        place + "'ghcr.io/Acme' has the namespace 'Acme', which no registry takes" + forms,
                        place + "'ghcr.io/acme:1' has a tag or a digest" + forms,
                        place + "'ecr:europe' names no AWS region" + forms,
                        place + "'ghcr.io/' has the namespace '', which no registry takes" + forms,
                        place + "'gh cr.io' names no registry host" + forms);
    }

    // version tags

    @ParameterizedTest
    @CsvSource({
        "semver, 1.4.0",
        "v{version}, 1.4.0",
        "{version}-production, 1.4.0",
        "{major}.{minor}.{patch}, 1.4.0",
        "release-{version}-{sha}, 1.4.0",
        "semver, 1.4.0-SNAPSHOT",
        "semver, 1.4.0+build.7",
        "semver, nightly"
    })
    void tagWithTheVersionIsOne(String tag, String version) {
        TestModule module = module(VERSION_TAG).artifact("fleet", version).dockerfile("FROM scratch\n");
        module.image("app").with("tags", "latest", tag).with("tagSuffix", "-arm");

        assertThat(module.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "latest, 1.4.0",
        "sha, 1.4.0",
        "1{version}, 1.4.0",
        "2.{version}, 1.4.0",
        "{version}.1, 1.4.0",
        "semver-minor, 1.4.0"
    })
    void tagWithoutTheVersionIsNone(String tag, String version) {
        TestModule module = module(VERSION_TAG).artifact("fleet", version).dockerfile("FROM scratch\n");
        module.image("app").with("tags", tag);

        assertThat(module.problems()).singleElement().asString().contains("finds no tag with the version " + version);
    }

    @Test
    void missingVersionTagIsExplained() {
        TestModule module = module(VERSION_TAG).dockerfile("FROM scratch\n");
        module.image("app").with("tags", "latest", "sha");

        assertThat(module.problems())
                .containsExactly("<images><image>[app]<tags>: <requireVersionTag> finds no tag with the version 1.4.0"
                        + " among sha-8f14e45, latest. Add semver, or a template with {version}.");
    }

    // work tree

    @Test
    void releaseNeedsAWorkTreeWithoutChanges() {
        TestModule clean = module(CLEAN).dockerfile("FROM scratch\n");
        TestModule dirty = module(CLEAN).git(new FakeGit().dirty());

        assertThat(clean.problems()).isEmpty();
        assertThat(dirty.problems())
                .containsExactly("<policies><requireCleanWorkTree>: 1.4.0 is a release, and the git work tree has"
                        + " changes. Commit, stash or ignore what git status lists.");
    }

    @Test
    void releaseNeedsARepository() {
        TestModule module = module(CLEAN).git(Optional::empty).dockerfile("FROM scratch\n");

        assertThat(module.problems())
                .containsExactly("<policies><requireCleanWorkTree>: 1.4.0 is a release, and this module is not in a git"
                        + " repository. Build releases from a git checkout.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.4.0-SNAPSHOT", "1.4.0-rc.1"})
    void othersDoNotAskGit(String version) {
        TestModule module = module(CLEAN)
                .artifact("fleet", version)
                .withoutOciLabels()
                .git(() -> {
                    throw new AssertionError("git was asked");
                })
                .dockerfile("FROM scratch\n");

        assertThat(module.problems()).isEmpty();
    }

    @Test
    void moduleWithoutImagesDoesNotAskGit() {
        TestModule module = module(CLEAN).noImages().git(() -> {
            throw new AssertionError("git was asked");
        });

        assertThat(module.plan().isEmpty()).isTrue();
    }

    // together

    @Test
    void imageThatIsNotSelectedStopsNoOther() {
        TestModule module = module(new Settings.Policies(true, List.of("docker.io"), true, true))
                .git(new FakeGit().dirty())
                .dockerfile("FROM debian:12\n")
                .file("Dockerfile.old", "FROM quay.io/acme/old\n");
        module.image("old").with("dockerFile", "Dockerfile.old").with("tags", "latest");
        module.image("app");

        assertThat(module.filter("app").problems())
                .singleElement()
                .asString()
                .startsWith("<policies><requireCleanWorkTree>");
        assertThat(module.filter("nothing").problems()).isEmpty();
        assertThat(module.filter("old").problems()).hasSize(5);
    }

    @Test
    void placeIsTheElementThatSaysIt() {
        TestModule module = module(NO_LATEST).dockerfile("FROM debian\n");
        module.imageSet("claude-flow").shared().with("tags", "latest").with("dockerFile", "Dockerfile");
        module.shared().with("tags", "latest");
        module.image("alone").with("dockerFile", "Dockerfile");

        assertThat(module.problems())
                .extracting(problem -> problem.substring(0, problem.indexOf(": ")))
                .containsExactly(
                        "<tags>",
                        "<images><image>[alone]<dockerFile>",
                        "<imageSets><imageSet>[claude-flow]<tags>",
                        "<imageSets><imageSet>[claude-flow]<dockerFile>");
    }
}

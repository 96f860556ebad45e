package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.slipway.image.Digest;
import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import dev.slipway.image.Tag;
import dev.slipway.testing.TestImages;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromotionPlannerTest {

    private static final Digest DIGEST = TestImages.digest('a');

    private List<String> from = List.of("ghcr.io/acme/agent:sha-abc1234");
    private List<String> to = List.of();
    private List<String> tags = List.of("stable");
    private List<RegistrySettings.Registry> registries = List.of();
    private RegistrySettings shared = RegistrySettings.none();

    private PromotionPlan plan() {
        return new PromotionPlanner(new PromotionSettings(from, to, tags, registries, shared, false), Path.of("."))
                .plan();
    }

    private PromotionPlan.Image onlyImage() {
        assertThat(plan().images()).hasSize(1);
        return plan().images().get(0);
    }

    private List<String> problems() {
        try {
            plan();
            return List.of();
        } catch (InvalidPlanException e) {
            return e.problems().stream().map(Problem::toString).toList();
        }
    }

    private static Destination.Host host(String host, String namespace) {
        return new Destination.Host(RegistryHost.parse(host), namespace, false);
    }

    private static Destination.Ecr ecr(@Nullable String account, String region, AwsAccess access) {
        return new Destination.Ecr(account, region, "", access);
    }

    @Test
    void imageGetsATagWhereItIs() {
        PromotionPlan.Image image = onlyImage();

        assertThat(image.source())
                .isEqualTo(new PromotionPlan.Source(
                        host("ghcr.io", "acme"),
                        RepositoryName.parse("acme/agent"),
                        Optional.of(Tag.parse("sha-abc1234")),
                        Optional.empty()));
        assertThat(image.targets())
                .containsExactly(
                        new ImagePlan.Publication(host("ghcr.io", "acme"), RepositoryName.parse("acme/agent"), false));
        assertThat(image.tags()).containsExactly(Tag.parse("stable"));
    }

    @Test
    void digestNamesAnImageToo() {
        from = List.of("ghcr.io/acme/agent@" + DIGEST, "ghcr.io/acme/tool:1.4@" + DIGEST);

        assertThat(plan().images())
                .extracting(PromotionPlan.Image::source)
                .extracting(PromotionPlan.Source::tag, PromotionPlan.Source::digest)
                .containsExactly(
                        tuple(Optional.empty(), Optional.of(DIGEST)),
                        tuple(Optional.of(Tag.parse("1.4")), Optional.of(DIGEST)));
    }

    @ParameterizedTest
    @CsvSource({
        "ghcr.io/acme-dev/agent:1,     ghcr.io/acme/agent-stable, ghcr.io,        acme/agent-stable",
        "ghcr.io/acme-dev/agent:1,     ghcr.io/acme/,             ghcr.io,        acme/agent",
        "ghcr.io/acme-dev/agent:1,     quay.io,                   quay.io,        acme-dev/agent",
        "ghcr.io/acme-dev/agent:1,     quay.io/,                  quay.io,        acme-dev/agent",
        "ghcr.io/acme-dev/agent:1,     registry:5000,             registry:5000,  acme-dev/agent",
        "localhost:5000/agent:1,       [::1]:5000/a/b/,           [::1]:5000,     a/b/agent",
        "registry:5000/a/agent:1,      ecr,                       ecr,            a/agent",
        "ecr/fleet/agent:1,            ecr:us-east-1,             ecr:us-east-1,  fleet/agent",
        "ecr:eu-west-1/fleet/agent:1,  ecr:us-east-1/other,       ecr:us-east-1,  other",
        "ecr/fleet/agent:1, 123456789012.dkr.ecr.us-east-1.amazonaws.com/prod/, 123456789012 ecr:us-east-1, prod/agent",
        "docker.io/debian:12,          public.ecr.aws,            public.ecr.aws, library/debian",
        "ghcr.io/acme/debian:12,       docker.io/acme/,           docker.io,      acme/debian",
        "ghcr.io/acme/debian:12,       docker.io/debian,          docker.io,      library/debian"
    })
    void targetIsARepositoryOrARegistryOrANamespace(String source, String target, String registry, String repository) {
        from = List.of(source);
        to = List.of(target);

        ImagePlan.Publication found = onlyImage().targets().get(0);

        assertThat(found.destination().registry()).isEqualTo(registry);
        assertThat(found.repository().value()).isEqualTo(repository);
    }

    @Test
    void severalTargetsGetTheTagOfTheImageWhereNoneIsGiven() {
        to = List.of("ecr:us-east-1", "ecr:eu-west-1", "ecr:us-east-1");
        tags = List.of();

        PromotionPlan.Image image = onlyImage();

        assertThat(image.targets())
                .extracting(target -> target.destination().toString())
                .containsExactly("ecr:us-east-1", "ecr:eu-west-1");
        assertThat(image.tags()).containsExactly(Tag.parse("sha-abc1234"));
    }

    @Test
    void entriesOfRegistriesSayHowTheyAreSpokenTo() {
        RegistrySettings.Access role =
                new RegistrySettings.Access(null, "arn:aws:iam::123456789012:role/promote", null, null);
        registries = List.of(
                new RegistrySettings.Registry("registry.lan:5000/fleet", null, true, RegistrySettings.Access.none()),
                new RegistrySettings.Registry("ecr:us-east-1", null, null, role));
        from = List.of("registry.lan:5000/other/agent:1");
        to = List.of("ecr:us-east-1", "ecr:eu-west-1");

        PromotionPlan.Image image = onlyImage();

        assertThat(image.source().destination())
                .isEqualTo(new Destination.Host(RegistryHost.parse("registry.lan:5000"), "other", true));
        assertThat(image.targets())
                .extracting(ImagePlan.Publication::destination)
                .containsExactly(
                        ecr(null, "us-east-1", new AwsAccess(null, role.roleArn(), null, null)),
                        ecr(null, "eu-west-1", AwsAccess.ofCaller()));
    }

    @Test
    void entryWhoseNamespaceFitsBestCounts() {
        registries = List.of(
                new RegistrySettings.Registry("ecr", null, null, new RegistrySettings.Access("all", null, null, null)),
                new RegistrySettings.Registry(
                        "ecr/fleet", null, null, new RegistrySettings.Access("fleet", null, null, null)),
                new RegistrySettings.Registry(
                        "ecr/fleet/b", null, null, new RegistrySettings.Access("b", null, null, null)));
        from = List.of("ecr/fleet/agent:1", "ecr/fleets/agent:1");

        assertThat(plan().images())
                .extracting(image -> ((Destination.Ecr) image.source().destination())
                        .access()
                        .profile())
                .containsExactly("fleet", "all");
    }

    @Test
    void accountOfTheSettingsIsTheOneOfShortForms() {
        shared = new RegistrySettings(
                new RegistrySettings.Ecr(
                        "123456789012",
                        RegistrySettings.Access.none(),
                        null,
                        null,
                        RegistrySettings.Ecr.none().repository()),
                new RegistrySettings.Push("7", null));
        from = List.of("ecr:eu-west-1/agent:1");

        assertThat(onlyImage().source().destination())
                .isEqualTo(ecr("123456789012", "eu-west-1", AwsAccess.ofCaller()));
        assertThat(plan().push().retries()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "agent:1.4 | slipway.from: 'agent:1.4' does not begin with a registry. "
                        + "Write its host before it; for Docker Hub that is docker.io/library/agent:1.4.",
                "acme/agent:1.4 | slipway.from: 'acme/agent:1.4' does not begin with a registry. "
                        + "Write its host before it; for Docker Hub that is docker.io/acme/agent:1.4.",
                "ghcr.io/acme/agent | slipway.from: 'ghcr.io/acme/agent' has neither tag nor digest. "
                        + "Write which image is meant, such as ghcr.io/acme/agent:1.4.0.",
                "https://ghcr.io/acme/agent:1 | slipway.from: 'https://ghcr.io/acme/agent:1' is written as a URL. "
                        + "Leave out https:// there.",
                "ghcr.io/acme/agent@sha256:1 | slipway.from: 'sha256:1' is not a digest. "
                        + "A digest is sha256: and 64 hexadecimal digits.",
                "ecr:moon/agent:1 | slipway.from: the registry 'ecr:moon' names no AWS region. "
                        + "Write one such as ecr:eu-west-1, or just ecr.",
                "ghcr.io/Acme/agent:1 | slipway.from: 'Acme/agent' is not a name that a registry takes. Use lower-case "
                        + "letters and digits, separated by '.', '_', '-' or '/', at most 255 characters."
            })
    void referenceThatIsNoneIsAProblem(String reference, String problem) {
        from = List.of(reference);

        assertThat(problems()).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acme/agent | slipway.to: 'acme/agent' does not begin with a registry. "
                        + "Write its host before it; for Docker Hub that is docker.io/acme/agent.",
                "ghcr.io/acme/agent:stable | slipway.to: 'ghcr.io/acme/agent:stable' has a tag, which does not belong "
                        + "there. Leave it out and set -Dslipway.tags=stable.",
                "ghcr.io/acme/agent@sha256:1 | slipway.to: 'ghcr.io/acme/agent@sha256:1' has a digest, and it is the "
                        + "image that decides on the digest. Write host/repository."
            })
    void placeThatIsNoneIsAProblem(String place, String problem) {
        to = List.of(place);

        assertThat(problems()).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource({"v{version}", "semver", "sha", "branch", "latest-release"})
    void rulesThatMakeTagsAreNotTags(String rule) {
        tags = List.of("latest", rule);

        assertThat(problems())
                .containsExactly("slipway.tags: '" + rule
                        + "' is a rule that makes tags of a project, and promote takes tags as they are."
                        + " Write the tag itself, such as 1.4.0.");
    }

    @Test
    void everyProblemIsSaidAtOnce() {
        from = List.of("agent:1", "ghcr.io/acme/agent@" + DIGEST);
        to = List.of("ghcr.io/acme/agent:x");
        tags = List.of("no blank");

        assertThatThrownBy(this::plan)
                .hasMessageStartingWith("Cannot promote, 3 problems:\n")
                .hasMessageContainingAll("- slipway.from: 'agent:1'", "- slipway.to: ", "- slipway.tags: ");
    }

    @Test
    void nothingSaidIsAProblem() {
        from = List.of();
        tags = List.of();

        assertThat(problems())
                .containsExactly(
                        "slipway.tags: no tag is given, and no other place. Set -Dslipway.tags=stable, or"
                                + " -Dslipway.to=… to bring an image there under the tag that it has.",
                        "slipway.from: no image is named. Write it such as"
                                + " -Dslipway.from=ghcr.io/acme/agent:1.4.0.");
    }

    @Test
    void digestAloneHasNoTagToBringAlong() {
        from = List.of("ghcr.io/acme/agent@" + DIGEST);
        to = List.of("quay.io");
        tags = List.of();

        assertThat(problems())
                .containsExactly("slipway.tags: no tag is given, and 'ghcr.io/acme/agent@" + DIGEST
                        + "' has none. Set -Dslipway.tags=stable.");
    }

    @Test
    void twoImagesDoNotBecomeOne() {
        from = List.of("ghcr.io/acme/agent:1", "ghcr.io/acme/agent:2", "ghcr.io/acme/tool:2");

        assertThat(problems())
                .containsExactly("slipway.from: two images are to become ghcr.io/acme/agent:stable."
                        + " Promote them one after the other, or to other tags or repositories.");
    }
}

package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import dev.slipway.testing.TestModule;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {

    private static final String ACCOUNT = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";
    private static final String ROLE_A = "arn:aws:iam::111111111111:role/push";
    private static final String ROLE_B = "arn:aws:iam::222222222222:role/push";
    private static final String FORMS = " Write ecr, ecr:REGION or host[:port][/namespace].";
    private static final String REGION = " Write one such as ecr:eu-west-1, or just ecr.";
    private static final String NAME =
            " Use lower-case letters and digits, separated by '.', '_', '-' or '/', at most 255 characters.";

    @TempDir
    private Path directory;

    private TestModule module;

    @BeforeEach
    void moduleWithDockerfile() {
        module = new TestModule(directory).dockerfile("FROM scratch\n").withoutOciLabels();
    }

    @Test
    void ecrIsTheAccountAndRegionOfWhoeverCalls() {
        assertThat(destinations("ecr", "ecr/team", "ecr:eu-west-1", "ecr:us-gov-west-1/team/sub"))
                .containsExactly(
                        new Destination.Ecr(null, null, "", AwsAccess.ofCaller()),
                        new Destination.Ecr(null, null, "team", AwsAccess.ofCaller()),
                        new Destination.Ecr(null, "eu-west-1", "", AwsAccess.ofCaller()),
                        new Destination.Ecr(null, "us-gov-west-1", "team/sub", AwsAccess.ofCaller()));
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1,      123456789012.dkr.ecr.us-east-1.amazonaws.com",
        "us-east-1,      123456789012.DKR.ECR.us-east-1.AmazonAWS.com",
        "cn-north-1,     123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn",
        "eusc-de-east-1, 123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu",
        "us-iso-east-1,  123456789012.dkr.ecr.us-iso-east-1.c2s.ic.gov",
    })
    void hostOfEcrInAnyPartitionNamesAccountAndRegion(String region, String host) {
        assertThat(destinations(host, host + "/team"))
                .containsExactly(
                        new Destination.Ecr("123456789012", region, "", AwsAccess.ofCaller()),
                        new Destination.Ecr("123456789012", region, "team", AwsAccess.ofCaller()));
    }

    @ParameterizedTest
    @CsvSource({
        "us-gov-west-1, 123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com",
        "us-west-2,     123456789012.dkr-ecr.us-west-2.on.aws",
    })
    void otherHostOfARegistryStaysAsItIsWritten(String region, String host) {
        assertThat(destinations(host))
                .containsExactly(new Destination.Ecr(
                        "123456789012", region, "", AwsAccess.ofCaller(), RegistryHost.parse(host)));
    }

    @Test
    void configuredAccountIsThatOfEveryEcrRegistryWithoutOne() {
        RegistrySettings.Ecr none = RegistrySettings.Ecr.none();
        module.ecr(new RegistrySettings.Ecr("000000000001", none.access(), null, null, none.repository()));

        assertThat(destinations("ecr", "123456789012.dkr.ecr.us-east-1.amazonaws.com"))
                .containsExactly(
                        new Destination.Ecr("000000000001", null, "", AwsAccess.ofCaller()),
                        new Destination.Ecr("123456789012", "us-east-1", "", AwsAccess.ofCaller()));
    }

    @ParameterizedTest
    @CsvSource({
        "ghcr.io,              ghcr.io,        ''",
        "ghcr.io/acme,         ghcr.io,        acme",
        "ghcr.io/acme/yard,    ghcr.io,        acme/yard",
        "localhost,            localhost,      ''",
        "localhost:5000/x,     localhost:5000, x",
        "127.0.0.1:5000,       127.0.0.1:5000, ''",
        "[::1]:5000/x,         [::1]:5000,     x",
        "registry:5000,        registry:5000,  ''",
        "GHCR.io/acme,         ghcr.io,        acme",
        "registry.gitlab.com/acme/yard, registry.gitlab.com, acme/yard",
        "gitlab.example.com:5050/acme,  gitlab.example.com:5050, acme",
        "europe-west1-docker.pkg.dev/p/r, europe-west1-docker.pkg.dev, p/r",
        "acme.azurecr.io,      acme.azurecr.io, ''",
        "docker.io/acme,       docker.io,      acme",
    })
    void otherHostIsTakenAsItIs(String entry, String host, String namespace) {
        assertThat(destinations(entry)).containsExactly(new Destination.Host(new RegistryHost(host), namespace, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://ghcr.io/acme | the registry 'https://ghcr.io/acme' is written as a URL."
                        + " Leave out https:// there.",
                "http://localhost:5000 | the registry 'http://localhost:5000' is written as a URL."
                        + " Leave out http:// there.",
                "ghcr | the registry 'ghcr' is malformed: 'ghcr' is not a registry host: it has neither a dot nor a"
                        + " port." + FORMS,
                "ECR | the registry 'ECR' is malformed: 'ECR' is not a registry host: it has neither a dot nor a"
                        + " port." + FORMS,
                "acme/yard | the registry 'acme/yard' is malformed: 'acme' is not a registry host: it has neither a"
                        + " dot nor a port." + FORMS,
                "ghcr.io:port | the registry 'ghcr.io:port' is malformed: 'ghcr.io:port' is not a registry host."
                        + FORMS,
                "ghcr.io:70000 | the registry 'ghcr.io:70000' is malformed: 'ghcr.io:70000' is not a registry host:"
                        + " its port is not from 1 to 65535." + FORMS,
                "ghcr..io | the registry 'ghcr..io' is malformed: 'ghcr..io' is not a registry host." + FORMS,
                "ghcr .io | the registry 'ghcr .io' is malformed: 'ghcr .io' is not a registry host." + FORMS,
                "ada@ghcr.io | the registry 'ada@ghcr.io' is malformed: 'ada@ghcr.io' is not a registry host." + FORMS,
                "/acme | the registry '/acme' is malformed: '' is not a registry host." + FORMS,
                "ghcr.io/Acme | the registry 'ghcr.io/Acme' has the namespace 'Acme', which no registry takes." + NAME,
                "ghcr.io/ | the registry 'ghcr.io/' has the namespace '', which no registry takes." + NAME,
                "ghcr.io/acme:1 | the registry 'ghcr.io/acme:1' has the namespace 'acme:1', which no registry takes."
                        + NAME,
                "public.ecr.aws | the registry 'public.ecr.aws' is everybody's. Write public.ecr.aws/ALIAS, with the"
                        + " alias that your registry has in ECR Public.",
                "ecr: | the registry 'ecr:' names no AWS region." + REGION,
                "ecr:5000 | the registry 'ecr:5000' names no AWS region." + REGION,
                "ecr:EU-WEST-1 | the registry 'ecr:EU-WEST-1' names no AWS region." + REGION,
                "ecr:eu-west | the registry 'ecr:eu-west' names no AWS region." + REGION,
                "ecr:eu-west-1/Team | the registry 'ecr:eu-west-1/Team' has the namespace 'Team', which no registry"
                        + " takes." + NAME,
            })
    void malformedRegistryIsNamedWithWhatToWrite(String entry, String problem) {
        module.shared().with("registries", entry);

        assertThat(module.problems()).containsExactly("<registries>: " + problem);
    }

    @Test
    void passwordInARegistryIsNotRepeated() {
        module.shared().with("registries", "https://ada:hunter2@ghcr.io");

        assertThat(message()).contains("https://***@ghcr.io").doesNotContain("hunter2");
    }

    @Test
    void registryThatIsNamedTwiceIsPushedToOnce() {
        assertThat(destinations("ecr", "ghcr.io/acme", "ecr", "ghcr.io/acme", "ghcr.io/other"))
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"public.ecr.aws/b1c2, b1c2", "Public.ECR.aws/b1c2/yard, b1c2/yard"})
    void publicRegistryOfEcrIsNoPlainOne(String entry, String namespace) {
        assertThat(destinations(entry)).containsExactly(new Destination.EcrPublic(namespace, AwsAccess.ofCaller()));
    }

    @Test
    void everythingThatIsSaidOfARegistryIsKept() {
        module.shared().registry(ecr("ecr", ROLE_A)).registry(registry("localhost:5000", true, true));

        assertThat(module.onlyImage().publishing().publications())
                .containsExactly(
                        new ImagePlan.Publication(
                                new Destination.Ecr(null, null, "", new AwsAccess("ci", ROLE_A, "ours", "release")),
                                RepositoryName.parse("fleet"),
                                false),
                        new ImagePlan.Publication(
                                new Destination.Host(RegistryHost.parse("localhost:5000"), "", true),
                                RepositoryName.parse("fleet"),
                                true));
    }

    @Test
    void registryOfEcrIsUsedAsTheSectionOfEcrSaysWhereItSaysNothingItself() {
        RegistrySettings.Ecr none = RegistrySettings.Ecr.none();
        module.ecr(new RegistrySettings.Ecr(
                null, new RegistrySettings.Access("ci", ROLE_A, null, null), null, null, none.repository()));
        module.shared()
                .with("registries", "ecr", "public.ecr.aws/b1c2", "ghcr.io")
                .registry(new RegistrySettings.Registry(
                        "ecr:eu-west-1", null, null, new RegistrySettings.Access("own", null, null, "release")));

        assertThat(module.onlyImage().publishing().publications())
                .extracting(publication -> publication.destination().toString())
                .containsExactly(
                        "ecr with the profile ci as " + ROLE_A,
                        "public.ecr.aws/b1c2 with the profile ci as " + ROLE_A,
                        "ghcr.io",
                        "ecr:eu-west-1 with the profile own as " + ROLE_A);
    }

    @Test
    void sameRegionWithTwoRolesIsTwoRegistries() {
        module.shared().registry(ecr("ecr:eu-west-1", ROLE_A)).registry(ecr("ecr:eu-west-1", ROLE_B));

        assertThat(module.onlyImage().publishing().publications())
                .extracting(publication -> publication.destination().toString())
                .containsExactly(
                        "ecr:eu-west-1 with the profile ci as " + ROLE_A,
                        "ecr:eu-west-1 with the profile ci as " + ROLE_B);
    }

    @Test
    void imagesThatOneRoleEachPushesDoNotClash() {
        module.image("one")
                .with("namespace", "x")
                .registry(ecr("ecr/x", ROLE_A))
                .with("name", "app");
        module.image("x/app").with("alias", "two").registry(ecr("ecr/x", ROLE_B));

        assertThat(module.problems()).isEmpty();
    }

    @Test
    void imagesThatTwoRolesPushToOneAccountClash() {
        module.image("app").with("namespace", "x").registry(ecr(ACCOUNT, ROLE_A));
        module.image("x/app").with("alias", "two").registry(ecr(ACCOUNT, ROLE_B));

        assertThat(module.problems())
                .containsExactly("<images><image>[two]<name>: two images are pushed as 123456789012"
                        + " ecr:eu-west-1/x/app:1.4.0. Give one of them another <name>, <namespace> or <tagSuffix>.");
    }

    @Test
    void sameRegistryWithOtherOptionsIsAProblem() {
        module.shared()
                .with("registries", "docker.io/acme", "ghcr.io", ACCOUNT, "public.ecr.aws/b1c2", "quay.io")
                .registry(registry("index.docker.io/acme", true, null))
                .registry(registry("GHCR.io", null, true))
                .registry(ecr(ACCOUNT, ROLE_A))
                .registry(registry(ACCOUNT.replace("dkr.ecr", "dkr.ecr-fips"), null, null))
                .registry(ecr("public.ecr.aws/b1c2", ROLE_A))
                .registry(registry("quay.io", false, false));

        assertThat(module.problems())
                .containsExactly(
                        twice("index.docker.io/acme"),
                        twice("GHCR.io"),
                        twice(ACCOUNT),
                        twice(ACCOUNT.replace("dkr.ecr", "dkr.ecr-fips")),
                        twice("public.ecr.aws/b1c2"));
    }

    private static String twice(String registry) {
        return "<registries><registry>[" + registry + "]: the registry is there twice, with other options each time."
                + " Keep one of the two.";
    }

    @Test
    void everythingWrongWithRegistriesIsSaidAtOnceWhereItStands() {
        module.shared().registry(registry(null, true, null));
        module.image("app")
                .registry(ecr("ghcr.io/acme", ROLE_A))
                .registry(registry("ecr", null, true))
                .registry(new RegistrySettings.Registry(
                        "ecr:eu-west-1", null, null, new RegistrySettings.Access(null, null, "x", "release")))
                .registry(ecr("public.ecr.aws/b1c2", "arn:aws:iam::123456789012:user/ada"))
                .registry(registry("ghcr", null, null));
        module.image("tool");

        String image = "<images><image>[app]<registries>";
        String noEcr = ": the registry is none of Amazon ECR, and AWS has no login for it. Leave out <";
        String login = ">; its login belongs into settings.xml or docker's config.json.";
        assertThat(module.problems())
                .containsExactly(
                        image + "<registry>[ghcr.io/acme]<profile>" + noEcr + "profile" + login,
                        image + "<registry>[ghcr.io/acme]<roleArn>" + noEcr + "roleArn" + login,
                        image + "<registry>[ghcr.io/acme]<externalId>" + noEcr + "externalId" + login,
                        image + "<registry>[ghcr.io/acme]<roleSessionName>" + noEcr + "roleSessionName" + login,
                        image + "<registry>[ecr]<insecure>: Amazon ECR is only spoken to over TLS."
                                + " Leave out <insecure>.",
                        image + "<registry>[ecr:eu-west-1]<externalId>: AWS does not take it."
                                + " Use 2 to 1224 of A-Z a-z 0-9 +=,.@:/_-.",
                        image + "<registry>[ecr:eu-west-1]<externalId>: it belongs to a role, and there is none."
                                + " Add <roleArn>, or leave it out.",
                        image + "<registry>[ecr:eu-west-1]<roleSessionName>: it belongs to a role, and there is none."
                                + " Add <roleArn>, or leave it out.",
                        image + "<registry>[public.ecr.aws/b1c2]<roleArn>: 'arn:aws:iam::123456789012:user/ada' is not"
                                + " the ARN of a role. Write one such as arn:aws:iam::123456789012:role/push.",
                        image + ": the registry 'ghcr' is malformed: 'ghcr' is not a registry host: it has neither a"
                                + " dot nor a port." + FORMS,
                        "<registries><registry>: a registry has no name."
                                + " Write it as <registry>ghcr.io/acme</registry>, or in its <name>.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::123456789012:role/push",
                "arn:aws-cn:iam::123456789012:role/path/to/push_it",
                "arn:aws-us-gov:iam::123456789012:role/a+b=c,d.e@f-g",
            })
    void rolesOfEveryPartitionAreTaken(String role) {
        module.shared().registry(ecr("ecr", role));

        assertThat(module.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "push",
                "role/push",
                "arn:aws:iam::1234:role/push",
                "arn:aws:iam:eu-west-1:123456789012:role/push",
                "arn:aws:sts::123456789012:assumed-role/push/release",
                "arn:aws:iam::123456789012:role/",
            })
    void otherArnsAreNot(String role) {
        module.shared().registry(ecr("ecr", role));

        assertThat(module.problems())
                .containsExactly("<registries><registry>[ecr]<roleArn>: '" + role + "' is not the ARN of a role."
                        + " Write one such as arn:aws:iam::123456789012:role/push.");
    }

    private static RegistrySettings.Registry registry(
            @Nullable String name, @Nullable Boolean optional, @Nullable Boolean insecure) {
        return new RegistrySettings.Registry(name, optional, insecure, RegistrySettings.Access.none());
    }

    private static RegistrySettings.Registry ecr(String name, String role) {
        return new RegistrySettings.Registry(
                name, null, null, new RegistrySettings.Access("ci", role, "ours", "release"));
    }

    @Test
    void repositoryIsRegistrysNamespaceThenNamespaceThenName() {
        module.shared().with("registries", "ghcr.io/acme/yard", "ecr").with("namespace", "fleet");
        module.image("agents/scout");

        assertThat(module.onlyImage().publishing().publications())
                .extracting(publication -> publication.repository().value())
                .containsExactly("acme/yard/fleet/agents/scout", "fleet/agents/scout");
    }

    @Test
    void namespaceThatNoRegistryTakesIsOneProblemHoweverManyImagesAndRegistriesThereAre() {
        module.shared().with("registries", "ghcr.io/acme", "ecr").with("namespace", "Fleet");
        module.image("one");
        module.image("two");

        assertThat(module.problems())
                .containsExactly("<namespace>: 'Fleet' is not a name that a registry takes." + NAME);
    }

    @Test
    void repositoryThatBecomesTooLongIsAProblem() {
        module.shared().with("registries", "ghcr.io").with("namespace", "n".repeat(250));
        module.image("agent1");

        assertThat(module.problems())
                .containsExactly(
                        "<namespace>: '" + "n".repeat(250) + "/agent1' is not a name that a registry takes." + NAME);
    }

    private String message() {
        try {
            module.plan();
            return "";
        } catch (InvalidPlanException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private List<Destination> destinations(String... entries) {
        module.shared().with("registries", entries);
        return module.onlyImage().publishing().publications().stream()
                .map(ImagePlan.Publication::destination)
                .toList();
    }
}

package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.image.RegistryHost;
import dev.slipway.testing.TestModule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DestinationsTest {

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
                        new Destination.Ecr(null, null, ""),
                        new Destination.Ecr(null, null, "team"),
                        new Destination.Ecr(null, "eu-west-1", ""),
                        new Destination.Ecr(null, "us-gov-west-1", "team/sub"));
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1,      123456789012.dkr.ecr.us-east-1.amazonaws.com",
        "us-east-1,      123456789012.DKR.ECR.us-east-1.AmazonAWS.com",
        "cn-north-1,     123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn",
        "us-gov-west-1,  123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com",
        "us-west-2,      123456789012.dkr-ecr.us-west-2.on.aws",
        "eusc-de-east-1, 123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu",
        "us-iso-east-1,  123456789012.dkr.ecr.us-iso-east-1.c2s.ic.gov",
    })
    void hostOfEcrInAnyPartitionNamesAccountAndRegion(String region, String host) {
        assertThat(destinations(host, host + "/team"))
                .containsExactly(
                        new Destination.Ecr("123456789012", region, ""),
                        new Destination.Ecr("123456789012", region, "team"));
    }

    @Test
    void configuredAccountIsThatOfEveryEcrRegistryWithoutOne() {
        module.ecr(new Settings.Ecr(
                "000000000001", null, null, null, null, null, new Settings.Lifecycle(null, null, null)));

        assertThat(destinations("ecr", "123456789012.dkr.ecr.us-east-1.amazonaws.com"))
                .containsExactly(
                        new Destination.Ecr("000000000001", null, ""),
                        new Destination.Ecr("123456789012", "us-east-1", ""));
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
        "public.ecr.aws/b1c2,  public.ecr.aws, b1c2",
        "docker.io/acme,       docker.io,      acme",
    })
    void otherHostIsTakenAsItIs(String entry, String host, String namespace) {
        assertThat(destinations(entry)).containsExactly(new Destination.Host(new RegistryHost(host), namespace));
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
                        + " its port is above 65535." + FORMS,
                "ghcr..io | the registry 'ghcr..io' is malformed: 'ghcr..io' is not a registry host." + FORMS,
                "ghcr .io | the registry 'ghcr .io' is malformed: 'ghcr .io' is not a registry host." + FORMS,
                "ada@ghcr.io | the registry 'ada@ghcr.io' is malformed: 'ada@ghcr.io' is not a registry host." + FORMS,
                "/acme | the registry '/acme' is malformed: '' is not a registry host." + FORMS,
                "ghcr.io/Acme | the registry 'ghcr.io/Acme' has the namespace 'Acme', which no registry takes." + NAME,
                "ghcr.io/ | the registry 'ghcr.io/' has the namespace '', which no registry takes." + NAME,
                "ghcr.io/acme:1 | the registry 'ghcr.io/acme:1' has the namespace 'acme:1', which no registry takes."
                        + NAME,
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

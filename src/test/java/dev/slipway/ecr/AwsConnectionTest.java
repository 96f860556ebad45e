package dev.slipway.ecr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.RegistryHost;
import dev.slipway.plan.AwsAccess;
import dev.slipway.plan.Destination;
import dev.slipway.plan.EcrSettings;
import dev.slipway.registry.CredentialException;
import dev.slipway.registry.RegistryException;
import dev.slipway.testing.AwsSystemProperties;
import dev.slipway.testing.FakeEcr;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found, or not, before anything is asked of AWS; run without AWS variables in the environment. */
class AwsConnectionTest {

    private static final String NO_CREDENTIALS_REMEDY = ". Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or"
            + " AWS_PROFILE, or run where a role gives credentials (web identity, ECS, EC2).";

    @TempDir
    Path directory;

    private AwsSystemProperties properties;

    @BeforeEach
    void hideWhatIsConfiguredHere() {
        properties = AwsSystemProperties.with(Map.of("aws.disableEc2Metadata", "true"), directory);
    }

    @AfterEach
    void restoreIt() {
        properties.close();
    }

    @Test
    void noCredentialsAnywhere() {
        use(Map.of());
        assertThatThrownBy(() -> TestRegistries.open(TestRegistries.IRELAND, TestRegistries.SETTINGS))
                .isInstanceOf(CredentialException.class)
                .hasMessage("Cannot log in to the registry 'ecr:eu-west-1/acme': the AWS SDK finds no credentials"
                        + NO_CREDENTIALS_REMEDY);
    }

    @Test
    void aProfileThatIsNotThere() {
        use(Map.of("aws.profile", "fleet"));
        assertThatThrownBy(() -> TestRegistries.open(TestRegistries.IRELAND, TestRegistries.SETTINGS))
                .isInstanceOf(CredentialException.class)
                .hasMessage("Cannot log in to the registry 'ecr:eu-west-1/acme': the AWS SDK finds no credentials,"
                        + " and there is no profile 'fleet', which AWS_PROFILE names" + NO_CREDENTIALS_REMEDY);
    }

    @Test
    void aProfileThatGivesNoCredentials() throws Exception {
        Files.writeString(directory.resolve("config"), "[profile fleet]\ncredential_process = /does/not/exist\n");
        use(Map.of("aws.profile", "fleet"));
        assertThatThrownBy(() -> TestRegistries.open(TestRegistries.IRELAND, TestRegistries.SETTINGS))
                .isInstanceOf(CredentialException.class)
                .hasMessageStartingWith("Cannot log in to the registry 'ecr:eu-west-1/acme': the AWS SDK finds no"
                        + " credentials, and the profile 'fleet' gives none (")
                .hasMessageEndingWith(")" + NO_CREDENTIALS_REMEDY);
    }

    @Test
    void aProfileGivesRegionAndCredentials() throws Exception {
        Files.writeString(directory.resolve("config"), """
                        [profile fleet]
                        region = eu-central-1
                        aws_access_key_id = %s
                        aws_secret_access_key = %s
                        """.formatted(FakeEcr.ACCESS_KEY_ID, FakeEcr.SECRET_ACCESS_KEY));
        try (FakeEcr ecr = FakeEcr.start()) {
            Map<String, String> endpoint =
                    Map.of("aws.profile", "fleet", "aws.endpointUrlEcr", "http://" + ecr.registryHost());
            use(endpoint);
            try (EcrRegistry registry = TestRegistries.open(TestRegistries.CALLERS, TestRegistries.SETTINGS)) {
                assertThat(registry.host()).hasToString(ecr.registryHost());
            }
        }
    }

    @Test
    void aProfileThatThePomNamesGoesBeforeTheKeysOfTheEnvironment() throws Exception {
        Files.writeString(directory.resolve("config"), """
                        [profile fleet]
                        region = eu-central-1
                        aws_access_key_id = AKIAFLEET
                        aws_secret_access_key = %s
                        """.formatted(FakeEcr.SECRET_ACCESS_KEY));
        try (FakeEcr ecr = FakeEcr.start()) {
            ecr.callers().user("AKIAFLEET", "fleet");
            use(without(ecr.systemProperties(), "aws.region"));
            Destination.Ecr fleets = new Destination.Ecr(null, null, "", profile("fleet"));
            try (EcrRegistry registry = TestRegistries.open(fleets, TestRegistries.SETTINGS)) {
                assertThat(registry.identity())
                        .contains("account 123456789012 as arn:aws:iam::123456789012:user/fleet");
            }
            assertThatThrownBy(() -> TestRegistries.open(TestRegistries.CALLERS, TestRegistries.SETTINGS))
                    .hasMessageContaining("it names no region");
        }
    }

    @Test
    void theProfileOfTheSettingsServesARegistryWithoutOne() {
        use(key());
        EcrSettings plain = TestRegistries.SETTINGS;
        EcrSettings settings = new EcrSettings(null, profile("fleet"), true, false, plain.repository());
        assertThatThrownBy(() -> TestRegistries.open(TestRegistries.IRELAND, settings))
                .isInstanceOf(CredentialException.class)
                .hasMessage("Cannot log in to the registry 'ecr:eu-west-1/acme': there is no AWS profile 'fleet', which"
                        + " <profile> names. Correct ~/.aws/config or <profile>, or leave <profile> out"
                        + " (-Dslipway.ecr.profile=) to use what the AWS SDK finds.");
    }

    @Test
    void credentialsThatAreGoneInTheMiddleOfARun() {
        use(key());
        try (EcrRegistry registry = TestRegistries.open(TestRegistries.IRELAND, TestRegistries.SETTINGS)) {
            use(Map.of());
            assertThatThrownBy(registry::host)
                    .isInstanceOf(CredentialException.class)
                    .hasMessage("Cannot log in to the registry 'ecr:eu-west-1/acme': the AWS SDK finds no credentials"
                            + NO_CREDENTIALS_REMEDY);
        }
    }

    @Test
    void noRegionAnywhere() {
        use(Map.of());
        assertThatThrownBy(() -> TestRegistries.open(TestRegistries.CALLERS, TestRegistries.SETTINGS))
                .isInstanceOf(RegistryException.class)
                .hasMessage("Cannot use the registry 'ecr': it names no region and the AWS SDK finds none. Write"
                        + " <registry>ecr:REGION</registry>, or set AWS_REGION, or a region in the AWS profile.");
    }

    @ParameterizedTest
    @CsvSource({
        "123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com, FIPS",
        "123456789012.dkr-ecr.us-west-2.on.aws, Dualstack",
    })
    void anotherHostOfTheRegistryStaysAsItIsWrittenAndDecidesTheKindOfEndpoint(String host, String kind) {
        Map<String, String> own = new HashMap<>(key());
        own.put("aws.endpointUrlEcr", "http://127.0.0.1:1");
        use(own);
        Destination.Ecr destination =
                new Destination.Ecr("123456789012", "us-west-2", "", AwsAccess.ofCaller(), RegistryHost.parse(host));
        try (EcrRegistry registry = TestRegistries.open(destination, TestRegistries.SETTINGS)) {
            assertThat(registry.host()).hasToString(host);
            // the SDK takes no endpoint of one's own together with such a kind, and says so
            assertThatThrownBy(() -> registry.login().credential())
                    .hasMessageContaining(kind + " and custom endpoint are not supported");
        }
    }

    @Test
    void anEndpointThatIsNoAddress() {
        Map<String, String> nonsense = new HashMap<>(key());
        nonsense.put("aws.endpointUrlEcr", "not an address");
        use(nonsense);
        assertThatThrownBy(() -> TestRegistries.open(TestRegistries.IRELAND, TestRegistries.SETTINGS))
                .isInstanceOf(RegistryException.class)
                .hasMessageStartingWith(
                        "Cannot use the registry 'ecr:eu-west-1/acme': the AWS SDK does not take" + " its settings (")
                .hasMessageEndingWith("). Correct the region or the AWS_… variable.");
    }

    @Test
    void anEndpointWhereNobodyListens() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Map<String, String> closed = new HashMap<>(key());
        closed.put("aws.endpointUrlEcr", "http://127.0.0.1:" + port);
        use(closed);
        try (EcrRegistry registry = TestRegistries.open(TestRegistries.IRELAND, TestRegistries.SETTINGS)) {
            assertThatThrownBy(registry::host)
                    .isInstanceOf(RegistryException.class)
                    .hasMessageStartingWith("Cannot log in to Amazon ECR in eu-west-1: AWS cannot be reached (")
                    .hasMessageContaining("127.0.0.1:" + port)
                    .hasMessageContaining("Connection refused")
                    .hasMessageEndingWith(
                            "). Check the network, the proxy (settings.xml, HTTPS_PROXY), the name of the region, and"
                                    + " AWS_ENDPOINT_URL where it is set.");
        }
    }

    @Test
    void aHostThatNobodyKnowsIsNamed() {
        Map<String, String> unknown = new HashMap<>(key());
        unknown.put("aws.endpointUrlEcr", "http://api.ecr.eu-nowhere-1.invalid");
        use(unknown);
        try (EcrRegistry registry = TestRegistries.open(TestRegistries.IRELAND, TestRegistries.SETTINGS)) {
            assertThatThrownBy(registry::host)
                    .isInstanceOf(RegistryException.class)
                    .hasMessageStartingWith("Cannot log in to Amazon ECR in eu-west-1: AWS cannot be reached (the host"
                            + " api.ecr.eu-nowhere-1.invalid is unknown). Check the network, ");
        }
    }

    private static AwsAccess profile(String name) {
        return new AwsAccess(name, null, null, null);
    }

    private static Map<String, String> without(Map<String, String> properties, String name) {
        Map<String, String> rest = new HashMap<>(properties);
        rest.remove(name);
        return rest;
    }

    private static Map<String, String> key() {
        return Map.of("aws.accessKeyId", FakeEcr.ACCESS_KEY_ID, "aws.secretAccessKey", FakeEcr.SECRET_ACCESS_KEY);
    }

    private void use(Map<String, String> set) {
        Map<String, String> all = new HashMap<>(Map.of("aws.disableEc2Metadata", "true"));
        all.putAll(set);
        properties.close();
        properties = AwsSystemProperties.with(all, directory);
    }
}

package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.image.RegistryHost;
import dev.slipway.testing.TestModule;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A registry has several hosts; whoever names one of the special ones wants that one. */
class OtherEcrHostsTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com, us-gov-west-1",
        "123456789012.dkr-ecr.eu-west-1.on.aws, eu-west-1",
        "123456789012.dkr-ecr-fips.us-east-1.on.aws, us-east-1",
        "123456789012.dkr-ecr.eusc-de-east-1.on.amazonwebservices.eu, eusc-de-east-1",
    })
    void aSpecialHostIsKept(String host, String region) {
        assertThat(destination(host + "/acme"))
                .isEqualTo(new Destination.Ecr(
                        "123456789012", region, "acme", AwsAccess.ofCaller(), RegistryHost.parse(host)))
                .hasToString(host + "/acme");
    }

    @ParameterizedTest
    @CsvSource({
        "123456789012.dkr.ecr.eu-west-1.amazonaws.com, eu-west-1",
        "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn, cn-north-1",
        "123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu, eusc-de-east-1",
    })
    void theUsualHostIsLeftForAwsToName(String host, String region) {
        assertThat(destination(host))
                .isEqualTo(new Destination.Ecr("123456789012", region, "", AwsAccess.ofCaller()))
                .hasToString("123456789012 ecr:" + region);
    }

    private Destination destination(String registry) {
        TestModule module = new TestModule(directory).dockerfile("FROM scratch\n");
        module.image("agent").with("registries", registry);
        return module.onlyImage().publishing().publications().get(0).destination();
    }
}

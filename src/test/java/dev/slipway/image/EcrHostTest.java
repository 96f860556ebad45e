package dev.slipway.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcrHostTest {

    @ParameterizedTest
    @CsvSource({
        "123456789012.dkr.ecr.us-west-2.amazonaws.com, us-west-2, false, false",
        "123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com, us-gov-west-1, true, false",
        "123456789012.dkr-ecr.us-gov-east-1.on.aws, us-gov-east-1, false, true",
        "123456789012.dkr-ecr-fips.us-west-2.on.aws, us-west-2, true, true",
        "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn, cn-north-1, false, false",
        "123456789012.dkr.ecr.cn-north-1.on.amazonwebservices.com.cn, cn-north-1, false, true",
        "123456789012.dkr-ecr.cn-northwest-1.on.amazonwebservices.com.cn, cn-northwest-1, false, true",
        "123456789012.dkr.ecr.us-iso-east-1.c2s.ic.gov, us-iso-east-1, false, false",
        "123456789012.dkr-ecr.us-iso-east-1.on.aws.ic.gov, us-iso-east-1, false, true",
        "123456789012.dkr.ecr.us-isob-east-1.sc2s.sgov.gov, us-isob-east-1, false, false",
        "123456789012.dkr-ecr.us-isob-east-1.on.aws.scloud, us-isob-east-1, false, true",
        "123456789012.dkr.ecr.eu-isoe-west-1.cloud.adc-e.uk, eu-isoe-west-1, false, false",
        "123456789012.dkr-ecr.eu-isoe-west-1.on.cloud-aws.adc-e.uk, eu-isoe-west-1, false, true",
        "123456789012.dkr.ecr.us-isof-east-1.csp.hci.ic.gov, us-isof-east-1, false, false",
        "123456789012.dkr-ecr.us-isof-east-1.on.aws.hci.ic.gov, us-isof-east-1, false, true",
        "123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu, eusc-de-east-1, false, false",
        "123456789012.dkr-ecr.eusc-de-east-1.on.amazonwebservices.eu, eusc-de-east-1, false, true",
    })
    void readsAccountAndRegionFromTheHostsOfEveryPartition(
            String host, String region, boolean fips, boolean dualStack) {
        assertThat(EcrHost.parse(host)).contains(new EcrHost("123456789012", region, fips, dualStack));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public.ecr.aws",
                "ghcr.io",
                "localhost:5000",
                ".dkr.ecr.us-west-2.amazonaws.com",
                "12345678901.dkr.ecr.us-west-2.amazonaws.com",
                "1234567890123.dkr.ecr.us-west-2.amazonaws.com",
                "myaccount.dkr.ecr.us-west-2.amazonaws.com",
                "123456789012.dkr.ecr.amazonaws.com",
                "123456789012.dkr.ecr.us-west-2.amazonaws.com.example.com",
                "123456789012.dkr.ecr.cn-north-1.on.aws.com.cn",
                "123456789012.dkr.ecr.us-west-2.amazonaws.org",
                "123456789012.dkr.ecr.us-west-2.amazonawsxcom",
                "https://123456789012.dkr.ecr.us-west-2.amazonaws.com",
                "api.ecr.us-west-2.amazonaws.com",
                ""
            })
    void otherHostsAreNoPrivateEcrRegistry(String host) {
        assertThat(EcrHost.parse(host)).isEmpty();
    }

    @Test
    void readsAHostInWhateverCaseItIsWritten() {
        assertThat(EcrHost.parse("123456789012.DKR.ECR.EU-WEST-1.AmazonAWS.com"))
                .contains(new EcrHost("123456789012", "eu-west-1", false, false));
    }
}

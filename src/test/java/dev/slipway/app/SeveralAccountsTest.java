package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.PushedImage;
import dev.slipway.image.RepositoryName;
import dev.slipway.plan.AwsAccess;
import dev.slipway.plan.Destination;
import dev.slipway.plan.ImagePlan;
import dev.slipway.plan.RegistrySettings;
import dev.slipway.publish.Promotion;
import dev.slipway.testing.AwsSystemProperties;
import dev.slipway.testing.FakeEcr;
import dev.slipway.testing.FakeEcrRegistry;
import dev.slipway.testing.RegistryProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Publishing to several accounts and regions of AWS in one run. */
@Timeout(120)
class SeveralAccountsTest {

    private static final String OTHER = "222222222222";
    private static final String ROLE = "arn:aws:iam::222222222222:role/push";
    private static final String OTHERS_HOST = OTHER + ".dkr.ecr.us-east-1.amazonaws.com";
    private static final String BUILDER = " (account 123456789012 as arn:aws:iam::123456789012:user/builder) is ";

    @TempDir
    private Path folder;

    private FakeEcr ireland;
    private FakeEcrRegistry virginia;
    private FakeEcrRegistry others;
    private AwsSystemProperties properties;
    private LayoutModules modules;

    @BeforeEach
    void open() {
        ireland = FakeEcr.start();
        virginia = ireland.add(FakeEcr.ACCOUNT_ID, "us-east-1");
        others = ireland.add(OTHER, "us-east-1");
        ireland.callers().role(ROLE, "yard-7");
        properties = AwsSystemProperties.leadingTo(ireland, folder);
        modules = new LayoutModules(folder.resolve("new"), "agent")
                .creatingRepositories()
                .built("new");
    }

    @AfterEach
    void close() {
        assertThat(String.join("\n", modules.log().events())).doesNotContain(ireland.secrets());
        modules.close();
        properties.close();
        ireland.close();
    }

    @Test
    void eachRegistryHasItsRepositoryAndItsLogin() {
        List<PushedImage> pushed = push("yard-7");

        assertThat(pushed)
                .extracting(image -> image.reference().toString())
                .containsExactlyInAnyOrder(
                        ireland.registryHost() + "/fleet/agent:1.0",
                        ireland.registryHost() + "/fleet/agent:latest",
                        virginia.host() + "/fleet/agent:1.0",
                        virginia.host() + "/fleet/agent:latest",
                        others.host() + "/mirror/agent:1.0",
                        others.host() + "/mirror/agent:latest");
        assertThat(pushed)
                .extracting(PushedImage::digest)
                .containsOnly(pushed.get(0).digest());
        assertThat(ireland.repository("fleet/agent")).isPresent();
        assertThat(virginia.repository("fleet/agent")).isPresent();
        assertThat(others.repository("mirror/agent")).isPresent();
        assertThat(ireland.repository("mirror/agent")).isEmpty();
        assertThat(others.repository("fleet/agent")).isEmpty();
    }

    @Test
    void theLogSaysAccountAndCallerOfEach() {
        push("yard-7");

        assertThat(modules.log().events("registry "))
                .containsExactlyInAnyOrder(
                        "registry ecr:eu-west-1" + BUILDER + ireland.registryHost(),
                        "registry ecr:us-east-1" + BUILDER + virginia.host(),
                        "registry " + OTHER + " ecr:us-east-1 as " + ROLE + " (account " + OTHER
                                + " as arn:aws:sts::222222222222:assumed-role/push/release) is " + others.host());
    }

    @Test
    void whatOneAccountDeniesDoesNotHideWhatAnotherOneDoes() {
        virginia.faults().deny("ecr:DescribeRepositories", "arn:of:virginia");

        assertThatThrownBy(() -> push("wrong"))
                .hasMessageStartingWith("Cannot push, 2 things stand in the way.")
                .hasMessageContaining("Cannot look for the ECR repository 'fleet/agent' (account 123456789012, region"
                        + " us-east-1): AWS denies ecr:DescribeRepositories on"
                        + " arn:aws:ecr:us-east-1:123456789012:repository/fleet/agent")
                .hasMessageContaining("Cannot assume the role '" + ROLE
                        + "' as arn:aws:iam::123456789012:user/builder: AWS denies sts:AssumeRole");
        assertThat(ireland.repository("fleet/agent")).isEmpty();
        assertThat(ireland.recording().requests()).isEmpty();
    }

    @Test
    void thereIsNoWayIntoAnotherAccountWithoutItsRole() {
        Destination plain = new Destination.Ecr(OTHER, "us-east-1", "", AwsAccess.ofCaller());

        assertThatThrownBy(() -> modules.push("agent", publication(plain, "mirror/agent")))
                .hasMessageContaining("AWS denies ecr:DescribeRepositories on"
                        + " arn:aws:ecr:us-east-1:222222222222:repository/mirror/agent (User:"
                        + " arn:aws:iam::123456789012:user/builder is not authorized");
    }

    @Test
    void anOptionalRegionThatCannotBeReachedIsLeftOut() {
        System.setProperty("aws.endpointUrlEcr", "http://api.ecr.eu-nowhere-1.invalid");
        Destination down = new Destination.Ecr(null, "us-east-1", "", AwsAccess.ofCaller());
        try (RegistryProcess plain = RegistryProcess.start()) {
            List<PushedImage> pushed = modules.push(
                    "agent",
                    LayoutModules.publication("agent", plain.host(), false),
                    new ImagePlan.Publication(down, RepositoryName.parse("fleet/agent"), true));

            assertThat(pushed)
                    .extracting(image -> image.reference().toString())
                    .containsExactly(plain.host() + "/fleet/agent:1.0", plain.host() + "/fleet/agent:latest");
        }
        assertThat(modules.log().events("warning: "))
                .singleElement()
                .asString()
                .contains("The run goes on without the registry ecr:us-east-1, which is <optional>: Cannot log in to"
                        + " Amazon ECR in us-east-1: AWS cannot be reached");
    }

    @Test
    void anImageIsPromotedFromOneAccountToAnother() {
        String source = "111111111111.dkr.ecr.eu-west-1.amazonaws.com";
        FakeEcrRegistry from = ireland.add("111111111111", "eu-west-1");
        String reader = "arn:aws:iam::111111111111:role/read";
        ireland.callers().role(reader, "");
        AwsAccess asReader = new AwsAccess(null, reader, null, null);
        List<PushedImage> pushed = modules.push(
                "agent", publication(new Destination.Ecr("111111111111", "eu-west-1", "", asReader), "fleet/agent"));

        try (Promoter promoter = new Promoter(folder.resolve("home"))) {
            List<Promotion.Promoted> promoted = promoter.registry(
                            source, new RegistrySettings.Access(null, reader, null, null))
                    .registry(OTHERS_HOST, new RegistrySettings.Access(null, ROLE, "yard-7", null))
                    .from(source + "/fleet/agent:1.0")
                    .to(OTHERS_HOST + "/fleet/agent")
                    .tags("stable")
                    .promote();

            assertThat(promoted)
                    .extracting(image -> image.reference() + "@" + image.digest())
                    .containsExactly(others.host() + "/fleet/agent:stable@"
                            + pushed.get(0).digest());
            assertThat(promoter.log().events("registry "))
                    .containsExactlyInAnyOrder(
                            "registry 111111111111 ecr:eu-west-1 as " + reader
                                    + " (account 111111111111 as"
                                    + " arn:aws:sts::111111111111:assumed-role/read/slipway) is " + from.host(),
                            "registry 222222222222 ecr:us-east-1 as " + ROLE
                                    + " (account 222222222222 as"
                                    + " arn:aws:sts::222222222222:assumed-role/push/slipway) is " + others.host());
            assertThat(String.join("\n", promoter.log().events())).doesNotContain(ireland.secrets());
        }
    }

    private List<PushedImage> push(String externalId) {
        AwsAccess push = new AwsAccess(null, ROLE, externalId, "release");
        return modules.push(
                "agent",
                publication(new Destination.Ecr(null, "eu-west-1", "", AwsAccess.ofCaller()), "fleet/agent"),
                publication(new Destination.Ecr(null, "us-east-1", "", AwsAccess.ofCaller()), "fleet/agent"),
                publication(new Destination.Ecr(OTHER, "us-east-1", "", push), "mirror/agent"));
    }

    private static ImagePlan.Publication publication(Destination destination, String repository) {
        return new ImagePlan.Publication(destination, RepositoryName.parse(repository), false);
    }
}

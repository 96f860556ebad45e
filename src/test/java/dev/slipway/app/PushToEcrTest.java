package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.image.PushedImage;
import dev.slipway.plan.AwsAccess;
import dev.slipway.plan.Destination;
import dev.slipway.registry.RegistryException;
import dev.slipway.testing.AwsSystemProperties;
import dev.slipway.testing.FakeEcr;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Publishing from a real engine into a stand-in for ECR. */
@Tag("docker")
@Timeout(120)
class PushToEcrTest {

    private static final Destination ECR = new Destination.Ecr(null, null, "", AwsAccess.ofCaller());
    private static final String AGENT = "FROM slipway-it/busybox:1\nENV AGENT=1\n";

    @TempDir
    private Path folder;

    private FakeEcr ecr;
    private AwsSystemProperties properties;
    private Yard yard;

    @BeforeEach
    void open() {
        ecr = FakeEcr.start();
        properties = AwsSystemProperties.leadingTo(ecr, folder);
        yard = new Yard(folder);
        yard.image("agent").fixed("1.0").floating("latest").to(ECR).dockerfile(AGENT);
        yard.build();
    }

    @AfterEach
    void close() {
        yard.close();
        properties.close();
        ecr.close();
    }

    @Test
    void repositoryIsMadeAndTheDigestIsTheRegistrys() {
        List<PushedImage> pushed = yard.push();
        assertThat(pushed)
                .extracting(image -> image.reference().toString())
                .containsExactly(ecr.registryHost() + "/fleet/agent:1.0", ecr.registryHost() + "/fleet/agent:latest");
        assertThat(ecr.repository("fleet/agent")).isPresent();
        assertThat(yard.log().events("created ")).containsExactly("created " + ecr.registryHost() + "/fleet/agent");
    }

    @Test
    void secondPushMakesNothingAnew() {
        yard.push();
        assertThat(yard.push()).hasSize(2);
        assertThat(yard.log().events("created ")).hasSize(1);
    }

    @Test
    void repositoryThatMayNotBeMadeIsASentenceBeforeAnythingIsSent() {
        assertThatThrownBy(() -> yard.withoutCreatingRepositories().push())
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("fleet/agent");
        assertThat(ecr.recording().requests()).isEmpty();
    }

    @Test
    void tagThatIsThereForGoodIsNoObstacleToTheSameImage() {
        ecr.createImmutableRepository("fleet/agent");
        yard.push();
        assertThat(yard.push()).hasSize(2);
    }

    @Test
    void noSecretIsInWhatIsSaidOrWritten() throws Exception {
        yard.push();
        String said = String.join("\n", yard.log().events())
                + Files.readString(yard.file("target/slipway/built.json"))
                + Files.readString(yard.file("target/slipway/pushed.json"))
                + Files.readString(yard.file("target/slipway/images.json"));
        assertThat(ecr.secrets()).isNotEmpty();
        assertThat(said).doesNotContain(ecr.secrets());
    }
}

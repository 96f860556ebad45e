package dev.slipway.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("linux")
class DeniedServiceStartsTest {
    @TempDir
    Path folder;

    private Path policy;

    @BeforeEach
    void nameThePolicy() {
        policy = folder.resolve("policy-rc.d");
    }

    @Test
    void servicesAreDeniedMeanwhileAndNothingIsLeftBehind() throws Exception {
        new DeniedServiceStarts(policy)
                .during(() -> assertThat(exitCodeOfPolicy()).isEqualTo(101));

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void thePolicyThatWasThereIsBackAfterwards() throws Exception {
        Files.writeString(policy, "#!/bin/sh\nexit 0\n");

        new DeniedServiceStarts(policy)
                .during(() -> assertThat(exitCodeOfPolicy()).isEqualTo(101));

        assertThat(policy).hasContent("#!/bin/sh\nexit 0\n");
    }

    @Test
    void thePolicyIsBackAlsoWhenTheInstallationFails() throws Exception {
        Files.writeString(policy, "#!/bin/sh\nexit 0\n");

        assertThatThrownBy(() -> new DeniedServiceStarts(policy).during(() -> {
                    throw new IOException("no network");
                }))
                .hasMessage("no network");

        assertThat(policy).hasContent("#!/bin/sh\nexit 0\n");
    }

    @Test
    void whatAKilledBuildPutAsideIsBackAfterTheNextOne() throws Exception {
        Files.writeString(folder.resolve("policy-rc.d.before-slipway"), "#!/bin/sh\nexit 0\n");

        new DeniedServiceStarts(policy)
                .during(() -> assertThat(exitCodeOfPolicy()).isEqualTo(101));

        assertThat(policy).hasContent("#!/bin/sh\nexit 0\n");
    }

    private int exitCodeOfPolicy() throws IOException, InterruptedException {
        return new ProcessBuilder(policy.toString()).start().waitFor();
    }
}

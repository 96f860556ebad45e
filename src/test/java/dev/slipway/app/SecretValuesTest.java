package dev.slipway.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.endpoint.Surroundings;
import dev.slipway.engine.MissingInputsException;
import dev.slipway.image.RepositoryName;
import dev.slipway.plan.BuildInputs;
import dev.slipway.plan.BuildInputs.SecretSource;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.ImagePlan;
import dev.slipway.plan.PullPolicy;
import dev.slipway.testing.FakeHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretValuesTest {

    @TempDir
    private Path folder;

    private SecretValues values() {
        Surroundings surroundings =
                new FakeHome(folder).with("NPM_TOKEN", "s3same").surroundings();
        return new SecretValues(
                surroundings, id -> id.equals("nexus") ? Optional.of("hunter2") : Optional.<String>empty());
    }

    private ImagePlan image(List<BuildInputs.Secret> secrets, List<BuildInputs.SshAgent> agents) {
        BuildInputs inputs = new BuildInputs(secrets, agents, new TreeMap<>());
        BuildRecipe recipe = new BuildRecipe(
                folder,
                folder.resolve("Dockerfile"),
                Optional.empty(),
                Map.of(),
                Map.of(),
                List.of(),
                BuildRecipe.Options.of(false, PullPolicy.MISSING, Duration.ofMinutes(1))
                        .withInputs(inputs));
        return new ImagePlan(
                "agent", RepositoryName.parse("agent"), List.of(), recipe, new ImagePlan.Publishing(false, List.of()));
    }

    @Test
    void valuesAreReadWhereTheyAre() throws IOException {
        Path file = Files.write(folder.resolve("key"), new byte[] {0, 1, (byte) 0xFF, '\n'});
        assertThat(values().value(new SecretSource.Environment("NPM_TOKEN"))).isEqualTo("s3same".getBytes(UTF_8));
        assertThat(values().value(new SecretSource.Server("nexus"))).isEqualTo("hunter2".getBytes(UTF_8));
        assertThat(values().value(new SecretSource.InFile(file))).containsExactly(0, 1, 0xFF, '\n');
    }

    @Test
    void allThatIsMissingIsSaidBeforeAnythingIsBuilt() {
        List<BuildInputs.Secret> secrets = List.of(
                new BuildInputs.Secret("npm", new SecretSource.Environment("NPM")),
                new BuildInputs.Secret("licence", new SecretSource.InFile(folder.resolve("nowhere"))),
                new BuildInputs.Secret("maven", new SecretSource.Server("artifactory")));
        List<BuildInputs.SshAgent> agents = List.of(
                new BuildInputs.SshAgent("default", Optional.empty()),
                new BuildInputs.SshAgent("build", Optional.of(folder.resolve("agent.sock"))));
        assertThatThrownBy(() -> values().check(List.of(image(secrets, agents))))
                .isInstanceOf(MissingInputsException.class)
                .hasMessage("Cannot build, nothing was begun:\n"
                        + "  agent: secret 'npm': the environment variable NPM is not set. Set it for Maven, or take"
                        + " the secret from a <file> or a <server>.\n"
                        + "  agent: secret 'licence': there is no file " + folder.resolve("nowhere")
                        + ". Write its path relative to the module.\n"
                        + "  agent: secret 'maven': settings.xml has no server 'artifactory' with a password. Add"
                        + " <server><id>artifactory</id><password>…</password></server> to it.\n"
                        + "  agent: ssh 'default': SSH_AUTH_SOCK is not set. Start an agent (eval $(ssh-agent);"
                        + " ssh-add) before Maven.\n"
                        + "  agent: ssh 'build': there is no agent at " + folder.resolve("agent.sock")
                        + ". Start an agent (eval $(ssh-agent); ssh-add) before Maven.");
    }

    @Test
    void nothingIsSaidWhereEverythingIsThere() {
        List<BuildInputs.Secret> secrets =
                List.of(new BuildInputs.Secret("npm", new SecretSource.Environment("NPM_TOKEN")));
        assertThatCode(() -> values().check(List.of(image(secrets, List.of())))).doesNotThrowAnyException();
    }
}

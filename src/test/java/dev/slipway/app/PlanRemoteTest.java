package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.failure.SlipwayException;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.RegistrySettings;
import dev.slipway.testing.AwsSystemProperties;
import dev.slipway.testing.FakeEcr;
import dev.slipway.testing.FakeEcrRecording.ApiCall;
import dev.slipway.testing.FakeEcrRepository;
import dev.slipway.testing.FakeHome;
import dev.slipway.testing.RecordingLog;
import dev.slipway.testing.TestModule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code plan} tells of repositories when it may ask, and what {@code create-repositories} makes of it. */
class PlanRemoteTest {

    private final FakeEcr ecr = FakeEcr.start();
    private final RecordingLog log = new RecordingLog();
    private AwsSystemProperties properties;
    private TestModule module;
    private Components components;
    private boolean createsRepositories = true;
    private boolean updatesRepositories;

    @BeforeEach
    void moduleWithThreeImages(@TempDir Path directory) {
        properties = AwsSystemProperties.leadingTo(ecr, directory);
        module = new TestModule(directory).dockerfile("FROM scratch\n").withoutOciLabels();
        for (String name : List.of("agent", "hub", "ui")) {
            module.image(name).with("registries", "ecr", "ghcr.io/acme").with("namespace", "fleet");
        }
        components = new Components(
                new FakeHome(directory.resolve("home")).surroundings(),
                (host, namespace) -> Optional.empty(),
                id -> Optional.empty(),
                new BuildSession(),
                log);
        ecr.createRepository(FakeEcrRepository.named("fleet/hub").withScanOnPush(true));
        ecr.createRepository("fleet/ui");
    }

    @AfterEach
    void close() {
        properties.close();
        ecr.close();
    }

    @Test
    void theTextTellsOfEveryRepositoryOfEcr() {
        assertThat(repositoryLines())
                .containsExactly(
                        "Push        ecr, repository fleet/agent (created if missing: AES256, scan on push)",
                        "Repository  would be created at " + ecr.registryHost(),
                        "Push        ghcr.io/acme, repository acme/fleet/agent",
                        "Push        ecr, repository fleet/hub (created if missing: AES256, scan on push)",
                        "Repository  in line at " + ecr.registryHost(),
                        "Push        ghcr.io/acme, repository acme/fleet/hub",
                        "Push        ecr, repository fleet/ui (created if missing: AES256, scan on push)",
                        "Repository  differs: scan on push: off, wanted on",
                        "Push        ghcr.io/acme, repository acme/fleet/ui");
        assertThat(ecr.recording().calls())
                .extracting(ApiCall::action)
                .allMatch(action -> action.matches("(ecr|sts):(Describe|Get|List).*"));
    }

    @Test
    void theJsonHasTheSame() throws Exception {
        JsonNode images = new ObjectMapper().readTree(written(PlanFormat.JSON)).path("images");
        assertThat(images.findValues("remote"))
                .extracting(JsonNode::toString)
                .containsExactly(
                        "{\"host\":\"%s\",\"exists\":false,\"differences\":[]}".formatted(ecr.registryHost()),
                        "{\"host\":\"%s\",\"exists\":true,\"differences\":[]}".formatted(ecr.registryHost()),
                        "{\"host\":\"%s\",\"exists\":true,\"differences\":[\"scan on push: off, wanted on\"]}"
                                .formatted(ecr.registryHost()));
    }

    @Test
    void whatCannotBeAskedIsSaidForEachRepository() throws Exception {
        createsRepositories = false;
        assertThat(repositoryLines())
                .anyMatch(line -> line.startsWith("Repository  Cannot push to the ECR repository"
                        + " 'fleet/agent' (account 123456789012, region eu-west-1): it does not exist"));
        ecr.faults().deny("ecr:GetAuthorizationToken", "*");
        JsonNode plan = new ObjectMapper().readTree(written(PlanFormat.JSON));
        assertThat(plan.findValues("problem"))
                .hasSize(3)
                .allMatch(problem -> problem.asText().contains("AWS denies ecr:GetAuthorizationToken on *"));
    }

    @Test
    void withoutBeingToldToAPlanAsksNobody() {
        assertThat(PlanFormat.TEXT.written(plan())).doesNotContain("Repository ");
        assertThat(ecr.recording().calls()).isEmpty();
    }

    @Test
    void theGoalMakesWhatIsMissingAlsoWherePushMayNot() {
        createsRepositories = false;
        new CreateRepositories(components, log).run(plan());
        assertThat(ecr.repository("fleet/agent").orElseThrow().scanOnPush()).isTrue();
        assertThat(ecr.repository("fleet/ui").orElseThrow().scanOnPush()).isFalse();
        assertThat(log.events())
                .containsExactly(
                        "remark: Repositories of ghcr.io/acme are not ours to make; only those of ECR",
                        "registry ecr is " + ecr.registryHost(),
                        "created " + ecr.registryHost() + "/fleet/agent",
                        "remark: The repository " + ecr.registryHost() + "/fleet/hub is there",
                        "remark: The repository " + ecr.registryHost() + "/fleet/ui is there");
    }

    @Test
    void theGoalBringsTheOthersInLineWhereItIsToldTo() {
        updatesRepositories = true;
        new CreateRepositories(components, log).run(plan());
        assertThat(ecr.repository("fleet/ui").orElseThrow().scanOnPush()).isTrue();
        assertThat(log.events("remark: Changed ")).hasSize(1);
    }

    @Test
    void oneThatCannotBeMadeDoesNotKeepTheOthersFromIt() {
        updatesRepositories = true;
        ecr.faults().deny("ecr:CreateRepository", "*");
        ecr.faults().deny("ecr:PutImageScanningConfiguration", "*");
        assertThatThrownBy(() -> new CreateRepositories(components, log).run(plan()))
                .isInstanceOf(SlipwayException.class)
                .hasMessageStartingWith("Cannot make all repositories:\nCannot create the ECR repository 'fleet/agent'")
                .hasMessageContaining("\nCannot set <scanOnPush> of the ECR repository 'fleet/ui'");
        assertThat(log.events()).contains("remark: The repository " + ecr.registryHost() + "/fleet/hub is there");
    }

    @Test
    void withoutEcrTheGoalHasNothingToDo(@TempDir Path other) {
        TestModule elsewhere = new TestModule(other).dockerfile("FROM scratch\n");
        elsewhere.image("agent").with("registries", "ghcr.io/acme");
        new CreateRepositories(components, log).run(elsewhere.plan());
        assertThat(log.events())
                .containsExactly(
                        "remark: Repositories of ghcr.io/acme are not ours to make; only those of ECR",
                        "nothing to do: no image goes to Amazon ECR");
    }

    private List<String> repositoryLines() {
        return written(PlanFormat.TEXT)
                .lines()
                .map(String::strip)
                .filter(line -> line.matches("(Push|Repository) .*"))
                .toList();
    }

    private String written(PlanFormat format) {
        BuildPlan plan = plan();
        return format.written(plan, RemoteRepositories.ask(plan, components));
    }

    private BuildPlan plan() {
        RegistrySettings.Ecr none = RegistrySettings.Ecr.none();
        RegistrySettings.Repository repository = new RegistrySettings.Repository(
                true,
                null,
                null,
                none.repository().tagMutability(),
                none.repository().lifecycle(),
                new TreeMap<>(Map.of()),
                null);
        return module.ecr(new RegistrySettings.Ecr(
                        null, RegistrySettings.Access.none(), createsRepositories, updatesRepositories, repository))
                .plan();
    }
}

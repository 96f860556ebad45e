package dev.slipway.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.app.BuildImages;
import dev.slipway.app.BuildSession;
import dev.slipway.app.Components;
import dev.slipway.credentials.DockerConfigKeychain;
import dev.slipway.docker.DaemonConnection;
import dev.slipway.docker.DockerEngine;
import dev.slipway.ecr.EcrRegistries;
import dev.slipway.ecr.EcrRegistry;
import dev.slipway.endpoint.EndpointFinder;
import dev.slipway.endpoint.Surroundings;
import dev.slipway.engine.BuildTimeoutException;
import dev.slipway.failure.SlipwayException;
import dev.slipway.image.RegistryHost;
import dev.slipway.image.RepositoryName;
import dev.slipway.log.BuildLog;
import dev.slipway.mojo.PlanMojo;
import dev.slipway.mojo.PushMojo;
import dev.slipway.plan.AwsAccess;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.Destination;
import dev.slipway.plan.EcrSettings;
import dev.slipway.plan.EcrSettings.Encryption;
import dev.slipway.plan.EcrSettings.RepositoryTemplate;
import dev.slipway.plan.Planner;
import dev.slipway.plan.ProjectFacts;
import dev.slipway.plan.RegistrySettings;
import dev.slipway.plan.Settings;
import dev.slipway.plan.TagMutability;
import dev.slipway.proxy.ProxySource;
import dev.slipway.receipt.ReceiptFolder;
import dev.slipway.testing.AwsSystemProperties;
import dev.slipway.testing.FakeEcr;
import dev.slipway.testing.FakeHome;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/errors.md} quotes what is really said. */
@Tag("linux") // a missing socket and paths are worded otherwise elsewhere
class ErrorsPageTest {

    private final Page page = Page.read("docs/errors.md");

    @TempDir
    private Path folder;

    private SampleProject project;

    @BeforeEach
    void makeProject() {
        project = new SampleProject(folder).with("Dockerfile", "FROM scratch\nCOPY . /\n");
    }

    private void assertQuoted(String section, String... messages) {
        assertThat(page.section(section).blocks("text"))
                .extracting(block -> block.text().strip())
                .containsExactly(messages);
    }

    private String message(ThrowingCallable call) {
        return project.shown(catchThrowableOfType(SlipwayException.class, call).getMessage());
    }

    private String planning(String configuration) {
        return project.failure("plan", new PlanMojo(), "<configuration>" + configuration + "</configuration>");
    }

    private String pushing(String configuration) {
        return project.failure("push", new PushMojo(), "<configuration>" + configuration + "</configuration>");
    }

    @Test
    void theConfiguration() {
        String agent = "<images><image><name>agent</name>";
        assertQuoted(
                "The configuration",
                planning("<images><image><name>Agent</name></image></images>"),
                planning("<engine>embedded</engine>" + agent
                        + "<dockerFile>Dockerfile.agent</dockerFile><tags><tag>Latest</tag></tags></image></images>"),
                planning(agent + "<registries><registry>https://ghcr.io</registry></registries></image></images>"),
                planning(agent + "</image><image><name>agent</name><alias>two</alias></image></images>"),
                planning(agent + "<platforms><platform>amd64</platform></platforms></image></images>"),
                planningRing(agent));
    }

    private String planningRing(String agent) {
        project.with("Dockerfile.agent", "FROM base:1.0.0\n").with("Dockerfile.base", "FROM agent:1.0.0\n");
        return planning(agent + "<dockerFile>Dockerfile.agent</dockerFile></image>"
                + "<image><name>base</name><dockerFile>Dockerfile.base</dockerFile></image></images>");
    }

    @Test
    void theEngine() {
        Map<String, String> missing = Map.of("DOCKER_HOST", "unix://" + folder + "/docker.sock");
        Map<String, String> remote = Map.of("DOCKER_HOST", "ssh://build-host");
        assertQuoted("The engine", message(() -> describe(missing)), message(() -> describe(remote)));
    }

    private void describe(Map<String, String> environment) {
        Surroundings surroundings = new Surroundings(environment, folder, "Linux");
        try (DockerEngine engine = new DockerEngine(new DaemonConnection(new EndpointFinder(surroundings).find()))) {
            engine.description();
        }
    }

    @Test
    void theBuild() {
        project.with("Dockerfile.agent", "FROM scratch\n" + "\n".repeat(10) + "RUN npm ci\n")
                .with("Dockerfile", "FROM distributed-colony-base:latest\n");
        assertQuoted(
                "The build",
                message(() -> build("agent", "Dockerfile.agent", "missing")),
                message(() -> build("app", "Dockerfile", "never")),
                message(() -> {
                    throw new BuildTimeoutException("agent", Duration.ofMinutes(10));
                }));
    }

    private void build(String name, String dockerfile, String pullPolicy) {
        try (FailingDaemon daemon = FailingDaemon.start();
                BuildSession session = new BuildSession()) {
            Surroundings surroundings =
                    new Surroundings(Map.of("DOCKER_HOST", daemon.address()), folder.resolve("home"), "Linux");
            BuildLog log = silence();
            Components components = new Components(
                    surroundings, (host, namespace) -> Optional.empty(), id -> Optional.empty(), session, log);
            new BuildImages(components, new ReceiptFolder(folder.resolve("target")), log)
                    .run(plan(name, dockerfile, pullPolicy));
        }
    }

    private BuildPlan plan(String name, String dockerfile, String pullPolicy) {
        ProjectFacts facts = new ProjectFacts(
                new ProjectFacts.Coordinates(name, "1.0.0", name),
                folder,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional::empty,
                false);
        Settings.Build build = new Settings.Build(
                null,
                dockerfile,
                null,
                Map.of(),
                Map.of(),
                null,
                new Settings.Options(
                        null,
                        null,
                        pullPolicy,
                        null,
                        new Settings.Rebuild(null, null),
                        null,
                        Settings.Features.none()));
        Settings.Publish publish = new Settings.Publish(null, null, null, null, null);
        return new Planner(
                        facts,
                        new Settings(
                                new Settings.Engine(null, null, null),
                                RegistrySettings.none(),
                                new Settings.Layer("", build, publish),
                                new Settings.Images(null, null),
                                Settings.Policies.none(),
                                true,
                                List.of()))
                .plan();
    }

    private static BuildLog silence() {
        return (BuildLog) Proxy.newProxyInstance(
                BuildLog.class.getClassLoader(), new Class<?>[] {BuildLog.class}, (proxy, method, arguments) -> null);
    }

    @Test
    void thePush() {
        String agent = "<images><image><name>agent</name></image></images>";
        String toEcr = "<registries><registry>ecr</registry></registries>" + agent;
        assertQuoted("The push", pushing(agent), pushing(toEcr));
    }

    @Test
    void amazonEcr() {
        assertQuoted(
                "Amazon ECR",
                message(() -> openWithoutCredentials(null)),
                message(() -> openWithoutCredentials("eu-west-1")),
                message(() -> use(settings(true), ecr -> ecr.faults().expireCredentials(), EcrRegistry::host)),
                message(() -> use(settings(true), ErrorsPageTest::denyCreation, ErrorsPageTest::prepare)),
                message(() -> use(settings(false), ecr -> {}, ErrorsPageTest::prepare)));
    }

    private static void denyCreation(FakeEcr ecr) {
        ecr.faults().deny("ecr:CreateRepository", "arn:aws:ecr:eu-west-1:123456789012:repository/fleet/agent");
    }

    private static void prepare(EcrRegistry registry) {
        registry.prepare(RepositoryName.parse("fleet/agent"));
    }

    private static EcrSettings settings(boolean createRepositories) {
        return new EcrSettings(
                null,
                AwsAccess.ofCaller(),
                createRepositories,
                false,
                new RepositoryTemplate(true, Encryption.AES256, null, TagMutability.mutable(), null, Map.of(), null));
    }

    private void use(EcrSettings settings, Consumer<FakeEcr> fault, Consumer<EcrRegistry> call) {
        try (FakeEcr ecr = FakeEcr.start();
                AwsSystemProperties leading = AwsSystemProperties.leadingTo(ecr, folder)) {
            assertThat(leading).isNotNull();
            fault.accept(ecr);
            try (EcrRegistry registry = EcrRegistries.open(
                    new Destination.Ecr(null, null, "", AwsAccess.ofCaller()),
                    settings,
                    ProxySource.none(),
                    silence())) {
                call.accept(registry);
            }
        }
    }

    private void openWithoutCredentials(String region) {
        try (AwsSystemProperties hidden =
                AwsSystemProperties.with(Map.of("aws.disableEc2Metadata", "true", "aws.region", ""), folder)) {
            assertThat(hidden).isNotNull();
            EcrRegistries.open(
                            new Destination.Ecr(null, region, "", AwsAccess.ofCaller()),
                            settings(true),
                            ProxySource.none(),
                            silence())
                    .close();
        }
    }

    @Test
    void credentials() {
        Surroundings surroundings =
                new FakeHome(folder).dockerConfig("{\"credsStore\": \"vault\"}").surroundings();
        DockerConfigKeychain keychain = new DockerConfigKeychain(surroundings);
        assertQuoted("Credentials", message(() -> keychain.find(RegistryHost.parse("ghcr.io"), "")));
    }
}

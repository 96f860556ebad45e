package dev.slipway.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.BuildFailedException;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageReference;
import dev.slipway.image.ImageStore;
import dev.slipway.plan.PullPolicy;
import dev.slipway.plan.PushSettings;
import dev.slipway.registry.Credential;
import dev.slipway.registry.Delivery;
import dev.slipway.registry.Login;
import dev.slipway.testing.PlainRepository;
import dev.slipway.testing.RegistryGate;
import dev.slipway.testing.RegistryProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Base images that a real engine pulls, or cannot pull, from a real registry. */
@Tag("engine")
@Timeout(90)
class BaseImagePullTest {

    private static final String REMEDY =
            "\n  Check its name and tag, the network, and whether its registry wants a login.";

    @TempDir
    private Path folder;

    private Workbench bench;

    @BeforeEach
    void open() {
        bench = new Workbench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void publishBase(String text, PlainRepository repository, Login login) {
        ImageReference reference = ImageReference.parse(text);
        DaemonImages images = new DaemonImages(bench.connection());
        Digest id = images.find(Workbench.BASE).orElseThrow();
        ImageContent content = new ImageContent(
                id,
                List.of(),
                0,
                List.of(),
                new ImageStore.InDaemon(bench.connection().uri()));
        DaemonPublisher publisher = new DaemonPublisher(bench.connection(), PushSettings.usual(), bench.log());
        publisher.push(content, new Delivery(repository, reference, login));
        assertThat(images.find(text)).isEmpty();
    }

    private void forget(String reference) {
        new DaemonImages(bench.connection()).untag(ImageReference.parse(reference));
    }

    @Test
    void imageThatTheRegistryDoesNotHaveIsNamedWithItsPlace() {
        try (RegistryProcess registry = RegistryProcess.start()) {
            String base = registry.host() + "/team/nothing:7";
            bench.dockerfile("# base\nFROM " + base + " AS build\nRUN true\n");
            assertThatThrownBy(bench::build)
                    .isInstanceOf(BuildFailedException.class)
                    .hasMessageStartingWith(
                            "Cannot build agent: Dockerfile:2: the base image '" + base + "' cannot be pulled: ")
                    .hasMessageContaining("not found")
                    .hasMessageEndingWith(".\n  2 | FROM " + base + " AS build" + REMEDY);
        }
    }

    @Test
    void baseOfAnArgumentIsNamedAsItCameOut() {
        bench.dockerfile("ARG TAG=1\nFROM 127.0.0.1:1/base:$TAG\n").arg("TAG", "2");
        assertThatThrownBy(bench::build)
                .hasMessageStartingWith(
                        "Cannot build agent: Dockerfile:2: the base image '127.0.0.1:1/base:2' cannot be pulled: ");
    }

    @Test
    @Timeout(20)
    void hostThatCannotBeReachedFailsQuickly() {
        bench.dockerfile("FROM 127.0.0.1:1/team/base:1\n");
        assertThatThrownBy(bench::build)
                .hasMessageStartingWith("Cannot build agent: Dockerfile:1: the base image '127.0.0.1:1/team/base:1'"
                        + " cannot be pulled: ")
                .hasMessageContaining("connection refused")
                .hasMessageEndingWith(REMEDY);
    }

    @Test
    void imageThatIsCopiedFromIsNamedToo() {
        bench.dockerfile("FROM slipway-it/busybox:1\nCOPY --from=127.0.0.1:1/tool:1 /a /b\n");
        assertThatThrownBy(bench::build)
                .hasMessageStartingWith(
                        "Cannot build agent: Dockerfile:2: the base image '127.0.0.1:1/tool:1' cannot be pulled: ");
    }

    @Test
    void policyDecidesWhetherTheRegistryIsAsked() {
        try (RegistryProcess registry = RegistryProcess.start();
                RegistryGate gate = RegistryGate.before(registry)) {
            String base = gate.host() + "/base:1";
            publishBase(base, PlainRepository.of(ImageReference.parse(base)), Login.anonymous());
            bench.dockerfile("FROM " + base + "\nRUN true\n");
            assertThat(requestsOf(gate, PullPolicy.MISSING)).isNotEmpty();
            assertThat(requestsOf(gate, PullPolicy.MISSING)).isEmpty();
            assertThat(requestsOf(gate, PullPolicy.NEVER)).isEmpty();
            assertThat(requestsOf(gate, PullPolicy.ALWAYS)).isNotEmpty();
            forget(base);
        }
    }

    private List<String> requestsOf(RegistryGate gate, PullPolicy policy) {
        int before = gate.requests().size();
        bench.pull(policy).build();
        List<String> all = gate.requests();
        return all.subList(before, all.size());
    }

    @Test
    void privateBaseIsPulledWithTheLoginOfTheRequest() {
        String password = "pä~~~???ss>>>";
        try (RegistryProcess registry =
                RegistryProcess.options().login("carol", password).start()) {
            String base = registry.host() + "/private/base:1";
            publishBase(
                    base,
                    PlainRepository.of(ImageReference.parse(base)).login("carol", password),
                    Login.of(Optional.of(Credential.of("carol", password, "the test"))));
            bench.dockerfile("FROM " + base + "\nRUN true\n").login(registry.host(), "carol", password);
            assertThat(bench.build().bases()).containsExactly(base);
            forget(base);
        }
    }

    @Test
    void wrongLoginIsSaidWithWhereItCameFromAndWithoutThePassword() {
        try (RegistryProcess registry =
                RegistryProcess.options().login("carol", "right").start()) {
            bench.dockerfile("FROM " + registry.host() + "/private/base:1\n")
                    .login(registry.host(), "carol", "wr0ngsecret");
            assertThatThrownBy(bench::build)
                    .hasMessageContaining("cannot be pulled: ")
                    .hasMessageContaining("unauthorized")
                    .hasMessageEndingWith("Check its name and tag, the network, and the login to " + registry.host()
                            + " from the test.")
                    .hasMessageNotContaining("wr0ngsecret");
        }
    }
}

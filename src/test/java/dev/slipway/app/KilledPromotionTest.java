package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.RegistryContents;
import dev.slipway.testing.RegistryProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A promotion to another registry that is killed, at each of its stages, and repeated. */
@Timeout(120)
class KilledPromotionTest {

    private static final List<String> REPOSITORIES = List.of("fleet/agent", "fleet/tool");

    @TempDir
    private Path folder;

    private RegistryProcess source;
    private RegistryProcess target;

    @BeforeEach
    void open() {
        source = RegistryProcess.start();
        target = RegistryProcess.start();
    }

    @AfterEach
    void close() {
        target.close();
        source.close();
    }

    private static List<String> digests(RegistryProcess registry, String tag) {
        return REPOSITORIES.stream()
                .map(repository ->
                        RegistryContents.of(registry).digest(repository, tag).orElse("none"))
                .toList();
    }

    private String[] images() {
        return REPOSITORIES.stream()
                .map(repository -> source.host() + "/" + repository + ":1.0")
                .toArray(String[]::new);
    }

    private void push(String text) {
        try (LayoutModules modules = new LayoutModules(folder.resolve(text), "agent", "tool").built(text)) {
            modules.pushTo(source.host());
        }
    }

    private void promote() {
        try (Promoter promoter = new Promoter(folder)) {
            promoter.from(images()).to(target.host()).tags("stable").promote();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HEAD /v2/fleet/agent/manifests/stable",
                "POST /v2/fleet/tool/blobs/uploads/",
                "PUT /v2/fleet/tool/blobs/uploads/",
                "PUT /v2/fleet/tool/manifests/sha256:",
                "PUT /v2/fleet/agent/manifests/stable,PUT /v2/fleet/tool/manifests/stable"
            })
    void noTagMovesAndTheRepeatFinishesIt(String stage) throws Exception {
        push("old");
        promote();
        List<String> before = digests(target, "stable");
        push("new");

        KilledRun.at(
                stage,
                target,
                Promoter.class,
                host -> Stream.concat(Stream.of(folder.toString(), "stable", host), Stream.of(images()))
                        .toList());
        assertThat(digests(target, "stable")).isEqualTo(before).doesNotContain("none");

        promote();
        assertThat(digests(target, "stable")).isEqualTo(digests(source, "1.0")).doesNotContainAnyElementsOf(before);
    }
}

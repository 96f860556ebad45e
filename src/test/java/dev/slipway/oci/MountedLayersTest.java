package dev.slipway.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.image.Digest;
import dev.slipway.layout.OciLayout;
import dev.slipway.testing.Fault;
import dev.slipway.testing.RegistryContents;
import dev.slipway.testing.TestLayouts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same layer for several repositories of one registry goes up once. */
class MountedLayersTest {

    @TempDir
    private Path folder;

    private final PushRig rig = new PushRig();
    private OciLayout layout;

    @BeforeEach
    void image() {
        layout = new OciLayout(folder.resolve("oci"));
        layout.put(TestLayouts.image(layout, "amd64", "hello"));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void secondRepositoryGetsTheLayersOfTheFirst() {
        rig.push(layout, "fleet/one");
        Digest digest = rig.push(layout, "fleet/two");
        assertThat(rig.gate.count("PUT .*/blobs/.*")).isEqualTo(2);
        assertThat(rig.gate.count("POST .*mount=.*")).isEqualTo(2);
        assertThat(rig.repository("fleet/two").manifest(digest)).isPresent();
    }

    @Test
    void repositoriesThatArePushedSideBySideShareTooAndEachBlobGoesUpOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        rig.gate.fail("PUT .*/blobs/.*", Fault.late(100));
        try {
            List<Callable<Digest>> pushes = IntStream.range(0, 4)
                    .<Callable<Digest>>mapToObj(i -> () -> rig.push(layout, "fleet/n" + i))
                    .toList();
            for (Future<Digest> push : threads.invokeAll(pushes)) {
                push.get();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(rig.gate.count("PUT .*/blobs/.*")).isEqualTo(2);
        assertThat(rig.gate.count("POST .*mount=.*")).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405})
    void registryThatDoesNotMountIsSentTheLayer(int status) {
        rig.gate.fail("POST .*mount=.*", Fault.answer(status, Map.of(), ""));
        rig.push(layout, "fleet/one");
        Digest digest = rig.push(layout, "fleet/two");
        assertThat(rig.gate.count("PUT .*/blobs/.*")).isEqualTo(4);
        assertThat(rig.repository("fleet/two").manifest(digest)).isPresent();
        assertThat(rig.retries()).isEmpty();
    }

    @Test
    void registryThatBeginsAnUploadInsteadIsSentTheLayerThere() {
        rig.push(layout, "fleet/one");
        rig.gate.clear();
        // a blob that is not where we think makes a real registry do so
        layout.tree(layout.root()).blobs().forEach(blob -> forget("fleet/one", blob.digest()));
        Digest digest = rig.push(layout, "fleet/two");
        assertThat(rig.gate.count("POST .*")).isEqualTo(2);
        assertThat(rig.gate.count("PUT .*/blobs/.*")).isEqualTo(2);
        assertThat(rig.repository("fleet/two").manifest(digest)).isPresent();
    }

    private void forget(String name, Digest blob) {
        RegistryContents.of(rig.registry).deleteBlob(name, blob.value());
    }

    @Test
    void faultDuringAMountIsSurvived() {
        rig.push(layout, "fleet/one");
        rig.gate.fail(1, "POST .*mount=.*", Fault.answer(503, Map.of(), ""));
        rig.push(layout, "fleet/two");
        assertThat(rig.gate.count("PUT .*/blobs/.*")).isEqualTo(2);
        assertThat(rig.retries()).containsExactly("fleet/two:1.0: the registry answers with status 503");
    }
}

package dev.slipway.patch.applying;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.patch.PatchResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link DebianPatchesTest} is about, in small: {@code src/test/resources/patches/debian/NOTICE.md} says what is in it. */
class DebianExtractsTest {

    private static final Path EXTRACTS = Path.of("src/test/resources/patches/debian");

    @ParameterizedTest
    @ValueSource(strings = {"curl", "maven", "openssh", "tinyxml2", "tomcat10"})
    void seriesComesOutAsPatchAppliesIt(String name) throws IOException {
        Path extract = EXTRACTS.resolve(name).toAbsolutePath();
        MemoryTree before = MemoryTree.read(extract.resolve("before"));

        PatchResult result = new Patcher(before).apply(List.of(TestPatches.set(extract.resolve("patches"))));

        assertThat(result.problems()).isEmpty();
        assertThat(before.with(result.overlay()).differences(MemoryTree.read(extract.resolve("after"))))
                .isEmpty();
    }
}

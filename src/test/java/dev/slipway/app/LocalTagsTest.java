package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.LocalImages;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import dev.slipway.layout.OciLayout;
import dev.slipway.receipt.ReceiptFolder;
import dev.slipway.testing.TestLayouts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalTagsTest {

    private static final ImageReference NAME = ImageReference.parse("fleet/agent:1.0");

    @TempDir
    private Path folder;

    @Test
    void imageInALayoutGetsItsNameBackWhenALaterOneFails() {
        ReceiptFolder receipts = new ReceiptFolder(folder);
        OciLayout layout = new OciLayout(receipts.folder("agent").resolve("oci"));
        layout.put(TestLayouts.image(layout, "amd64", "first"));
        Digest first = layout.root().digest();
        layout.name(first, NAME);
        LocalImages layouts = Components.layoutImages(receipts);
        LocalTags tags = new LocalTags(new LocalStores(layouts, layouts));

        tags.remember(List.of(NAME));
        layout.put(TestLayouts.image(layout, "amd64", "second"));
        tags.tag(layout.content(List.of()), NAME);
        assertThat(layouts.find(NAME.toString()))
                .contains(layout.root().digest())
                .isNotEqualTo(first);
        tags.rollBack(new IllegalStateException("the next image fails"));

        assertThat(layouts.find(NAME.toString())).contains(first);
    }
}

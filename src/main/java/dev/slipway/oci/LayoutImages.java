package dev.slipway.oci;

import dev.slipway.engine.LocalImages;
import dev.slipway.engine.StoredBase;
import dev.slipway.engine.StoredImage;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageReference;
import dev.slipway.image.InvalidValueException;
import dev.slipway.layout.LayoutException;
import dev.slipway.layout.OciLayout;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The images of a module that lie in layouts, for engines that keep none: {@code target/slipway/ALIAS/oci}. */
public final class LayoutImages implements LocalImages {

    private static final String LAYOUT = "oci";

    private final Path folder;

    /** @param folder {@code target/slipway}; need not exist */
    public LayoutImages(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<Digest> find(String reference) {
        int at = reference.lastIndexOf('@');
        if (at >= 0 || reference.startsWith("sha256:")) {
            return byDigest(reference.substring(at + 1));
        }
        return parsed(reference)
                .flatMap(name -> layouts().stream()
                        .filter(layout -> layout.names().contains(name))
                        .findFirst()
                        .map(layout -> layout.root().digest()));
    }

    private Optional<Digest> byDigest(String text) {
        Digest digest = Digest.parse(text);
        return holder(digest).map(layout -> digest);
    }

    private Optional<OciLayout> holder(Digest digest) {
        return layouts().stream()
                .filter(layout -> layout.find(digest).isPresent())
                .findFirst();
    }

    private static Optional<ImageReference> parsed(String reference) {
        try {
            return Optional.of(ImageReference.parse(reference));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Known> look(String reference) {
        return find(reference).map(id -> new Known(id, inspect(id)));
    }

    /** @throws LayoutException if no layout holds the image */
    @Override
    public StoredImage inspect(Digest id) {
        ImageContent content = holder(id).orElseGet(() -> new OciLayout(folder)).content(List.of());
        return new StoredImage(content.platforms().get(0), content.size(), Map.of(), content.store());
    }

    /** What a layout's image hands on is not looked at: any variable and no trigger is expected of it. */
    @Override
    public Optional<StoredBase> base(String reference) {
        return Optional.empty();
    }

    /** @throws LayoutException if no layout holds the image */
    @Override
    public void tag(Digest id, ImageReference reference) {
        OciLayout holder = holder(id).orElseGet(() -> new OciLayout(folder));
        layouts().stream()
                .filter(layout -> !layout.folder().equals(holder.folder()))
                .forEach(layout -> layout.unname(reference));
        holder.name(id, reference);
    }

    @Override
    public void untag(ImageReference reference) {
        layouts().forEach(layout -> layout.unname(reference));
    }

    private List<OciLayout> layouts() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<OciLayout> layouts = new ArrayList<>();
        try (DirectoryStream<Path> aliases = Files.newDirectoryStream(folder)) {
            aliases.forEach(alias -> layouts.add(new OciLayout(alias.resolve(LAYOUT))));
        } catch (IOException e) {
            throw new LayoutException(
                    "read", folder, "the file system says: " + e.getMessage(), "Make the folder readable.", e);
        }
        return layouts.stream().filter(OciLayout::exists).toList();
    }
}

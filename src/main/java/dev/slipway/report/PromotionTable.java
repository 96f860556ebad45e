package dev.slipway.report;

import dev.slipway.image.Digest;
import dev.slipway.image.ImageReference;
import dev.slipway.image.Tag;
import java.util.List;
import java.util.stream.Collectors;

/** The table that ends a promotion: image, tags, digest, where it comes from and where it went. */
public final class PromotionTable {

    private final TextTable table = new TextTable("IMAGE", "TAGS", "DIGEST", "FROM", "TO");

    /**
     * Adds an image in one repository.
     *
     * @param tags that it has there now
     * @param from the reference that it was promoted from
     * @param to   one of its references where it went
     */
    public void row(List<Tag> tags, Digest digest, String from, ImageReference to) {
        table.row(
                to.repository().lastSegment(),
                tags.stream().map(Tag::value).collect(Collectors.joining(", ")),
                "sha256:" + digest.shortHash(),
                from,
                to.withoutTag());
    }

    @Override
    public String toString() {
        return String.join("\n", table.lines());
    }
}

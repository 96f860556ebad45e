package dev.slipway.testing;

import dev.slipway.image.BuiltImage;
import dev.slipway.image.Digest;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageReference;
import dev.slipway.image.ImageStore;
import dev.slipway.image.ImageTag;
import dev.slipway.image.Platform;
import dev.slipway.image.PushedImage;
import dev.slipway.image.RepositoryName;
import dev.slipway.image.Tag;
import dev.slipway.image.TimedStep;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Images as an engine and a registry might know them. */
public final class TestImages {

    private TestImages() {}

    /** A digest that begins with a digit. */
    public static Digest digest(char digit) {
        return new Digest("sha256:" + String.valueOf(digit).repeat(64));
    }

    /** An image called {@code fleet/ALIAS} of 74.3 MB, built in 2.5 s; tags that begin with a digit are fixed. */
    public static BuiltImage built(String alias, char id, String... tags) {
        return built(alias, id, List.of(), tags);
    }

    /** Such an image, with the steps of its build. */
    public static BuiltImage built(String alias, char id, List<TimedStep> steps, String... tags) {
        return new BuiltImage(
                alias,
                new RepositoryName("fleet/" + alias.toLowerCase(Locale.ROOT)),
                Stream.of(tags)
                        .map(tag -> new ImageTag(new Tag(tag), !Character.isDigit(tag.charAt(0))))
                        .toList(),
                new ImageContent(
                        digest(id),
                        List.of(Platform.parse("linux/amd64")),
                        74_300_000,
                        List.of("debian:12", "fleet/base:1.4.0"),
                        new ImageStore.InDaemon(URI.create("unix:///var/run/docker.sock"))),
                Duration.ofMillis(2500),
                steps,
                Optional.empty());
    }

    /** An image in a registry. */
    public static PushedImage pushed(String alias, String reference, char digest) {
        return new PushedImage(alias, ImageReference.parse(reference), digest(digest));
    }
}

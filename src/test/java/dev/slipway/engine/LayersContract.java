package dev.slipway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.dockerjava.api.model.Container;
import dev.slipway.image.ImageContent;
import dev.slipway.image.ImageReference;
import dev.slipway.image.Platform;
import dev.slipway.layout.Layer;
import dev.slipway.layout.LayerEntry;
import dev.slipway.layout.LayerTar;
import dev.slipway.testing.EngineBench;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What one may expect of the layers of images in a Docker engine, whoever built them. */
@Tag("engine")
@Timeout(120)
public abstract class LayersContract {

    private static final LayerEntry.Owner ROOT = new LayerEntry.Owner(0, 0);
    private static final LayerEntry.Owner SOMEBODY = new LayerEntry.Owner(1000, 1001);
    private static final Instant LONG_AGO = Instant.ofEpochSecond(1_000_000_000);
    private static final String CAPABILITY = "security.capability";
    /** CAP_SETUID, permitted and effective: its bit is one that is no character. */
    private static final byte[] MAY_SET_USER = {1, 0, 0, 2, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    @TempDir
    private Path folder;

    private EngineBench bench;

    /** The engine under test, with the daemon of this machine; closed by the contract. */
    protected abstract Engine open();

    /** The bench with the engine under test. */
    protected final EngineBench bench() {
        return bench;
    }

    @BeforeEach
    final void openBench() {
        bench = new EngineBench(folder, open());
    }

    @AfterEach
    final void closeBench() {
        bench.close();
    }

    private static LayerEntry entry(String path, LayerEntry.What what, int mode, LayerEntry.Owner owner) {
        return new LayerEntry(path, what, mode, owner, LONG_AGO, Map.of());
    }

    private static LayerEntry file(String path, String content, int mode, LayerEntry.Owner owner) {
        return entry(path, new LayerEntry.What.File(content.length()), mode, owner);
    }

    private static LayerEntry capable(LayerEntry file) {
        return new LayerEntry(
                file.path(), file.what(), file.mode(), file.owner(), file.modified(), Map.of(CAPABILITY, MAY_SET_USER));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A tar for ADD: the builders keep what is in it. */
    private void tree() {
        LayerEntry.What folderOf = new LayerEntry.What.Folder();
        Layer tree = new Layer(
                List.of(
                        entry("opt", folderOf, 0755, ROOT),
                        entry("opt/app", folderOf, 02750, SOMEBODY),
                        file("opt/app/tool", "tool\n", 04755, SOMEBODY),
                        capable(file("opt/app/ping", "ping\n", 0755, ROOT)),
                        file("opt/app/gone", "gone\n", 0644, ROOT),
                        file("opt/app/a b+ü", "odd\n", 0644, ROOT),
                        entry("opt/app/link", new LayerEntry.What.Link("tool"), 0777, ROOT),
                        entry("opt/current", new LayerEntry.What.Link("/opt/app"), 0777, ROOT)),
                Map.of(
                        "opt/app/tool", bytes("tool\n"),
                        "opt/app/ping", bytes("ping\n"),
                        "opt/app/gone", bytes("gone\n"),
                        "opt/app/a b+ü", bytes("odd\n")),
                "",
                Map.of());
        try {
            Files.write(folder.resolve("tree.tar"), new LayerTar(tree).bytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private ImageContent image() {
        tree();
        bench.dockerfile("""
                FROM %s
                ADD tree.tar /
                ENV NAME="a \\"value\\" <&> é" OTHER=2
                LABEL one=1 two=2
                EXPOSE 8080 53/udp
                VOLUME /data
                WORKDIR /opt/app
                USER 1000:1001
                STOPSIGNAL SIGINT
                HEALTHCHECK --interval=7s --retries=2 CMD ["/opt/app/tool", "ok"]
                ONBUILD ARG later
                ENTRYPOINT ["/bin/sh", "-c"]
                CMD ["echo hello"]
                """.formatted(EngineBench.BASE));
        return bench.build();
    }

    private ImageLayers layers() {
        return bench.engine().layers();
    }

    private ImageFiles files(ImageContent image) {
        return layers().open(image, image.platforms().get(0));
    }

    private static String text(ImageFiles files, String path) throws IOException {
        try (InputStream content = files.open(path)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Another tool, another file beside it, and one less; the folders as they are. */
    private static Layer change(ImageFiles files) {
        String tool = "another tool\n";
        LayerEntry before = files.find("opt/app/tool").orElseThrow();
        LayerEntry ping = files.find("opt/app/ping").orElseThrow();
        return new Layer(
                List.of(
                        files.find("opt").orElseThrow(),
                        files.find("opt/app").orElseThrow(),
                        new LayerEntry(
                                before.path(),
                                new LayerEntry.What.File(tool.length()),
                                before.mode(),
                                before.owner(),
                                before.modified(),
                                before.attributes()),
                        ping,
                        file("opt/app/new", "new\n", 0600, SOMEBODY),
                        entry("opt/app/gone", new LayerEntry.What.Whiteout(), 0, ROOT)),
                Map.of("opt/app/tool", bytes(tool), "opt/app/ping", bytes("PING\n"), "opt/app/new", bytes("new\n")),
                "slipway patches: one.patch",
                Map.of("dev.slipway.patches", "one.patch", "two", "zwei"));
    }

    private ImageContent changed(ImageContent image) {
        try (ImageFiles files = files(image)) {
            return layers().add(image, Map.of(image.platforms().get(0), change(files)), Optional.empty());
        }
    }

    @Test
    void filesAreFoundAsTheyAre() throws IOException {
        ImageContent image = image();
        try (ImageFiles files = files(image)) {
            LayerEntry tool = files.find("opt/app/tool").orElseThrow();
            assertThat(tool).isEqualTo(file("opt/app/tool", "tool\n", 04755, SOMEBODY));
            assertThat(files.find("opt/app").orElseThrow())
                    .isEqualTo(entry("opt/app", new LayerEntry.What.Folder(), 02750, SOMEBODY));
            assertThat(files.find("opt/app/link").orElseThrow().what()).isEqualTo(new LayerEntry.What.Link("tool"));
            assertThat(files.find("opt/app/ping").orElseThrow().attributes())
                    .hasEntrySatisfying(CAPABILITY, value -> assertThat(value).isEqualTo(MAY_SET_USER));
            assertThat(files.find("opt/app/absent")).isEmpty();
            assertThat(files.find("opt/app/absent/inner")).isEmpty();
            assertThat(files.find("opt/app/tool/inner")).isEmpty();
            assertThat(files.find("").orElseThrow().what()).isEqualTo(new LayerEntry.What.Folder());
            assertThat(text(files, "opt/app/tool")).isEqualTo("tool\n");
            assertThat(text(files, "opt/app/a b+ü")).isEqualTo("odd\n");
        }
    }

    @Test
    void linksAreNotFollowed() {
        ImageContent image = image();
        try (ImageFiles files = files(image)) {
            assertThat(files.find("opt/current").orElseThrow().what()).isEqualTo(new LayerEntry.What.Link("/opt/app"));
            assertThat(files.find("opt/current/tool")).isEmpty();
            assertThatThrownBy(() -> files.open("opt/app/link"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("/opt/app/link of the image " + image.id().shortHash() + " is no file");
        }
    }

    @Test
    void whatTheEngineAddsToAContainerIsNotInTheImage() {
        ImageContent image = image();
        try (ImageFiles files = files(image)) {
            assertThat(files.find("etc/hosts")).isEmpty();
            assertThat(files.find(".dockerenv")).isEmpty();
            assertThat(files.find("etc").orElseThrow().modified()).isBeforeOrEqualTo(created(image));
        }
    }

    private Instant created(ImageContent image) {
        return Instant.parse(Objects.requireNonNull(
                bench.docker().inspectImageCmd(image.id().value()).exec().getCreated()));
    }

    @Test
    void layerReplacesAddsAndDeletes() throws IOException {
        ImageContent image = image();
        ImageContent other = changed(image);
        try (ImageFiles before = files(image);
                ImageFiles after = files(other)) {
            assertThat(text(after, "opt/app/tool")).isEqualTo("another tool\n");
            assertThat(after.find("opt/app/tool").orElseThrow().mode()).isEqualTo(04755);
            assertThat(after.find("opt/app/tool").orElseThrow().owner()).isEqualTo(SOMEBODY);
            assertThat(text(after, "opt/app/ping")).isEqualTo("PING\n");
            assertThat(after.find("opt/app/ping").orElseThrow().attributes())
                    .hasEntrySatisfying(CAPABILITY, value -> assertThat(value).isEqualTo(MAY_SET_USER));
            assertThat(after.find("opt/app/new").orElseThrow()).isEqualTo(file("opt/app/new", "new\n", 0600, SOMEBODY));
            assertThat(after.find("opt/app/gone")).isEmpty();
            for (String untouched :
                    List.of("opt", "opt/app", "opt/app/link", "opt/app/a b+ü", "bin/sh", "etc/passwd")) {
                assertThat(after.find(untouched)).isEqualTo(before.find(untouched));
            }
            assertThat(before.find("opt/app/gone")).isPresent();
        }
    }

    @Test
    void configurationStaysButForLabels() {
        ImageContent image = image();
        ImageContent other = changed(image);
        Map<String, String> labels =
                new HashMap<>(bench.engine().images().inspect(image.id()).labels());
        labels.put("dev.slipway.patches", "one.patch");
        labels.put("two", "zwei");
        assertThat(bench.engine().images().inspect(other.id()).labels()).isEqualTo(labels);
        assertThat(configuration(other)).isEqualTo(configuration(image));
        assertThat(created(other)).isEqualTo(created(image));
        assertThat(other.platforms()).isEqualTo(image.platforms());
        assertThat(other.store()).isEqualTo(image.store());
    }

    private ObjectNode configuration(ImageContent image) {
        ObjectNode json = new ObjectMapper()
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .valueToTree(bench.docker()
                        .inspectImageCmd(image.id().value())
                        .exec()
                        .getConfig());
        json.remove("Labels");
        return json;
    }

    @Test
    void sameLayerMakesTheSameImage() {
        ImageContent image = image();
        ImageContent first = changed(image);
        bench.docker().removeImageCmd(first.id().value()).withNoPrune(true).exec();
        assertThat(changed(image)).isEqualTo(first);
        assertThat(changed(image)).isEqualTo(first);
        assertThat(first.id()).isNotEqualTo(image.id());
    }

    @Test
    void historyTellsTheTimeThatIsGiven() {
        ImageContent image = image();
        try (ImageFiles files = files(image)) {
            Map<Platform, Layer> layer = Map.of(image.platforms().get(0), change(files));
            ImageContent dated = layers().add(image, layer, Optional.of(LONG_AGO));
            assertThat(dated.id())
                    .isNotEqualTo(layers().add(image, layer, Optional.empty()).id());
            assertThat(created(dated)).isEqualTo(created(image));
        }
    }

    @Test
    void imageWithoutAShellOrACommandIsReadAndChanged() throws IOException {
        tree();
        ImageContent image = bench.dockerfile("FROM scratch\nADD tree.tar /\n").build();
        ImageContent other = changed(image);
        try (ImageFiles files = files(other)) {
            assertThat(text(files, "opt/app/tool")).isEqualTo("another tool\n");
            assertThat(files.find("opt/app/gone")).isEmpty();
        }
    }

    @Test
    void nothingIsLeftOver() {
        ImageContent image = image();
        try (ImageFiles files = files(image)) {
            assertThat(files.find("opt")).isPresent();
        }
        assertThat(containersOf(image)).isEmpty();
    }

    private List<Container> containersOf(ImageContent image) {
        return bench.docker()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of("dev.slipway.reads", image.id().value()))
                .exec();
    }

    @Test
    void bigFolderIsFoundWithoutReadingIt() throws IOException {
        Files.write(folder.resolve("big"), new byte[200_000_000]);
        ImageContent image =
                bench.dockerfile("FROM scratch\nCOPY big /folder/\n").build();
        try (ImageFiles files = files(image)) {
            long begin = System.nanoTime();
            assertThat(files.find("folder")).isPresent();
            assertThat(files.find("folder/big")).isPresent();
            assertThat((System.nanoTime() - begin) / 1_000_000)
                    .as("milliseconds")
                    .isLessThan(1_000);
        }
    }

    @Test
    void imageWithANameIsNotForgotten() {
        ImageContent image = image();
        ImageReference name = ImageReference.parse("slipway-it/forgotten:1");
        bench.engine().images().tag(image.id(), name);
        layers().forget(image);
        assertThat(bench.engine().images().find(name.toString())).contains(image.id());
    }

    @Test
    void imageThatIsGoneIsForgottenAlready() {
        ImageContent image = image();
        bench.docker().removeImageCmd(image.id().value()).exec();
        layers().forget(image);
        assertThat(bench.engine().images().find(image.id().value())).isEmpty();
    }

    @Test
    void imageThatIsGoneCannotBeReadOrChanged() {
        ImageContent image = image();
        bench.docker().removeImageCmd(image.id().value()).exec();
        assertThatThrownBy(() -> files(image))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith(
                        "Cannot read the files of the image " + image.id().shortHash() + ": ");
        assertThatThrownBy(() -> layers().add(
                                image,
                                Map.of(image.platforms().get(0), new Layer(List.of(), Map.of(), "", Map.of())),
                                Optional.empty()))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("Cannot read the configuration of the image "
                        + image.id().shortHash() + ": ");
    }
}

package dev.slipway.plan;

import dev.slipway.plan.BuildInputs.NamedContext;
import dev.slipway.plan.BuildInputs.Secret;
import dev.slipway.plan.BuildInputs.SecretSource;
import dev.slipway.plan.BuildInputs.SshAgent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads {@code <secrets>}, {@code <ssh>} and {@code <contexts>}. Whether a secret's value is there is not asked. */
final class InputsSection {

    private static final String IMAGE_OF_MODULE = "image:";
    private static final String IMAGE = "docker-image://";

    private final Path baseDirectory;
    private final Map<String, String> images;
    private final Problems problems;

    /** @param images the references of the images of the module, by alias */
    InputsSection(Path baseDirectory, Map<String, String> images, Problems problems) {
        this.baseDirectory = baseDirectory;
        this.images = images;
        this.problems = problems;
    }

    BuildInputs read(LayeredImage image) {
        Settings.Inputs inputs = inputs(image.build());
        return new BuildInputs(
                secrets(
                        image.placeOf(
                                "<secrets>", layer -> inputs(layer.build()).secrets()),
                        Objects.requireNonNullElse(inputs.secrets(), List.of())),
                agents(
                        image.placeOf("<ssh>", layer -> inputs(layer.build()).agents()),
                        Objects.requireNonNullElse(inputs.agents(), List.of())),
                contexts(image, inputs.contexts()));
    }

    private static Settings.Inputs inputs(Settings.Build build) {
        return build.options().features().inputs();
    }

    private List<Secret> secrets(String place, List<Settings.Secret> texts) {
        List<Secret> secrets = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Settings.Secret text : texts) {
            String id = text.id();
            if (id == null) {
                problems.add(
                        place + "<secret>",
                        "a secret has no id",
                        "Add <id> with the id that the Dockerfile names: RUN --mount=type=secret,id=npm.");
            } else if (!ids.add(id)) {
                problems.add(place + "<secret>", "two secrets have the id '" + id + "'", "Leave one of them out.");
            } else {
                source(place + "<secret>[" + id + "]", id, text)
                        .ifPresent(source -> secrets.add(new Secret(id, source)));
            }
        }
        return secrets;
    }

    private Optional<SecretSource> source(String place, String id, Settings.Secret text) {
        long said = Stream.of(
                        Optional.ofNullable(text.env()),
                        Optional.ofNullable(text.file()),
                        Optional.ofNullable(text.server()))
                .filter(Optional::isPresent)
                .count();
        if (said > 1) {
            problems.add(place, "it has more than one of <env>, <file> and <server>", "Keep the one that holds it.");
            return Optional.empty();
        }
        if (text.file() != null) {
            return Optional.of(
                    new SecretSource.InFile(baseDirectory.resolve(text.file()).normalize()));
        }
        return Optional.of(
                text.server() != null
                        ? new SecretSource.Server(text.server())
                        : new SecretSource.Environment(Objects.requireNonNullElse(text.env(), id)));
    }

    private List<SshAgent> agents(String place, List<String> texts) {
        List<SshAgent> agents = new ArrayList<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            String id = equals < 0 ? text : text.substring(0, equals);
            Optional<Path> socket = equals < 0
                    ? Optional.empty()
                    : Optional.of(
                            baseDirectory.resolve(text.substring(equals + 1)).normalize());
            if (socket.filter(Files::isRegularFile).isPresent()) {
                problems.add(
                        place,
                        socket.get() + " is a file, not the socket of an agent",
                        "Add the key to an agent (ssh-add " + socket.get() + "), and write <agent>" + id + "</agent>.");
            } else if (id.isBlank()) {
                problems.add(place, "'" + text + "' has no id", "Write default, or ID=path/to/agent.sock.");
            } else {
                agents.add(new SshAgent(id, socket));
            }
        }
        return agents;
    }

    private SortedMap<String, NamedContext> contexts(LayeredImage image, Map<String, String> texts) {
        SortedMap<String, NamedContext> contexts = new TreeMap<>();
        texts.forEach((name, text) -> {
            String place = image.placeOf(
                    "<contexts><" + name + ">",
                    layer -> inputs(layer.build()).contexts().get(name));
            context(place, text.strip()).ifPresent(context -> contexts.put(name, context));
        });
        return contexts;
    }

    private Optional<NamedContext> context(String place, String text) {
        if (text.startsWith(IMAGE)) {
            return Optional.of(new NamedContext.Image(text.substring(IMAGE.length())));
        }
        if (text.startsWith(IMAGE_OF_MODULE)) {
            return ofModule(place, text.substring(IMAGE_OF_MODULE.length()));
        }
        if (text.contains("://")) {
            problems.add(
                    place,
                    "'" + text + "' is no context that this version can use",
                    "Write a folder, docker-image://REFERENCE, or image:ALIAS for an image of this module.");
            return Optional.empty();
        }
        Path folder = baseDirectory.resolve(text).normalize();
        if (!Files.isDirectory(folder)) {
            problems.add(
                    place,
                    Files.exists(folder) ? folder + " is not a folder" : "the folder " + folder + " does not exist",
                    "Write a folder, docker-image://REFERENCE, or image:ALIAS for an image of this module.");
            return Optional.empty();
        }
        return Optional.of(new NamedContext.Folder(folder));
    }

    private Optional<NamedContext> ofModule(String place, String alias) {
        String reference = images.get(alias);
        if (reference == null) {
            problems.add(
                    place,
                    "no image of this module has the alias '" + alias + "'",
                    "Use one of " + String.join(", ", new TreeMap<>(images).keySet()) + ".");
            return Optional.empty();
        }
        return Optional.of(new NamedContext.OfModule(alias, reference));
    }
}

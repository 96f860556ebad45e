package dev.slipway.mojo.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Values that come from properties: those of the command line win over the POM's configuration, those of the POM's
 * {@code <properties>} fill in where the configuration says nothing.
 *
 * <p>Blanks around a value do not count, and an element without a value says nothing. An empty property of the command
 * line takes away what the POM says.
 *
 * @param user    properties of the command line
 * @param project properties of the POM
 * @param prefix  what stands before a value's name
 * @param shared  what stands before the name of a value for all images, where these are the values of one; else null
 */
public record Overrides(
        Properties user,
        Properties project,
        String prefix,
        @Nullable String shared) {

    private static final String ROOT = "slipway.";

    /** The values of the whole configuration: {@code slipway.…}. */
    public static Overrides of(Properties user, Properties project) {
        return new Overrides(user, project, ROOT, null);
    }

    /** The values of one image: {@code slipway.images.ALIAS.…}; on the command line also {@code slipway.…}. */
    Overrides ofImage(String alias) {
        return new Overrides(user, project, ROOT + "images." + alias + ".", ROOT);
    }

    /** The values of an image set: {@code slipway.imageSets.NAME.…}; on the command line also {@code slipway.…}. */
    Overrides ofSet(String name) {
        return new Overrides(user, project, ROOT + "imageSets." + name + ".", ROOT);
    }

    /** The values of a section such as {@code slipway.ecr.…}. */
    Overrides ofSection(String section) {
        return new Overrides(user, project, ROOT + section + ".", null);
    }

    /** These values, without those that the command line has for all images. */
    Overrides alone() {
        return new Overrides(user, project, prefix, null);
    }

    /** A text. */
    public @Nullable String text(String name, @Nullable String configured) {
        Optional<String> pom = said(configured).or(() -> said(project.getProperty(prefix + name)));
        return commandLine(name, pom.isPresent())
                .map(Overrides::said)
                .orElse(pom)
                .orElse(null);
    }

    /** A switch. */
    public @Nullable Boolean flag(String name, @Nullable Boolean configured) {
        String text = text(name, configured == null ? null : configured.toString());
        return text == null ? null : (Boolean) Boolean.parseBoolean(text);
    }

    /** A list, never an empty one; in a property its entries are separated by commas. */
    public @Nullable List<String> list(String name, @Nullable List<String> configured) {
        return list(name, configured == null ? List.of() : entries(configured.stream()), entry -> entry);
    }

    /**
     * A list, never an empty one.
     *
     * @param shortForm reads an entry of a property, which are separated by commas there
     */
    <T> @Nullable List<T> list(String name, List<T> configured, Function<String, T> shortForm) {
        List<T> pom = configured.isEmpty() ? split(project.getProperty(prefix + name, ""), shortForm) : configured;
        List<T> list = commandLine(name, !pom.isEmpty())
                .map(text -> split(text, shortForm))
                .orElse(pom);
        return list.isEmpty() ? null : list;
    }

    /** The configured entries with those of properties {@code NAME.KEY} in them. */
    public Map<String, String> map(String name, @Nullable Map<String, String> configured) {
        Map<String, String> all = new TreeMap<>();
        addEntries(all, project, prefix + name);
        if (configured != null) {
            configured.forEach((key, value) -> all.put(key, Objects.requireNonNullElse(value, "")));
        }
        if (shared != null) {
            addEntries(all, user, shared + name);
        }
        addEntries(all, user, prefix + name);
        return all;
    }

    private static void addEntries(Map<String, String> all, Properties properties, String name) {
        String start = name + ".";
        for (String key : properties.stringPropertyNames()) {
            if (key.startsWith(start)) {
                all.put(key.substring(start.length()), properties.getProperty(key));
            }
        }
    }

    /** A value for all images reaches the others through their defaults, so that problems name the right element. */
    private Optional<String> commandLine(String name, boolean isSaidForThisImage) {
        String own = user.getProperty(prefix + name);
        return own == null && shared != null && isSaidForThisImage
                ? Optional.ofNullable(user.getProperty(shared + name))
                : Optional.ofNullable(own);
    }

    private static Optional<String> said(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static <T> List<T> split(String text, Function<String, T> shortForm) {
        return entries(Arrays.stream(text.split(","))).stream().map(shortForm).toList();
    }

    private static List<String> entries(Stream<String> texts) {
        return texts.filter(Objects::nonNull)
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }
}

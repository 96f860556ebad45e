package dev.slipway.docs;

import dev.slipway.mojo.config.AttestationsConfig;
import dev.slipway.mojo.config.EcrConfig;
import dev.slipway.mojo.config.ImageConfig;
import dev.slipway.mojo.config.PoliciesConfig;
import dev.slipway.mojo.config.PushConfig;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** What the plugin's descriptor, which Maven goes by, says of goals and parameters. */
final class PluginDescriptor {

    private static final Set<String> INTERNAL = Set.of("project", "session", "execution");
    private static final Set<String> WITHOUT_PROPERTY = Set.of("name", "alias", "secrets");

    private final Map<String, Element> goals = new TreeMap<>();

    PluginDescriptor() {
        Element root = Xml.resource("/META-INF/maven/plugin.xml");
        for (Element mojo : Xml.children(Xml.child(root, "mojos").orElseThrow())) {
            goals.put(Xml.text(mojo, "goal"), mojo);
        }
    }

    Set<String> goals() {
        return goals.keySet();
    }

    /** The names of a goal's parameters in the POM. */
    Set<String> parameters(String goal) {
        Element parameters = Xml.child(goals.get(goal), "parameters").orElseThrow();
        return Xml.children(parameters).stream()
                .map(parameter -> Xml.text(parameter, "name"))
                .filter(name -> !INTERNAL.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every property that the plugin reads; KEY and ALIAS stand for what the user chooses. */
    Set<String> properties() {
        Set<String> properties = new TreeSet<>(
                Set.of("slipway.args.KEY", "slipway.labels.KEY", "slipway.contexts.KEY", "slipway.patches"));
        properties.add("slipway.registries");
        fields(AttestationsConfig.class).forEach(field -> properties.add("slipway.attestations." + field.getName()));
        goals.values().stream()
                .flatMap(mojo -> Xml.child(mojo, "configuration").stream())
                .flatMap(configuration -> Xml.children(configuration).stream())
                .map(parameter -> parameter.getTextContent().strip())
                .filter(expression -> expression.startsWith("${slipway."))
                .map(expression -> expression.substring(2, expression.length() - 1))
                .forEach(properties::add);
        fields(EcrConfig.class).flatMap(PluginDescriptor::names).forEach(name -> properties.add("slipway.ecr." + name));
        fields(PushConfig.class).forEach(field -> properties.add("slipway.push." + field.getName()));
        fields(PoliciesConfig.class).forEach(field -> properties.add("slipway.policies." + field.getName()));
        properties.addAll(Set.of("slipway.imageSets.NAME.targets", "slipway.imageSets.NAME.skip"));
        fields(ImageConfig.class)
                .filter(field -> !WITHOUT_PROPERTY.contains(field.getName()))
                .flatMap(PluginDescriptor::names)
                .forEach(name -> properties.add("slipway.images.ALIAS." + name));
        return properties;
    }

    private static Stream<String> names(Field field) {
        if (field.getType().equals(AttestationsConfig.class)) {
            return fields(AttestationsConfig.class).map(inner -> field.getName() + "." + inner.getName());
        }
        if (field.getName().equals("skipUnchanged")) {
            return Stream.of("build.skipUnchanged");
        }
        return Stream.of(field.getName() + (Map.class.isAssignableFrom(field.getType()) ? ".KEY" : ""));
    }

    /** The elements of an image. */
    static List<String> imageElements() {
        return fields(ImageConfig.class).map(Field::getName).toList();
    }

    /** The elements of ecr. */
    static List<String> ecrElements() {
        return fields(EcrConfig.class).map(Field::getName).toList();
    }

    private static Stream<Field> fields(Class<?> bean) {
        Stream<Field> inherited = bean.getSuperclass() == Object.class ? Stream.empty() : fields(bean.getSuperclass());
        return Stream.concat(inherited, Arrays.stream(bean.getDeclaredFields()).filter(field -> !field.isSynthetic()));
    }
}

package dev.slipway.mojo;

import dev.slipway.plan.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Entries of lists that have their short and their long form at once, {@code <registry>ghcr.io<name>quay.io</name>…}.
 *
 * <p>Maven makes them when a POM has the one form where its parent has the other. The text alone then fills the bean,
 * whoever said it: with Maven 3 a module that says {@code quay.io} in the long form would push to the {@code ghcr.io} of its
 * parent.
 *
 * @param configuration a goal's configuration after all merging
 */
record MixedForms(Xpp3Dom configuration) {

    private static final Set<String> LISTS = Set.of("registries", "patches");
    private static final Set<String> NAMED = Set.of("image", "imageSet");

    /** One problem for each such entry, in the order of the POM. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        for (Xpp3Dom child : configuration.getChildren()) {
            collect("", child, problems);
        }
        return problems;
    }

    private static void collect(String parent, Xpp3Dom element, List<Problem> problems) {
        String place = parent + shown(element);
        for (Xpp3Dom child : element.getChildren()) {
            if (LISTS.contains(element.getName()) && isMixed(child)) {
                problems.add(new Problem(
                        place + "<" + child.getName() + ">",
                        "an entry has both a text, '" + child.getValue().strip() + "', and elements; Maven puts the"
                                + " entry of a parent POM and that of this one together",
                        "Write <" + element.getName() + " combine.self=\"override\"> here, or the same form in both."));
            }
            collect(place, child, problems);
        }
    }

    private static boolean isMixed(Xpp3Dom entry) {
        return entry.getChildCount() > 0
                && !Objects.requireNonNullElse(entry.getValue(), "").isBlank();
    }

    private static String shown(Xpp3Dom element) {
        String name = "<" + element.getName() + ">";
        Xpp3Dom called = element.getChild("alias") == null ? element.getChild("name") : element.getChild("alias");
        return NAMED.contains(element.getName()) && called != null ? name + "[" + called.getValue() + "]" : name;
    }
}

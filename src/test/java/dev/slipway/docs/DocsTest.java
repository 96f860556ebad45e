package dev.slipway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.docs.Page.Block;
import dev.slipway.mojo.BuildMojo;
import dev.slipway.mojo.CreateRepositoriesMojo;
import dev.slipway.mojo.PatchMojo;
import dev.slipway.mojo.PlanMojo;
import dev.slipway.mojo.PromoteMojo;
import dev.slipway.mojo.PushMojo;
import dev.slipway.mojo.TagMojo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.plugin.AbstractMojo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** What the pages show must work as they show it. */
class DocsTest {

    private static final Pattern PROPERTY =
            Pattern.compile("(?:-D|(?<![\\w./-]))slipway\\.[a-z][A-Za-z]*+(?:\\.[A-Za-z_*-]++)*+(?!\\.…)");
    private static final Pattern SET_PROPERTY = Pattern.compile("slipway\\.image\\.[A-Za-z-]+\\.[a-z]+");
    /** What only the project's own tests read. */
    private static final Set<String> TEST_PROPERTIES = Set.of("slipway.fuzz.seconds", "slipway.fuzz.seed");

    private static final Set<String> OTHER_XML = Set.of("settings");
    private static final Map<String, Supplier<AbstractMojo>> GOALS = Map.of(
            "build", BuildMojo::new,
            "push", PushMojo::new,
            "tag", TagMojo::new,
            "plan", PlanMojo::new,
            "patch", PatchMojo::new,
            "create-repositories", CreateRepositoriesMojo::new,
            "promote", PromoteMojo::new);

    private final PluginDescriptor plugin = new PluginDescriptor();

    static Stream<Block> snippets() {
        return Page.all().stream()
                .flatMap(page -> page.blocks("xml").stream())
                .filter(block -> !OTHER_XML.contains(Xml.parse(block.text()).getTagName()));
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void everyConfigurationCanBePlanned(Block block, @TempDir Path folder) {
        Element configuration = configuration(block);
        assertThat(goalsKnowing(configuration)).as("elements at %s", block).isEmpty();
        SampleProject project = new SampleProject(folder).withFilesFor(configuration);
        GOALS.forEach(
                (goal, mojo) -> project.fill(mojo.get(), plugin.parameters(goal), configuration, new Properties()));
        assertThat(project.plan(configuration, new Properties()))
                .as("the plan at %s", block)
                .startsWith("Plan for ");
    }

    /** Elements that no goal knows; Maven itself would only warn of them. */
    private Set<String> goalsKnowing(Element configuration) {
        Set<String> unknown = new TreeSet<>();
        Xml.children(configuration).forEach(element -> unknown.add(element.getTagName()));
        GOALS.keySet().forEach(goal -> unknown.removeAll(plugin.parameters(goal)));
        return unknown;
    }

    private Element configuration(Block block) {
        Element root = Xml.parse(block.text());
        if (root.getTagName().equals("configuration")) {
            return root;
        }
        assertThat(root.getTagName()).as("the root element at %s", block).isEqualTo("plugin");
        assertThat(Xml.text(root, "artifactId")).isEqualTo("slipway-maven-plugin");
        for (Element execution :
                Xml.child(root, "executions").map(Xml::children).orElse(List.of())) {
            Xml.children(Xml.child(execution, "goals").orElseThrow())
                    .forEach(goal ->
                            assertThat(plugin.goals()).as("goals at %s", block).contains(goal.getTextContent()));
        }
        return Xml.child(root, "configuration").orElseGet(() -> Xml.parse("<configuration/>"));
    }

    @Test
    void everyPropertyIsOneThatThePluginKnows() {
        Set<String> known = plugin.properties();
        for (Page page : Page.all()) {
            assertThat(page.found(PROPERTY).stream()
                            .map(property -> property.replaceFirst("^-D", ""))
                            .filter(property -> !TEST_PROPERTIES.contains(property))
                            .filter(property -> !SET_PROPERTY.matcher(property).matches())
                            .filter(property -> !known.contains(general(property))))
                    .as("properties in %s that the plugin does not know", page)
                    .isEmpty();
        }
    }

    /** The property with ALIAS and KEY in the place of an example's names. */
    private static String general(String property) {
        return property.replaceFirst("^(slipway\\.ecr\\.repositoryTags)\\..+", "$1.KEY")
                .replaceFirst("^slipway\\.imageSets\\.[^.]+\\.(targets|skip)$", "slipway.imageSets.NAME.$1")
                .replaceFirst("^slipway\\.imageSets\\.(?!NAME\\.)[^.]+", "slipway.images.ALIAS")
                .replaceFirst("^slipway\\.images\\.[^.]+", "slipway.images.ALIAS")
                .replaceFirst("^(slipway\\.ecr\\.repositoryTags)\\..+", "$1.KEY")
                .replaceFirst("^(slipway\\.(?:images\\.ALIAS\\.)?(?:args|labels|contexts))\\..+", "$1.KEY");
    }

    @Test
    void thePageOfTheCommandLineNamesEveryProperty() {
        assertThat(Page.read("docs/command-line.md").firstColumn())
                .containsExactlyInAnyOrderElementsOf(plugin.properties());
    }

    @Test
    void thePagesOfBuildingAndEcrNameEveryElement() {
        assertThat(Page.read("docs/building.md").section("Images").text())
                .contains(PluginDescriptor.imageElements().stream()
                        .map(element -> "`" + element + "`")
                        .toList());
        assertThat(Page.read("docs/ecr.md").firstColumn()).containsAll(PluginDescriptor.ecrElements());
    }

    @Test
    void everyLinkLeadsSomewhere() {
        for (Page page : Page.all()) {
            for (String link : page.links()) {
                if (!link.matches("(?:https?|mailto):.*")) {
                    follow(page, link);
                }
            }
        }
    }

    private static void follow(Page page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? page.file()
                : page.file().resolveSibling(parts[0]).normalize();
        assertThat(Files.exists(target))
                .as("the target of %s in %s", link, page)
                .isTrue();
        if (parts.length == 2) {
            assertThat(Page.read(target.toString()).anchors())
                    .as("the headings that %s in %s may lead to", link, page)
                    .contains(parts[1]);
        }
    }

    @Test
    void everyPageCanBeReachedFromTheReadme() {
        Set<Path> reached = new TreeSet<>();
        visit(Page.read("README.md"), reached);
        assertThat(Page.all())
                .extracting(Page::file)
                .allSatisfy(file -> assertThat(reached).contains(file));
    }

    private static void visit(Page page, Set<Path> reached) {
        if (reached.add(page.file())) {
            page.links().stream()
                    .map(link -> link.split("#", 2)[0])
                    .filter(link -> link.endsWith(".md") && !link.startsWith("http"))
                    .map(link -> page.file().resolveSibling(link).normalize())
                    .forEach(file -> visit(Page.read(file.toString()), reached));
        }
    }

    @Test
    void thePlanIsTheOneThatThePageShows(@TempDir Path folder) {
        Page page = Page.read("docs/planning.md");
        Element configuration = configuration(page.blocks("xml").get(0));
        SampleProject project = new SampleProject(folder)
                .withFilesFor(configuration)
                .with(".dockerignore", ".git\ntarget\nnode_modules\n")
                .withFiles("node_modules", 3, 1000)
                .withFiles("packages/setup", 6, 40_000);
        assertThat(project.plan(configuration, new Properties()))
                .isEqualTo(page.blocks("text").get(0).text().strip());
    }

    @Test
    void thePlanOfTheFilterThatThePageNamesShowsOneImage(@TempDir Path folder) {
        Element configuration =
                configuration(Page.read("docs/planning.md").blocks("xml").get(0));
        Properties commandLine = new Properties();
        commandLine.setProperty("slipway.filter", "agent");
        assertThat(new SampleProject(folder).withFilesFor(configuration).plan(configuration, commandLine))
                .startsWith("Plan for 1 image,")
                .doesNotContain("conduit");
    }
}

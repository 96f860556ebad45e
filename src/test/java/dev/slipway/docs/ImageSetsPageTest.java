package dev.slipway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

/** The page of image sets shows the images that its configurations make. */
class ImageSetsPageTest {

    private static final Page PAGE = Page.read("docs/image-sets.md");
    private static final Page INHERITED = PAGE.section("In a parent POM");
    private static final Pattern NAME_OR_TAGS = Pattern.compile("(?m)^\\S+ \\(\\S+\\)$|^  Tags .*$");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void everyConfigurationMakesTheImagesBelowIt(int number) {
        assertThat(images(xml(PAGE, number), new Properties())).isEqualTo(text(PAGE, number));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 1"})
    void everyChildInheritsWhatThePageShows(int child, int plan) throws IOException, XmlPullParserException {
        Xpp3Dom merged = Xpp3Dom.mergeXpp3Dom(dom(xml(INHERITED, child)), dom(xml(INHERITED, 0)));

        assertThat(images(merged.toString(), new Properties())).isEqualTo(text(INHERITED, plan));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "slipway.filter; claude-flow; claude-flow-production claude-flow-development mcp-production mcp-development",
                "slipway.filter; *-development,gateway; gateway claude-flow-development mcp-development",
                "slipway.imageSets.claude-flow.targets; production; gateway claude-flow-production mcp-production",
            })
    void everyPropertyLeavesWhatThePageSays(String property, String value, String aliases) {
        Properties commandLine = new Properties();
        commandLine.setProperty(property, value);

        assertThat(images(xml(PAGE, 0), commandLine)
                        .lines()
                        .filter(line -> !line.startsWith(" "))
                        .map(line -> line.replaceFirst(" .*", "")))
                .containsExactly(aliases.split(" ", -1));
        assertThat(PAGE.section("Building a part").text()).contains("-D" + property + "=" + value + "\n");
    }

    @Test
    void noConfigurationIsLeftOut() {
        assertThat(List.of(
                        PAGE.blocks("xml").size(),
                        INHERITED.blocks("xml").size(),
                        PAGE.blocks("text").size()))
                .containsExactly(5, 3, 4);
    }

    private static String xml(Page page, int number) {
        return page.blocks("xml").get(number).text();
    }

    private static String text(Page page, int number) {
        return page.blocks("text").get(number).text().strip();
    }

    private static Xpp3Dom dom(String xml) throws IOException, XmlPullParserException {
        return Xpp3DomBuilder.build(new StringReader(xml));
    }

    private String images(String xml, Properties commandLine) {
        Element configuration = Xml.parse(xml);
        String plan = new SampleProject(folder).withFilesFor(configuration).plan(configuration, commandLine);
        return String.join("\n", new Page(PAGE.file(), plan).found(NAME_OR_TAGS));
    }
}

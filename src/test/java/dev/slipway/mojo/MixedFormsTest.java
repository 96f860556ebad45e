package dev.slipway.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.plan.Problem;
import java.io.StringReader;
import java.util.List;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;

/** With the merging of Maven 3. */
class MixedFormsTest {

    private static final String SHORT = "<registries><registry>ghcr.io</registry></registries>";
    private static final String LONG = "<registries><registry>\n<name>quay.io</name>\n</registry></registries>";

    @Test
    void eachFormByItselfIsFine() throws Exception {
        assertThat(problems(LONG, "<args/>")).isEmpty();
        assertThat(problems(SHORT, SHORT.replace("ghcr", "lscr"))).isEmpty();
        assertThat(problems(LONG, LONG.replace("</name>", "</name><optional>true</optional>")))
                .isEmpty();
        assertThat(problems(LONG.replace("<registries>", "<registries combine.self=\"override\">"), SHORT))
                .isEmpty();
    }

    @Test
    void registryInTheLongFormOverOneInTheShortFormIsNoneOfThem() throws Exception {
        assertThat(problems(LONG, SHORT))
                .hasToString(
                        "[<registries><registry>: an entry has both a text, 'ghcr.io', and elements; Maven puts the"
                                + " entry of a parent POM and that of this one together. Write <registries"
                                + " combine.self=\"override\"> here, or the same form in both.]");
        assertThat(problems(SHORT, LONG)).hasSize(1);
    }

    @Test
    void imagesAndSetsAreLookedAtToo() throws Exception {
        String longPatch = "<patches><patch><directory>a</directory><strip>0</strip></patch></patches>";
        String shortPatch = "<patches><patch>b</patch></patches>";
        assertThat(problems(images(LONG, longPatch), images(SHORT, shortPatch)))
                .extracting(Problem::place)
                .containsExactly(
                        "<images><image>[acme/app]<registries><registry>",
                        "<imageSets><imageSet>[fleet]<patches><patch>",
                        "<imageSets><imageSet>[fleet]<images><image>[y]<patches><patch>");
    }

    private static String images(String registries, String patches) {
        return "<images><image><name>acme/app</name>" + registries + "</image></images><imageSets><imageSet>"
                + "<name>fleet</name>" + patches + "<images><image><name>x</name><alias>y</alias>" + patches
                + "</image></images></imageSet></imageSets>";
    }

    private static List<Problem> problems(String own, String parent) throws Exception {
        return new MixedForms(Xpp3Dom.mergeXpp3Dom(dom(own), dom(parent))).problems();
    }

    private static Xpp3Dom dom(String content) throws Exception {
        return Xpp3DomBuilder.build(new StringReader("<configuration>" + content + "</configuration>"));
    }
}

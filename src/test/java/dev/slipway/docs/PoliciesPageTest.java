package dev.slipway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.mojo.PlanMojo;
import dev.slipway.mojo.config.PoliciesConfig;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/policies.md} quotes what is really said. */
class PoliciesPageTest {

    private final Page page = Page.read("docs/policies.md");

    @TempDir
    private Path folder;

    /** What is said of the image agent, made of the Dockerfile of a section. */
    private String said(String section, String policies, String image) {
        SampleProject project = new SampleProject(folder)
                .with(
                        "Dockerfile",
                        page.section(section).blocks("dockerfile").stream()
                                .map(Page.Block::text)
                                .findFirst()
                                .orElse("FROM scratch\n"));
        return project.failure(
                "plan",
                new PlanMojo(),
                "<configuration><policies>" + policies + "</policies><images><image><name>agent</name>" + image
                        + "</image></images></configuration>");
    }

    private String quoted(String section) {
        return page.section(section).blocks("text").get(0).text().strip();
    }

    @Test
    void firstExampleHasEveryPolicy() {
        assertThat(page.blocks("xml").get(0).text())
                .contains(Arrays.stream(PoliciesConfig.class.getDeclaredFields())
                        .filter(field -> !field.isSynthetic())
                        .map(Field::getName)
                        .map(name -> "</" + name + ">")
                        .toList());
    }

    @Test
    void noLatest() {
        assertThat(said(
                        "No latest",
                        "<forbidLatest>true</forbidLatest>",
                        "<tags><tag>latest</tag><tag>semver</tag></tags>"))
                .isEqualTo(quoted("No latest"));
    }

    @Test
    void trustedRegistries() {
        String list = page.blocks("xml")
                .get(0)
                .text()
                .replaceFirst("(?s).*(<trustedRegistries>.*</trustedRegistries>).*", "$1");

        assertThat(said("Trusted registries", list, "<registries><registry>ghcr.io/other</registry></registries>"))
                .isEqualTo(quoted("Trusted registries"));
    }

    @Test
    void tagWithTheVersion() {
        assertThat(said(
                        "A tag with the version",
                        "<requireVersionTag>true</requireVersionTag>",
                        "<tags><tag>latest</tag></tags>"))
                .isEqualTo(quoted("A tag with the version"));
    }

    @Test
    void cleanWorkTree() {
        assertThat(said("A clean work tree", "<requireCleanWorkTree>true</requireCleanWorkTree>", ""))
                .isEqualTo(quoted("A clean work tree"));
    }

    @Test
    void entriesOfTheTableAreTrustedRegistries() {
        String entries = page.section("Trusted registries").firstColumn().stream()
                .map(entry -> "<registry>" + entry + "</registry>")
                .reduce("", String::concat);

        assertThat(said("Trusted registries", "<trustedRegistries>" + entries + "</trustedRegistries>", ""))
                .contains("quay.io/tools")
                .doesNotContain("<policies>");
    }
}

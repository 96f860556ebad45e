package dev.slipway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** {@code docs/planning.md} shows the JSON that tools really get. */
class PlanningPageTest {

    /** Objects whose fields are named by users. */
    private static final Set<String> MAPS = Set.of("labels", "lifecyclePolicy");

    private final Page page = Page.read("docs/planning.md");

    private String json(Path folder) {
        Element configuration = Xml.parse(page.blocks("xml").get(0).text());
        Properties commandLine = new Properties();
        commandLine.setProperty("slipway.filter", "agent");
        commandLine.setProperty("slipway.plan.format", "json");
        return new SampleProject(folder)
                .withFilesFor(configuration)
                .with(".dockerignore", ".git\ntarget\nnode_modules\n")
                .withFiles("node_modules", 3, 1000)
                .withFiles("packages/setup", 6, 40_000)
                .plan(configuration, commandLine)
                .replaceFirst("(?<=image\\.created\" : \")[^\"]+", "2026-11-20T08:00:00Z")
                .replaceFirst("(?<=image\\.revision\" : \")[^\"]+", "1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d");
    }

    @Test
    void documentIsTheOneThatThePageShows(@TempDir Path folder) {
        assertThat(json(folder))
                .isEqualTo(
                        page.section("For tools").blocks("json").get(0).text().strip());
    }

    @Test
    void patchesAreShownAsThePageShowsThem(@TempDir Path folder) {
        String plan = new SampleProject(folder)
                .with("Dockerfile", "FROM scratch\nCOPY . /\n")
                .with("web/app.js", "ping();\nrun();\n1\n2\n3\n4\n5\ntelemetry();\nwait(60);\n")
                .with("patches/web/0001-no-telemetry.patch", """
                        --- a/web/app.js
                        +++ b/web/app.js
                        @@ -1 +1 @@
                        -ping();
                        +// ping();
                        @@ -5 +5 @@
                        -telemetry();
                        +off();
                        --- /dev/null
                        +++ b/web/off.js
                        @@ -0,0 +1 @@
                        +function off() {}
                        """)
                .with("patches/web/0002-timeout.patch", """
                        --- a/web/app.js
                        +++ b/web/app.js
                        @@ -9 +9 @@
                        -wait(10);
                        +wait(60);
                        """)
                .with("patches/openclaw/threads.patch", """
                        --- a/index.js
                        +++ b/index.js
                        @@ -1 +1 @@
                        -threads(8);
                        +threads(1);
                        """)
                .plan(Xml.parse("""
                        <configuration>
                          <patches>
                            <patch>patches/web</patch>
                            <patch>
                              <directory>patches/openclaw</directory>
                              <imagePath>/usr/local/lib/node_modules/openclaw</imagePath>
                            </patch>
                          </patches>
                        </configuration>
                        """), new Properties());

        assertThat(plan.lines().filter(line -> line.startsWith("  Patch ")).collect(Collectors.joining("\n")))
                .isEqualTo(page.section("Patches").blocks("text").get(0).text().stripTrailing());
    }

    @Test
    void everyFieldIsInTheTable(@TempDir Path folder) throws JsonProcessingException {
        Set<String> fields = new TreeSet<>();
        collect(new ObjectMapper().readTree(json(folder)), fields);
        Set<String> described = Pattern.compile("`(\\w+)`")
                .matcher(page.section("For tools").text())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        assertThat(described).containsAll(fields);
    }

    private static void collect(JsonNode node, Set<String> fields) {
        node.properties().forEach(field -> {
            fields.add(field.getKey());
            if (!MAPS.contains(field.getKey())) {
                collect(field.getValue(), fields);
            }
        });
        if (node.isArray()) {
            node.forEach(element -> collect(element, fields));
        }
    }
}

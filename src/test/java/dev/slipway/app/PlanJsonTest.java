package dev.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.plan.BuildPlan;
import dev.slipway.plan.RegistrySettings;
import dev.slipway.plan.Settings;
import dev.slipway.testing.TestModule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanJsonTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/push";

    @TempDir
    private Path directory;

    /** Every feature that an image can have, with a secret in an attribute of a cache. */
    static Settings.Features everything(Path directory) {
        return new Settings.Features(
                List.of("db:10.0.0.7"),
                "64m",
                List.of("nofile=1024:2048"),
                new Settings.Inputs(
                        List.of(
                                new Settings.Secret("npm", "NPM_TOKEN", null, null),
                                new Settings.Secret("maven", null, null, "nexus"),
                                new Settings.Secret("licence", null, "Dockerfile", null)),
                        List.of("default", "ci=agent.sock"),
                        Map.of("assets", directory.toString(), "tools", "docker-image://alpine:3.20")),
                List.of("ghcr.io/acme/app:cache"),
                List.of("type=s3,bucket=layers,secret_access_key=key-of-a-cache"),
                new Settings.Attestations("max", "true"));
    }

    private JsonNode json(TestModule module) throws JsonProcessingException {
        return json(module.plan());
    }

    private JsonNode json(BuildPlan plan) throws JsonProcessingException {
        String escaped = directory.toString().replace("\\", "\\\\");
        return new ObjectMapper().readTree(PlanJson.of(plan).replace(escaped, "MODULE"));
    }

    private static RegistrySettings.Access access(@Nullable String profile, String roleArn) {
        return new RegistrySettings.Access(profile, roleArn, null, null);
    }

    private static JsonNode expected(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void imageOfWhichNothingIsSaidHasEveryListAndDefault() throws JsonProcessingException {
        TestModule module = new TestModule(directory).withoutOciLabels().dockerfile("FROM scratch\n");

        assertThat(json(module)).isEqualTo(expected("""
                        {"format": 1, "engine": "auto", "push": {"retries": 5, "timeout": "PT30M"}, "images": [{
                          "alias": "fleet", "name": "fleet", "references": ["fleet:1.4.0"],
                          "tags": [{"tag": "1.4.0", "floating": false}], "needs": [],
                          "dockerfile": "MODULE/Dockerfile", "contextDir": "MODULE",
                          "context": {"files": 1, "bytes": 13}, "args": [], "labels": {}, "platforms": [],
                          "patches": {"inContext": [], "inImage": []}, "pullPolicy": "missing", "timeout": "PT10M",
                          "noCache": false, "skipUnchanged": true, "rebuildOn": [],
                          "run": {"hosts": {}, "ulimits": []},
                          "inputs": {"secrets": [], "ssh": [], "contexts": {}},
                          "caches": {"from": [], "to": []}, "attestations": {},
                          "publishing": {"wanted": true, "destinations": []}
                        }]}"""));
    }

    @Test
    void everythingThatThePomSaysIsThereButNoSecret() throws JsonProcessingException {
        TestModule module = new TestModule(directory)
                .withoutOciLabels()
                .engine("buildkit")
                .parallelism("2")
                .dockerfile("FROM scratch AS production\n")
                .file("Dockerfile.dockerignore", "*.log\n");
        module.imageSet("fleet")
                .targets("production")
                .image("app")
                .with("tags", "latest", "semver")
                .with("platforms", "linux/amd64", "linux/arm64")
                .with("network", "host")
                .with("pullPolicy", "always")
                .with("rebuildOn", "Cargo.lock")
                .with("skipUnchanged", "false")
                .with("noCache", "true")
                .arg("NPM_TOKEN", "value-of-an-argument")
                .label("team", "yard")
                .features(everything(directory));

        JsonNode json = json(module);

        assertThat(json.path("engine").asText()).isEqualTo("buildkit");
        assertThat(json.path("parallelism").asInt()).isEqualTo(2);
        assertThat(json.path("images").path(0)).isEqualTo(expected("""
                        {"alias": "app-production", "set": "fleet", "name": "app",
                          "references": ["app:1.4.0-production", "app:latest-production"],
                          "tags": [{"tag": "1.4.0-production", "floating": false},
                                   {"tag": "latest-production", "floating": true}], "needs": [],
                          "dockerfile": "MODULE/Dockerfile", "contextDir": "MODULE",
                          "context": {"files": 2, "bytes": 33, "ignoreFile": "MODULE/Dockerfile.dockerignore"},
                          "target": "production", "args": ["NPM_TOKEN"], "labels": {"team": "yard"},
                          "platforms": ["linux/amd64", "linux/arm64"],
                          "patches": {"inContext": [], "inImage": []}, "pullPolicy": "always", "timeout": "PT10M",
                          "noCache": true, "skipUnchanged": false, "rebuildOn": ["Cargo.lock"],
                          "run": {"network": "host", "hosts": {"db": "10.0.0.7"}, "shmSize": 67108864,
                                  "ulimits": ["nofile=1024:2048"]},
                          "inputs": {
                            "secrets": [{"id": "npm", "env": "NPM_TOKEN"}, {"id": "maven", "server": "nexus"},
                                        {"id": "licence", "file": "MODULE/Dockerfile"}],
                            "ssh": [{"id": "default"}, {"id": "ci", "socket": "MODULE/agent.sock"}],
                            "contexts": {"assets": {"folder": "MODULE"}, "tools": {"reference": "alpine:3.20"}}},
                          "caches": {"from": ["type=registry,ref=ghcr.io/acme/app:cache"],
                                     "to": ["type=s3,bucket=layers,secret_access_key=***"]},
                          "attestations": {"provenance": "max", "sbom": ""},
                          "publishing": {"wanted": true, "destinations": []}
                        }"""));
    }

    @Test
    void patchesHaveTheirDigestsAndWhatTheyDo() throws JsonProcessingException {
        TestModule module = new TestModule(directory)
                .dockerfile("FROM scratch\n")
                .file("app.js", "0\none\n")
                .file("patches/a.patch", "--- a/app.js\n+++ b/app.js\n@@ -1 +1 @@\n-one\n+two\n")
                .file("patches/b.patch", "diff --git a/app.js b/lib.js\nrename from app.js\nrename to lib.js\n")
                .file("patches/c.patch", "--- a/lib.js\n+++ b/lib.js\n@@ -1 +1 @@\n-zero\n+0\n");
        module.image("app")
                .patches("patches")
                .patches(new Settings.Patch("patches", null, "/usr/lib", null, null, null, null));

        JsonNode patches = json(module).path("images").path(0).path("patches");

        assertThat(patches.findValuesAsText("digest"))
                .hasSize(6)
                .allMatch(digest -> digest.matches("sha256:[0-9a-f]{64}"));
        patches.path("inContext").forEach(patch -> ((ObjectNode) patch).remove("digest"));
        assertThat(patches.path("inContext")).isEqualTo(expected("""
                        [{"patch": "patches/a.patch", "result": "applied", "files": [
                            {"path": "app.js", "change": "modify",
                             "hunks": [{"line": 2, "offset": 1, "fuzz": 0}]}]},
                         {"patch": "patches/b.patch", "result": "applied", "files": [
                            {"path": "lib.js", "from": "app.js", "change": "rename", "hunks": []}]},
                         {"patch": "patches/c.patch", "result": "applied already", "files": []}]"""));
        assertThat(patches.path("inImage").findValuesAsText("imagePath")).containsOnly("/usr/lib");
    }

    @Test
    void orderAndContextsNameTheImagesThatAreBuiltBefore() throws JsonProcessingException {
        TestModule module = new TestModule(directory).dockerfile("FROM scratch\n");
        Settings.Features none = Settings.Features.none();
        module.image("app")
                .features(new Settings.Features(
                        null,
                        null,
                        null,
                        new Settings.Inputs(null, null, Map.of("base", "image:base")),
                        none.cacheFrom(),
                        none.cacheTo(),
                        none.attestations()));
        module.image("base");

        JsonNode images = json(module).path("images");

        assertThat(images.findValuesAsText("alias")).contains("base", "app");
        assertThat(images.path(0).path("alias").asText()).isEqualTo("base");
        assertThat(images.path(1).path("needs")).isEqualTo(expected("[\"base\"]"));
        assertThat(images.path(1).path("inputs").path("contexts"))
                .isEqualTo(expected("{\"base\": {\"alias\": \"base\", \"reference\": \"base:1.4.0\"}}"));
    }

    @Test
    void destinationsSayWhatWouldHappenInEcr() throws JsonProcessingException {
        TestModule module = new TestModule(directory)
                .dockerfile("FROM scratch\n")
                .push(new RegistrySettings.Push("0", "PT5M"))
                .ecr(new RegistrySettings.Ecr(
                        "123456789012",
                        RegistrySettings.Access.none(),
                        true,
                        null,
                        new RegistrySettings.Repository(
                                false,
                                "KMS",
                                "alias/yard",
                                new RegistrySettings.Mutability("IMMUTABLE", null),
                                new RegistrySettings.Lifecycle(null, null, null, "policy.json"),
                                Map.of(),
                                null)))
                .file("policy.json", "{\"rules\": []}");
        module.image("app")
                .with("registries", "ecr:eu-west-1/acme", "ghcr.io/acme")
                .registry(new RegistrySettings.Registry("localhost:5000", true, true, RegistrySettings.Access.none()))
                .registry(new RegistrySettings.Registry("public.ecr.aws/yard", null, null, access("ci", ROLE)));
        module.image("tool").with("skipPush", "true").with("registries", "ghcr.io");

        JsonNode json = json(module);
        JsonNode images = json.path("images");

        assertThat(json.path("push")).isEqualTo(expected("{\"retries\": 0, \"timeout\": \"PT5M\"}"));

        assertThat(images.path(0).path("publishing").path("destinations")).isEqualTo(expected("""
                        [{"registry": "123456789012 ecr:eu-west-1/acme", "repository": "acme/app",
                          "optional": false,
                          "ecr": {"accountId": "123456789012", "region": "eu-west-1", "createIfMissing": true,
                                  "updateExisting": false, "encryption": "KMS", "kmsKey": "alias/yard",
                                  "scanOnPush": false, "immutableTags": true, "exceptTags": [], "tags": {},
                                  "lifecyclePolicy": {"rules": []}}},
                         {"registry": "ghcr.io/acme", "repository": "acme/app", "optional": false, "insecure": false},
                         {"registry": "localhost:5000", "repository": "app", "optional": true, "insecure": true},
                         {"registry": "public.ecr.aws/yard with the profile ci as arn:aws:iam::123456789012:role/push",
                          "repository": "yard/app", "optional": false,
                          "ecr": {"profile": "ci", "roleArn": "arn:aws:iam::123456789012:role/push"}}]"""));
        assertThat(images.path(1).path("publishing").path("wanted").asBoolean()).isFalse();
    }

    @Test
    void repositoryThatMustExistHasNoSettings() throws JsonProcessingException {
        TestModule module = new TestModule(directory)
                .dockerfile("FROM scratch\n")
                .ecr(new RegistrySettings.Ecr(
                        null,
                        access(null, ROLE),
                        false,
                        null,
                        RegistrySettings.Ecr.none().repository()));
        module.image("app").with("registries", "ecr");

        assertThat(json(module).findValue("ecr")).isEqualTo(expected("""
                        {"roleArn": "arn:aws:iam::123456789012:role/push",
                         "createIfMissing": false, "updateExisting": false}"""));
    }

    @Test
    void samePlanIsTheSameText() {
        TestModule module = new TestModule(directory).dockerfile("FROM scratch\n");
        module.image("app").arg("B", "1").arg("A", "2").label("y", "1").label("x", "2");

        assertThat(PlanJson.of(module.plan()))
                .isEqualTo(PlanJson.of(module.plan()))
                .doesNotEndWith("\n");
    }
}

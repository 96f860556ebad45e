package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.plan.BuildInputs.NamedContext;
import dev.slipway.plan.BuildInputs.SecretSource;
import dev.slipway.testing.TestModule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the POM says of secrets, agents, further contexts, caches, attestations, and of what commands find. */
class BuildFeaturesTest {

    private static final Settings.Inputs NO_INPUTS = new Settings.Inputs(null, null, Map.of());

    @TempDir
    private Path directory;

    private TestModule module;

    @BeforeEach
    void moduleWithADockerfile() {
        module = new TestModule(directory).withoutOciLabels().dockerfile("FROM scratch\n");
    }

    private static Settings.Features run(
            @Nullable List<String> hosts, @Nullable String shmSize, @Nullable List<String> ulimits) {
        return new Settings.Features(
                hosts, shmSize, ulimits, NO_INPUTS, null, null, new Settings.Attestations(null, null));
    }

    private static Settings.Features inputs(Settings.Inputs inputs) {
        return new Settings.Features(null, null, null, inputs, null, null, new Settings.Attestations(null, null));
    }

    private static Settings.Features secrets(Settings.Secret... secrets) {
        return inputs(new Settings.Inputs(List.of(secrets), null, Map.of()));
    }

    private static Settings.Features contexts(Map<String, String> contexts) {
        return inputs(new Settings.Inputs(null, null, contexts));
    }

    private static Settings.Features caches(@Nullable List<String> from, @Nullable List<String> to) {
        return new Settings.Features(null, null, null, NO_INPUTS, from, to, new Settings.Attestations(null, null));
    }

    private static Settings.Features attestations(@Nullable String provenance, @Nullable String sbom) {
        return new Settings.Features(
                null, null, null, NO_INPUTS, null, null, new Settings.Attestations(provenance, sbom));
    }

    private BuildRecipe.Options planned(Settings.Features features) {
        module.image("app").features(features);
        return module.onlyImage().recipe().options();
    }

    private List<String> problems(Settings.Features features) {
        module.image("app").features(features);
        return module.problems();
    }

    @Test
    void hostsOfEveryKindAreRead() {
        RunSettings run = planned(
                        run(List.of("db:10.0.0.7", "me:host-gateway", "six=[::1]", "seven:fe80::1"), null, null))
                .run();
        assertThat(run.hosts())
                .containsOnly(
                        Map.entry("db", "10.0.0.7"),
                        Map.entry("me", "host-gateway"),
                        Map.entry("six", "::1"),
                        Map.entry("seven", "fe80::1"));
    }

    @ParameterizedTest
    @CsvSource({"64m, 67108864", "1g, 1073741824", "256K, 262144", "4096, 4096", "32MB, 33554432"})
    void sizeOfSharedMemoryIsReadAsDockerWritesIt(String text, long bytes) {
        assertThat(planned(run(null, text, null)).run().shmSize()).contains(bytes);
    }

    @Test
    void limitsAreReadWithOneNumberOrTwo() {
        RunSettings run = planned(run(null, null, List.of("nofile=1024:2048", "nproc=64", "core=-1")))
                .run();
        assertThat(run.ulimits()).hasToString("[nofile=1024:2048, nproc=64:64, core=-1:-1]");
    }

    @Test
    void allThatIsWrongWithWhatCommandsFindIsSaidAtOnce() {
        assertThat(problems(run(List.of("db"), "much", List.of("nofile"))))
                .containsExactly(
                        "<images><image>[app]<addHosts>: 'db' is not a host with its address. Write one such as"
                                + " db.internal:10.0.0.7, or me:host-gateway for this machine.",
                        "<images><image>[app]<shmSize>: 'much' is not a size. Write one such as 64m, 1g or 67108864"
                                + " (bytes).",
                        "<images><image>[app]<ulimits>: 'nofile' is not a limit. Write one such as nofile=1024 or"
                                + " nofile=1024:2048.");
    }

    @Test
    void secretsComeFromWhereThePomSays() {
        BuildInputs inputs = planned(secrets(
                        new Settings.Secret("npm", "NPM_TOKEN", null, null),
                        new Settings.Secret("licence", null, "keys/licence.key", null),
                        new Settings.Secret("maven", null, null, "nexus"),
                        new Settings.Secret("PLAIN", null, null, null)))
                .inputs();
        assertThat(inputs.secrets())
                .containsExactly(
                        new BuildInputs.Secret("npm", new SecretSource.Environment("NPM_TOKEN")),
                        new BuildInputs.Secret(
                                "licence", new SecretSource.InFile(directory.resolve("keys/licence.key"))),
                        new BuildInputs.Secret("maven", new SecretSource.Server("nexus")),
                        new BuildInputs.Secret("PLAIN", new SecretSource.Environment("PLAIN")));
    }

    @Test
    void secretsThatNobodyCanUnderstandAreProblems() {
        assertThat(problems(secrets(
                        new Settings.Secret(null, "X", null, null),
                        new Settings.Secret("npm", "X", "y", null),
                        new Settings.Secret("npm", "X", null, null))))
                .containsExactly(
                        "<images><image>[app]<secrets><secret>: a secret has no id. Add <id> with the id that the"
                                + " Dockerfile names: RUN --mount=type=secret,id=npm.",
                        "<images><image>[app]<secrets><secret>[npm]: it has more than one of <env>, <file> and"
                                + " <server>. Keep the one that holds it.",
                        "<images><image>[app]<secrets><secret>: two secrets have the id 'npm'. Leave one of them"
                                + " out.");
    }

    @Test
    void agentsAreTheUsualOneOrASocketAndNeverAKey() {
        module.file("id_rsa", "key");
        Settings.Inputs good = new Settings.Inputs(null, List.of("default", "build=run/agent.sock"), Map.of());
        assertThat(planned(inputs(good)).inputs().agents())
                .hasToString("[SshAgent[id=default, socket=Optional.empty], SshAgent[id=build, socket=Optional["
                        + directory.resolve("run/agent.sock") + "]]]");
        module = new TestModule(directory).withoutOciLabels();
        assertThat(problems(inputs(new Settings.Inputs(null, List.of("git=id_rsa"), Map.of()))))
                .containsExactly("<images><image>[app]<ssh>: MODULE/id_rsa is a file, not the socket of an agent. Add"
                        + " the key to an agent (ssh-add MODULE/id_rsa), and write <agent>git</agent>.");
    }

    @Test
    void contextsAreFoldersImagesAndImagesOfTheModule() {
        module.file("src/assets/logo", "");
        module.image("base");
        module.image("app")
                .features(contexts(Map.of(
                        "assets", "src/assets", "jdk", "docker-image://eclipse-temurin:17", "base", "image:base")));
        assertThat(module.plan().images().get(1).recipe().options().inputs().contexts())
                .containsEntry("assets", new NamedContext.Folder(directory.resolve("src/assets")))
                .containsEntry("jdk", new NamedContext.Image("eclipse-temurin:17"))
                .containsEntry("base", new NamedContext.OfModule("base", "base:1.4.0"));
    }

    @Test
    void contextsThatAreNotThereAreProblems() {
        assertThat(problems(contexts(Map.of("a", "nowhere", "b", "oci-layout://x", "c", "image:later"))))
                .containsExactlyInAnyOrder(
                        "<images><image>[app]<contexts><a>: the folder MODULE/nowhere does not exist. Write a folder,"
                                + " docker-image://REFERENCE, or image:ALIAS for an image of this module.",
                        "<images><image>[app]<contexts><b>: 'oci-layout://x' is no context that this version can use."
                                + " Write a folder, docker-image://REFERENCE, or image:ALIAS for an image of this"
                                + " module.",
                        "<images><image>[app]<contexts><c>: no image of this module has the alias 'later'."
                                + " Use one of app.");
    }

    @Test
    void cachesAreReferencesOrDockersShortForm() {
        CacheSettings caches = planned(caches(
                        List.of("ghcr.io/acme/agent:cache", "type=local,src=cache"),
                        List.of("type=registry", "ref=acme/cache", "mode=max", "type=inline")))
                .caches();
        assertThat(caches.from())
                .hasToString("[type=registry,ref=ghcr.io/acme/agent:cache, type=local,src=" + directory.resolve("cache")
                        + "]");
        assertThat(caches.to()).hasToString("[type=registry,mode=max,ref=acme/cache, type=inline]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ref=x", "type=registry,=x", "mode"})
    void cacheWithoutATypeIsAProblemUnlessItIsAReference(String text) {
        boolean isReference = !text.contains("=");
        module.image("app").features(caches(null, List.of(text)));
        if (isReference) {
            assertThat(module.onlyImage().recipe().options().caches().to()).hasToString("[type=registry,ref=mode]");
        } else {
            assertThat(module.problems())
                    .containsExactly("<images><image>[app]<cacheTo>: '" + text + "' is not a cache. Write a reference,"
                            + " or type=registry,ref=REFERENCE,mode=max.");
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, false, -, -",
                "true, true, true, min, ''",
                "max, acme/scanner:1, true, max, acme/scanner:1",
                "false, false, false, -, -",
            })
    void attestationsAreOffUnlessAskedFor(
            @Nullable String provenance,
            @Nullable String sbom,
            boolean any,
            @Nullable String mode,
            @Nullable String by) {
        Attestations attestations = planned(attestations(provenance, sbom)).attestations();
        assertThat(attestations.any()).isEqualTo(any);
        assertThat(attestations.provenance().orElse(null)).isEqualTo(mode);
        assertThat(attestations.sbom().orElse(null)).isEqualTo(by);
    }

    @Test
    void unknownKindOfProvenanceIsAProblem() {
        assertThat(problems(attestations("much", null)))
                .containsExactly("<images><image>[app]<attestations><provenance>: 'much' is not a kind of provenance."
                        + " Use min, max, true or false.");
    }
}

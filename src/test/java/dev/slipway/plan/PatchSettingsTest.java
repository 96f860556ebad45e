package dev.slipway.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.TestModule;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatchSettingsTest {

    private static final String PATCH = "--- a/app.js\n+++ b/app.js\n@@ -1 +1 @@\n-one\n+two\n";
    private static final String PLACE = "<images><image>[app]<patches><patch>[patches]";

    @TempDir
    private Path directory;

    private TestModule module;

    @BeforeEach
    void moduleWithAPatch() {
        module = new TestModule(directory)
                .dockerfile("FROM scratch\n")
                .file("app.js", "one\n")
                .file("packages/web/app.js", "one\n")
                .file("patches/a.patch", PATCH);
    }

    private static Settings.Patch into(String folder) {
        return new Settings.Patch("patches", folder, null, null, null, null, null);
    }

    private static Settings.Patch imagePath(String path) {
        return new Settings.Patch("patches", null, path, null, null, null, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"packages/web", "./packages//web/", "packages/x/../web"})
    void folderOfTheContextIsNormalized(String folder) {
        module.image("app").patches(into(folder));

        assertThat(module.onlyImage().recipe().sources().overlay().entries()).containsOnlyKeys("packages/web/app.js");
    }

    @ParameterizedTest
    @CsvSource({"/usr/lib/app, usr/lib/app", "/usr//lib/./app/, usr/lib/app", "/, ''"})
    void patchesForTheImageAreReadAndNotApplied(String path, String into) {
        module.image("app").patches(imagePath(path));

        BuildRecipe recipe = module.onlyImage().recipe();

        assertThat(recipe.sources().overlay().isEmpty()).isTrue();
        assertThat(recipe.patches().applied()).isEmpty();
        assertThat(recipe.patches().inImage()).singleElement().satisfies(set -> {
            assertThat(set.into()).isEqualTo(into);
            assertThat(set.directory()).isEqualTo(directory.resolve("patches"));
            assertThat(set.patches())
                    .singleElement()
                    .satisfies(patch -> assertThat(patch.place()).isEqualTo("patches/a.patch"));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "../web | leads out of the context. Write a folder of the context, such as packages/web, or another"
                        + " <contextDir>.",
                "packages/../.. | leads out of the context. Write a folder of the context, such as packages/web, or"
                        + " another <contextDir>.",
                "/srv/web | is not relative to the context. Write a folder of the context, such as packages/web; for"
                        + " files of the built image use <imagePath>."
            })
    void folderOutsideOfTheContextIsAProblem(String folder, String problem) {
        module.image("app").patches(into(folder));

        assertThat(module.problems()).containsExactly(PLACE + "<into>: '" + folder + "' " + problem);
    }

    @Test
    void fileIsNoFolderToPatch() {
        module.image("app").patches(into("app.js"));

        assertThat(module.problems())
                .containsExactly(
                        PLACE + "<into>: MODULE/app.js is not a folder. Write the folder of the context that the"
                                + " patches are for.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"usr/lib/app", "/usr/../.."})
    void pathThatIsNoneOfAnImageIsAProblem(String path) {
        module.image("app").patches(imagePath(path));

        assertThat(module.problems())
                .containsExactly(
                        PLACE + "<imagePath>: '" + path + "' is not an absolute path of the image. Write it from"
                                + " the image's root, such as /usr/local/lib/node_modules/openclaw.");
    }

    @Test
    void patchesAreForTheContextOrForTheImage() {
        module.image("app").patches(new Settings.Patch("patches", "packages", "/usr", null, null, null, null));

        assertThat(module.problems())
                .containsExactly(
                        PLACE + ": it has both <into> and <imagePath>. Keep <into> for files of the context, or"
                                + " <imagePath> for files that only the built image has.");
    }

    @Test
    void everythingWrongWithADirectoryIsSaidAtOnce() {
        module.image("app").patches(new Settings.Patch("patches", null, "usr", "-1", "some", null, "ignore"));

        assertThat(module.problems())
                .containsExactly(
                        PLACE
                                + "<imagePath>: 'usr' is not an absolute path of the image. Write it from the image's root,"
                                + " such as /usr/local/lib/node_modules/openclaw.",
                        PLACE
                                + "<strip>: '-1' is not a number of path segments. Write 0, 1, 2 and so on, as -p of patch"
                                + " has it.",
                        PLACE
                                + "<fuzz>: 'some' is not a number of lines. Write 0, 1, 2 and so on, as -F of patch has it.",
                        PLACE
                                + "<onApplied>: 'ignore' does not say what becomes of a patch that is applied already. Use"
                                + " skip or fail.");
    }

    @Test
    void directoryMustBeNamed() {
        module.shared().patches(new Settings.Patch(null, null, null, null, null, null, null));
        module.image("app");

        assertThat(module.problems())
                .containsExactly(
                        "<patches><patch>: a patch has no directory. Write it as <patch>patches/app</patch>, or"
                                + " in its <directory>.");
    }

    @Test
    void imageThatIsPatchedAfterItsBuildHasNoAttestations() {
        Settings.Features none = Settings.Features.none();
        module.image("app")
                .patches(imagePath("/usr/lib/app"))
                .features(new Settings.Features(
                        null, null, null, none.inputs(), null, null, new Settings.Attestations("max", null)));

        assertThat(module.problems())
                .containsExactly("<images><image>[app]<patches>: an image that is patched after its build (<imagePath>)"
                        + " cannot have attestations, since they would speak of the image before. Leave out"
                        + " <attestations>, or patch files of the context (<into>).");
    }
}

package dev.slipway.docs;

import dev.slipway.git.JGitFacts;
import dev.slipway.image.ImageTag;
import dev.slipway.testing.TestModule;
import dev.slipway.testing.TestRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The module {@code fleet} in a state of git that the page of tags tells in words. */
final class TaggedProject {

    private static final Pattern BRANCH = Pattern.compile("\\bon `([^`]+)`");
    private static final Pattern GIT_TAG = Pattern.compile("\\bgit tag `([^`]+)`");
    private static final Pattern VARIABLE = Pattern.compile("`(\\w+)=([^`]*)`");
    private static final Pattern STATE =
            Pattern.compile("(?:detached|changed files|no repository|\\bon `[^`]+`|\\bgit tag `[^`]+`|`\\w+=[^`]*`)");

    private final TestModule module;
    private final String shortCommit;

    /** A module in a new folder below this one. */
    TaggedProject(Path parent, String version, String git) {
        if (!STATE.matcher(git).replaceAll("").matches("[, ]*")) {
            throw new AssertionError("Not a state of git that the test knows: " + git);
        }
        Path folder = newFolder(parent);
        module = new TestModule(folder).artifact("fleet", version).withoutOciLabels();
        if (git.equals("no repository")) {
            module.dockerfile("FROM scratch\n").git(() -> JGitFacts.find(folder));
            shortCommit = "";
            return;
        }
        TestRepository repository = TestRepository.init(folder);
        module.dockerfile("FROM scratch\n");
        prepare(repository, git);
        shortCommit = repository.git("rev-parse", "HEAD").substring(0, 7);
        Map<String, String> variables = variables(git);
        module.git(() -> JGitFacts.find(folder, folder, name -> Optional.ofNullable(variables.get(name))));
    }

    private static Path newFolder(Path parent) {
        try {
            return Files.createTempDirectory(parent, "fleet");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void prepare(TestRepository repository, String git) {
        BRANCH.matcher(git).results().forEach(found -> repository.git("checkout", "-q", "-B", found.group(1)));
        repository.commit("All that is there");
        GIT_TAG.matcher(git).results().forEach(found -> repository.git("tag", "-a", "-m", "Release", found.group(1)));
        if (git.contains("detached")) {
            repository.git("checkout", "-q", "--detach");
        }
        if (git.contains("changed files")) {
            repository.write("changed.txt", "");
        }
    }

    private static Map<String, String> variables(String git) {
        Map<String, String> variables = new HashMap<>();
        VARIABLE.matcher(git).results().forEach(found -> variables.put(found.group(1), found.group(2)));
        return variables;
    }

    /** Lets every tag end so. */
    void suffix(String suffix) {
        module.shared().with("tagSuffix", suffix);
    }

    /** The tags with their kinds, with the page's commit in the place of the real one. */
    List<String> tags(List<String> rules) {
        return planned(rules).stream()
                .map(TagsPageTest::shown)
                .map(this::withCommitOfThePage)
                .toList();
    }

    /** The tags without their kinds, sorted. */
    List<String> names(List<String> rules) {
        return planned(rules).stream().map(ImageTag::toString).sorted().toList();
    }

    private List<ImageTag> planned(List<String> rules) {
        tag(rules);
        return module.onlyImage().tags();
    }

    /** The problems of a plan with these tags. */
    List<String> problems(List<String> rules) {
        tag(rules);
        return module.problems();
    }

    private void tag(List<String> rules) {
        module.noImages().image("fleet").with("tags", rules.toArray(String[]::new));
    }

    private String withCommitOfThePage(String tag) {
        return shortCommit.isEmpty()
                ? tag
                : tag.replace(shortCommit, "1a2b3c4").replace(shortCommit.substring(0, 4) + " ", "1a2b ");
    }
}

package dev.slipway.git;

import dev.slipway.plan.GitFacts;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.Status;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache.FileKey;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RemoteConfig;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/**
 * Git facts by JGit, in work trees, linked work trees, submodules and shallow clones.
 *
 * <p>Writes nothing into the repository, not even a refreshed index, and holds no file open between two questions. Who
 * owns the repository does not matter. A failure to read is a {@link GitException} from the fact that was asked for.
 * Submodules count as {@code git status} counts them: another commit, a changed file or an untracked file in one makes
 * the work tree dirty, unless the configuration sets {@code submodule.NAME.ignore}.
 */
public final class JGitFacts implements GitFacts {

    private static final String REPAIR = "Check it with 'git status' and 'git fsck', or clone it anew.";
    private static final String AVOID = "Use a repository with SHA-1 ids, or only tags that ask nothing of git and"
            + " <ociLabels>false</ociLabels>.";

    private final Path workTree;
    private final CiBranch.Variables variables;
    private final KeptAnswer<Optional<String>> commit = new KeptAnswer<>(() -> read(JGitFacts::commit));

    private final KeptAnswer<Optional<String>> branch = new KeptAnswer<>(() -> read(this::branch));
    private final KeptAnswer<List<String>> tags = new KeptAnswer<>(() -> read(HeadNames::tags));
    private final KeptAnswer<Boolean> dirty = new KeptAnswer<>(() -> read(this::isDirty));
    private final KeptAnswer<Optional<String>> remoteUrl = new KeptAnswer<>(() -> read(JGitFacts::remoteUrl));

    private final BuildOutput output;

    private JGitFacts(Path workTree, BuildOutput output, CiBranch.Variables variables) {
        this.workTree = workTree;
        this.output = output;
        this.variables = variables;
    }

    /**
     * The facts of the repository that a directory lies in, looked for upwards to the root of the file system; the
     * directory itself may be a symbolic link. Empty outside of any work tree, so also inside of a bare repository.
     * The variables {@code GIT_DIR} and {@code GIT_WORK_TREE} are not heeded: a project's facts hang on its place alone.
     */
    public static Optional<GitFacts> find(Path directory) {
        return find(directory, directory);
    }

    /**
     * The facts as {@link #find(Path)} gives them, but untracked files of Maven's own output do not make the work tree
     * dirty: those below {@code output}, and those that lie to another module's {@code pom.xml} in the same way.
     *
     * @param directory the folder of a module
     * @param output    where Maven writes to for this module; the folder itself says that there is none
     */
    public static Optional<GitFacts> find(Path directory, Path output) {
        return find(directory, output, name -> Optional.empty());
    }

    /**
     * The facts as {@link #find(Path, Path)} gives them, with the branch that a CI service names where none is checked
     * out. In a submodule, which never has a branch of its own there, those variables speak of another repository and
     * do not count.
     *
     * @param directory the folder of a module
     * @param output    where Maven writes to for this module; the folder itself says that there is none
     * @param variables environment variables by name
     */
    public static Optional<GitFacts> find(Path directory, Path output, Function<String, Optional<String>> variables) {
        ReadOnlySystemReader.install();
        for (Path at = RealPath.of(directory); at != null; at = at.getParent()) {
            Path dotGit = at.resolve(Constants.DOT_GIT);
            if (Files.isRegularFile(dotGit) || isRepository(dotGit)) {
                return Optional.of(new JGitFacts(at, BuildOutput.of(at, directory, output), variables::apply));
            }
            if (isRepository(at)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean isRepository(Path directory) {
        return FileKey.isGitRepository(directory.toFile(), FS.DETECTED);
    }

    @Override
    public Optional<String> commit() {
        return commit.get();
    }

    @Override
    public Optional<String> branch() {
        return branch.get();
    }

    @Override
    public List<String> tags() {
        return tags.get();
    }

    @Override
    public boolean isDirty() {
        return dirty.get();
    }

    @Override
    public Optional<String> remoteUrl() {
        return remoteUrl.get();
    }

    private static Optional<String> commit(Repository repository) throws IOException {
        @Nullable Ref head = repository.exactRef(Constants.HEAD);
        return Optional.ofNullable(head).map(Ref::getObjectId).map(id -> id.name());
    }

    private Optional<String> branch(Repository repository) throws IOException {
        return HeadNames.branch(repository, variables);
    }

    private boolean isDirty(Repository repository) throws GitAPIException {
        try (Git git = Git.wrap(repository)) {
            Status status = git.status().call();
            return status.hasUncommittedChanges()
                    || status.getUntracked().stream().anyMatch(file -> !output.contains(file));
        }
    }

    private static Optional<String> remoteUrl(Repository repository) {
        try {
            return new RemoteConfig(repository.getConfig(), Constants.DEFAULT_REMOTE_NAME)
                    .getURIs().stream().findFirst().flatMap(RemoteAddress::of);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private interface Question<T> {
        T ask(Repository repository) throws IOException, GitAPIException;
    }

    private <T> T read(Question<T> question) {
        FileRepositoryBuilder builder = new FileRepositoryBuilder();
        builder.setWorkTree(workTree.toFile()).setMustExist(true);
        try (Repository repository = builder.build()) {
            requireSha1(repository);
            return question.ask(repository);
        } catch (GitException e) {
            throw e;
        } catch (IOException | GitAPIException | RuntimeException e) {
            throw new GitException(workTree, clause(e), REPAIR, e);
        }
    }

    /** JGit would take the first forty digits of a longer id for the whole. */
    private void requireSha1(Repository repository) {
        @Nullable String format = repository.getConfig().getString("extensions", null, "objectFormat");
        if (format != null && !format.equalsIgnoreCase("sha1")) {
            throw new GitException(workTree, "its object format " + format + " is not supported", AVOID, null);
        }
    }

    private static String clause(Exception e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }
}

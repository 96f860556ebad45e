package dev.slipway.testing;

import java.io.File;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/** A folder as a git repository of its own: all its files in one commit, on branch {@code main}. */
public final class CommittedFolder {
    private static final PersonIdent SOMEBODY = new PersonIdent(
            "Slipway tests", "tests@slipway.example", Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

    private CommittedFolder() {}

    /** Commits all files of {@code folder} that its .gitignore does not name; the same files give the same commit. */
    public static void of(File folder) throws GitAPIException {
        try (Git git = Git.init().setDirectory(folder).setInitialBranch("main").call()) {
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("The fleet")
                    .setAuthor(SOMEBODY)
                    .setCommitter(SOMEBODY)
                    .setSign(false)
                    .setNoVerify(true)
                    .call();
        }
    }
}

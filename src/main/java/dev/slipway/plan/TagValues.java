package dev.slipway.plan;

import dev.slipway.image.InvalidValueException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** The values that placeholders of tags have for one module. */
final class TagValues {

    private static final int DEFAULT_SHA_LENGTH = 7;
    private static final int FULL_SHA_LENGTH = 40;

    private final ProjectVersion version;
    private final GitTagChoice gitTag;
    private final Instant timestamp;
    private final Supplier<Optional<GitFacts>> git;

    TagValues(ProjectFacts facts) {
        this.version = ProjectVersion.parse(facts.coordinates().version());
        this.gitTag = new GitTagChoice(facts.coordinates().artifactId(), version);
        this.timestamp = facts.timestamp();
        this.git = facts.git();
    }

    ProjectVersion version() {
        return version;
    }

    /**
     * The value of a placeholder, not yet fit for a tag.
     *
     * @throws InvalidValueException if this module has none
     */
    String valueOf(TagRule.Slot slot) {
        return switch (slot.placeholder()) {
            case VERSION -> version.text();
            case MAJOR -> part(version.major(), "major");
            case MINOR -> part(version.minor(), "minor");
            case PATCH -> part(version.patch(), "patch");
            case SHA -> sha(slot.argument());
            case BRANCH -> branch();
            case GIT_TAG -> gitTag();
            case DATE -> date(slot.argument());
        };
    }

    private String date(String pattern) {
        try {
            return formatter(pattern).format(timestamp);
        } catch (DateTimeException e) {
            throw noDateFormat(pattern);
        }
    }

    private String part(Optional<String> part, String name) {
        return part.orElseThrow(() -> new InvalidValueException(
                "the version '" + version.text() + "' has no " + name + " number",
                "Use {version}, or give the project a version such as 1.2.3."));
    }

    private String sha(String argument) {
        GitFacts facts = repository();
        String commit = facts.commit()
                .orElseThrow(() -> new InvalidValueException(
                        "the git repository has no commit yet", "Commit once, or use a tag without {sha}."));
        int length = argument.isEmpty() ? DEFAULT_SHA_LENGTH : Integer.parseInt(argument);
        String sha = commit.substring(0, Math.min(length, commit.length()));
        return facts.isDirty() ? sha + "-dirty" : sha;
    }

    private String branch() {
        return repository()
                .branch()
                .orElseThrow(() -> new InvalidValueException(
                        "no git branch is checked out (detached HEAD), and no CI service names one",
                        "Check out a branch, or use {sha}."));
    }

    private String gitTag() {
        return gitTag.of(repository().tags())
                .orElseThrow(() -> new InvalidValueException(
                        "no git tag is on the commit that is checked out",
                        "Tag it, bring tags of the remote here with 'git fetch --tags', or use {sha}."));
    }

    private GitFacts repository() {
        return git.get()
                .orElseThrow(() -> new InvalidValueException(
                        "this module is not in a git repository",
                        "Build from a git checkout, or use a tag without {sha}, {branch} and {gitTag}."));
    }

    /** The argument as it is, if the placeholder takes it. */
    static String checkedArgument(Placeholder placeholder, String argument) {
        switch (placeholder) {
            case DATE -> formatter(argument);
            case SHA -> checkShaLength(argument);
            default -> {
                if (!argument.isEmpty()) {
                    throw new InvalidValueException(
                            "the placeholder {" + placeholder.word() + "} takes nothing behind a colon, but has '"
                                    + argument + "'",
                            "Write {" + placeholder.word() + "}.");
                }
            }
        }
        return argument;
    }

    private static void checkShaLength(String argument) {
        boolean isLength = argument.isEmpty()
                || (argument.matches("\\d{1,2}")
                        && Integer.parseInt(argument) >= 1
                        && Integer.parseInt(argument) <= FULL_SHA_LENGTH);
        if (!isLength) {
            throw new InvalidValueException(
                    "'" + argument + "' is not a length for {sha}", "Write a number from 1 to 40, such as {sha:12}.");
        }
    }

    private static DateTimeFormatter formatter(String pattern) {
        try {
            return DateTimeFormatter.ofPattern(pattern.isEmpty() ? "yyyyMMdd" : pattern, Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
        } catch (IllegalArgumentException e) {
            throw noDateFormat(pattern);
        }
    }

    private static InvalidValueException noDateFormat(String pattern) {
        return new InvalidValueException(
                "'" + pattern + "' is not a date format", "Write one such as {date:yyyyMMdd} or {date:yyyyMMddHHmm}.");
    }
}

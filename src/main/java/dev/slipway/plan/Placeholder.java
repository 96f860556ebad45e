package dev.slipway.plan;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a tag template may hold between braces. */
enum Placeholder {
    VERSION("version", false),
    MAJOR("major", false),
    MINOR("minor", false),
    PATCH("patch", false),
    SHA("sha", true),
    BRANCH("branch", false),
    GIT_TAG("gitTag", true),
    DATE("date", true);

    private final String word;
    private final boolean namesOneBuild;

    Placeholder(String word, boolean namesOneBuild) {
        this.word = word;
        this.namesOneBuild = namesOneBuild;
    }

    String word() {
        return word;
    }

    /** Whether its value is another one for every build, so that a tag with it never moves. */
    boolean namesOneBuild() {
        return namesOneBuild;
    }

    /** Whether it is a part of the version that only a release has a right to claim. */
    boolean isVersionPart() {
        return this == MAJOR || this == MINOR || this == PATCH;
    }

    static Optional<Placeholder> of(String word) {
        return Arrays.stream(values()).filter(value -> value.word.equals(word)).findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(value -> "{" + value.word + "}").collect(Collectors.joining(" "));
    }
}

package dev.slipway.plan;

import dev.slipway.image.InvalidValueException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Checks the tags that a repository shall have.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-using-tags.html">Tagging a repository</a>
 */
final class RepositoryTags {

    private static final int MOST = 50;
    private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{1,128}");
    private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{0,256}");
    private static final String PLACE = "<ecr><repositoryTags>";

    private final Problems problems;

    RepositoryTags(Problems problems) {
        this.problems = problems;
    }

    void check(Map<String, String> tags) {
        tags.forEach((key, value) -> problems.value(PLACE, () -> checked(key, value)));
        if (tags.size() > MOST) {
            problems.add(PLACE, "there are " + tags.size() + ", and AWS takes at most " + MOST, "Leave some out.");
        }
    }

    private static String checked(String key, String value) {
        if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            throw new InvalidValueException("the key '" + key + "' begins with aws:", "AWS keeps these; use another.");
        }
        if (!KEY.matcher(key).matches() || !VALUE.matcher(value).matches()) {
            throw new InvalidValueException(
                    "AWS does not take '" + key + "' with '" + value + "'",
                    "Use letters, digits, blanks and _.:/=+@- there, 128 characters for a key and 256 for a value.");
        }
        return key;
    }
}

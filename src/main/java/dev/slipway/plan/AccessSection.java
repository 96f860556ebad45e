package dev.slipway.plan;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code <profile>}, {@code <roleArn>}, {@code <externalId>} and {@code <roleSessionName>}. */
final class AccessSection {

    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]+");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");

    private final Problems problems;

    AccessSection(Problems problems) {
        this.problems = problems;
    }

    /**
     * As whom AWS is asked where a registry does not say it; the role may be the registry's.
     *
     * @param place the POM element that has the others
     * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
     */
    AwsAccess read(String place, RegistrySettings.Access said) {
        checkForms(place, said);
        return new AwsAccess(said.profile(), said.roleArn(), said.externalId(), said.sessionName());
    }

    /** @param otherwise what holds where nothing is said there */
    AwsAccess read(String place, RegistrySettings.Access said, AwsAccess otherwise) {
        AwsAccess access = read(place, said).over(otherwise);
        if (access.roleArn() == null) {
            checkHasRole(place + "<externalId>", said.externalId());
            checkHasRole(place + "<roleSessionName>", said.sessionName());
        }
        return access;
    }

    private void checkHasRole(String place, @Nullable String value) {
        if (value != null) {
            problems.add(place, "it belongs to a role, and there is none", "Add <roleArn>, or leave it out.");
        }
    }

    private void checkForms(String place, RegistrySettings.Access said) {
        String role = said.roleArn();
        if (role != null && !ROLE.matcher(role).matches()) {
            problems.add(
                    place + "<roleArn>",
                    "'" + role + "' is not the ARN of a role",
                    "Write one such as arn:aws:iam::123456789012:role/push.");
        }
        check(place + "<externalId>", said.externalId(), EXTERNAL_ID, "2 to 1224 of A-Z a-z 0-9 +=,.@:/_-");
        check(place + "<roleSessionName>", said.sessionName(), SESSION_NAME, "2 to 64 of A-Z a-z 0-9 +=,.@_-");
    }

    /** The value itself is not repeated: some keep their external id to themselves. */
    private void check(String place, @Nullable String value, Pattern form, String words) {
        if (value != null && !form.matcher(value).matches()) {
            problems.add(place, "AWS does not take it", "Use " + words + ".");
        }
    }
}

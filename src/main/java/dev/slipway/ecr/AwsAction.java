package dev.slipway.ecr;

/** A call of AWS that we make, as IAM names it. */
enum AwsAction {
    GET_CALLER_IDENTITY("sts:GetCallerIdentity", "the AWS settings", "or set <accountId> in <ecr>"),
    GET_AUTHORIZATION_TOKEN("ecr:GetAuthorizationToken", "<accountId> in <ecr>, or the account in <registry>", ""),
    DESCRIBE_REPOSITORIES("ecr:DescribeRepositories", "the image's <name> and <namespace>", ""),
    CREATE_REPOSITORY(
            "ecr:CreateRepository",
            "the image's <name> and <namespace>, and the settings in <ecr>",
            "or create the repository beforehand"),
    PUT_LIFECYCLE_POLICY("ecr:PutLifecyclePolicy", "<expireAfterDays>, <keepLast> or <lifecyclePolicy> in <ecr>", ""),
    DESCRIBE_IMAGES("ecr:DescribeImages", "the image's <name> and <tags>", "");

    private final String iamName;
    private final String settings;
    private final String wayAround;

    AwsAction(String iamName, String settings, String wayAround) {
        this.iamName = iamName;
        this.settings = settings;
        this.wayAround = wayAround;
    }

    /** The name that an IAM policy allows. */
    String iamName() {
        return iamName;
    }

    /** What the user wrote that goes into the call, to be corrected when AWS does not like it. */
    String settings() {
        return settings;
    }

    /** What to do where the call cannot be allowed: a clause that begins with «or», or an empty text. */
    String wayAround() {
        return wayAround;
    }
}

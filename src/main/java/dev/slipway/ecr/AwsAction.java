package dev.slipway.ecr;

/** A call of AWS that we make, as IAM names it. */
enum AwsAction {
    GET_CALLER_IDENTITY("sts:GetCallerIdentity", "the AWS settings", "or set <accountId> in <ecr>"),
    ASSUME_ROLE(
            "sts:AssumeRole",
            "<roleArn>, <externalId> and <roleSessionName>",
            "and name it in the role's trust policy; a role that asks for an external id needs <externalId> too"),
    ASSUME_ROLE_WITH_WEB_IDENTITY(
            "sts:AssumeRoleWithWebIdentity", "AWS_WEB_IDENTITY_TOKEN_FILE, AWS_ROLE_ARN and AWS_ROLE_SESSION_NAME", ""),
    GET_AUTHORIZATION_TOKEN("ecr:GetAuthorizationToken", "<accountId> in <ecr>, or the account in <registry>", ""),
    DESCRIBE_REPOSITORIES("ecr:DescribeRepositories", "the image's <name> and <namespace>", ""),
    CREATE_REPOSITORY(
            "ecr:CreateRepository",
            "the image's <name> and <namespace>, and the settings in <ecr>",
            "or create the repository beforehand"),
    GET_LIFECYCLE_POLICY("ecr:GetLifecyclePolicy", "the image's <name> and <namespace>", ""),
    PUT_LIFECYCLE_POLICY(
            "ecr:PutLifecyclePolicy",
            "<expireAfterDays>, <keepLast>, <expireUntaggedAfterDays> or <lifecyclePolicy> in <ecr>",
            ""),
    DELETE_LIFECYCLE_POLICY("ecr:DeleteLifecyclePolicy", "<lifecyclePolicy> in <ecr>", Words.OR_LEAVE),
    PUT_IMAGE_SCANNING_CONFIGURATION("ecr:PutImageScanningConfiguration", "<scanOnPush> in <ecr>", Words.OR_LEAVE),
    PUT_IMAGE_TAG_MUTABILITY(
            "ecr:PutImageTagMutability", "<tagMutability> and <tagMutabilityExclusions> in <ecr>", Words.OR_LEAVE),
    LIST_TAGS_FOR_RESOURCE("ecr:ListTagsForResource", "<repositoryTags> in <ecr>", ""),
    TAG_RESOURCE("ecr:TagResource", "<repositoryTags> in <ecr>", ""),
    GET_REPOSITORY_POLICY("ecr:GetRepositoryPolicy", "<repositoryPolicy> in <ecr>", ""),
    SET_REPOSITORY_POLICY("ecr:SetRepositoryPolicy", "<repositoryPolicy> in <ecr>", ""),
    PUBLIC_GET_AUTHORIZATION_TOKEN(
            "ecr-public:GetAuthorizationToken", "the AWS settings", "together with sts:GetServiceBearerToken"),
    PUBLIC_DESCRIBE_REPOSITORIES("ecr-public:DescribeRepositories", "the image's <name> and <namespace>", ""),
    PUBLIC_CREATE_REPOSITORY(
            "ecr-public:CreateRepository", "the image's <name> and <namespace>", "or create the repository beforehand");

    private final String iamName;
    private final String settings;
    private final String addition;

    AwsAction(String iamName, String settings, String addition) {
        this.iamName = iamName;
        this.settings = settings;
        this.addition = addition;
    }

    /** The name that an IAM policy allows. */
    String iamName() {
        return iamName;
    }

    /** The name in the protocol of the service. */
    String operation() {
        return iamName.substring(iamName.indexOf(':') + 1);
    }

    /** What the user wrote that goes into the call, to be corrected when AWS does not like it. */
    String settings() {
        return settings;
    }

    /** What else has to be allowed, or what to do where the call cannot be allowed: a clause, or an empty text. */
    String addition() {
        return addition;
    }

    private static final class Words {
        static final String OR_LEAVE = "or set <updateRepositories> in <ecr> to false";
    }
}

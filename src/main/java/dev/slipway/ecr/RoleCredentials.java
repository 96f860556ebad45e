package dev.slipway.ecr;

import dev.slipway.plan.AwsAccess;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/** A role that somebody else's credentials take on, again whenever its session is about to end. */
final class RoleCredentials implements AwsCredentialsSource {

    private static final String SESSION_NAME = "slipway";

    private final String role;
    private final AwsCredentialsSource base;
    private final StsClient sts;
    private final AwsRetries retries;
    private final StsAssumeRoleCredentialsProvider provider;

    /**
     * @param role of the access
     * @param base who takes on the role
     * @param sts  speaks for the base; both are closed together with this
     */
    RoleCredentials(String role, AwsAccess access, AwsCredentialsSource base, StsClient sts, AwsRetries retries) {
        this.role = role;
        this.base = base;
        this.sts = sts;
        this.retries = retries;
        AssumeRoleRequest request = AssumeRoleRequest.builder()
                .roleArn(role)
                .roleSessionName(Objects.requireNonNullElse(access.sessionName(), SESSION_NAME))
                .externalId(access.externalId())
                .build();
        this.provider = StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts)
                .refreshRequest(request)
                .build();
    }

    @Override
    public AwsCredentials resolveCredentials() {
        AwsCall call = new AwsCall(AwsAction.ASSUME_ROLE, "Cannot assume the role '" + role + "'", role);
        try {
            return retries.during(call, provider::resolveCredentials);
        } catch (SdkException e) {
            throw AwsFailures.translate(new AwsCall(call.action(), call.doing() + caller(), role), e);
        }
    }

    /** Who was refused; AWS does not always say it. */
    private String caller() {
        try {
            return " as " + sts.getCallerIdentity(request -> {}).arn();
        } catch (RuntimeException e) {
            return "";
        }
    }

    @Override
    public void close() {
        provider.close();
        sts.close();
        base.close();
    }
}

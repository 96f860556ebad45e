package dev.slipway.ecr;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * AWS credentials that renew themselves. That there are none is said by a
 * {@link dev.slipway.registry.CredentialException}, which the SDK lets through.
 */
interface AwsCredentialsSource extends AwsCredentialsProvider, SdkAutoCloseable {}

/** Adapter: Amazon ECR and STS through the AWS SDK for Java. */
@NullMarked
package dev.slipway.ecr;

import org.jspecify.annotations.NullMarked;

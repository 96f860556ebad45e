package dev.slipway.ecr;

import dev.slipway.failure.SlipwayException;
import dev.slipway.registry.CredentialException;
import dev.slipway.registry.RegistryException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Words for calls that AWS never answered. */
final class UnansweredCalls {

    private UnansweredCalls() {}

    static SlipwayException translate(AwsCall call, SdkException failure) {
        Optional<ProxyRefusalException> refusal = ProxyRefusalException.in(failure);
        if (refusal.isPresent()) {
            String remedy = call.remedy(refusal.get().remedy());
            return new CredentialException(call.doing(), refusal.get().clause(), remedy, failure);
        }
        IOException network = networkFailure(failure);
        if (network instanceof SSLException) {
            return unreachable(
                    call,
                    "no trusted connection to AWS comes about (" + reason(network) + ")",
                    "If a proxy ends TLS here, make its certificate known to Java (-Djavax.net.ssl.trustStore=…)",
                    failure);
        }
        if (network != null) {
            return unreachable(
                    call,
                    "AWS cannot be reached (" + reason(network) + ")",
                    "Check the network, the proxy (settings.xml, HTTPS_PROXY), the name of the region, and AWS_ENDPOINT_URL where"
                            + " it is set",
                    failure);
        }
        if (failure instanceof ApiCallTimeoutException) {
            return unreachable(
                    call,
                    "AWS does not answer in time (" + reason(failure) + ")",
                    "Check the network and the proxy (settings.xml, HTTPS_PROXY), and run again",
                    failure);
        }
        return new RegistryException(
                call.doing(),
                "the AWS SDK gives up (" + reason(failure) + ")",
                call.remedy("Check the AWS settings (region, profile, AWS_ENDPOINT_URL) and run again"),
                failure);
    }

    /** What happened, as a clause. */
    static String clause(Throwable failure) {
        IOException network = networkFailure(failure);
        return network == null ? reason(failure) : "AWS cannot be reached (" + reason(network) + ")";
    }

    private static @Nullable IOException networkFailure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException network) {
                return network;
            }
        }
        return null;
    }

    private static String reason(Throwable failure) {
        if (failure instanceof UnknownHostException) {
            // the message is the host, with the resolver's words behind a colon on some systems
            String message = String.valueOf(failure.getMessage());
            return "the host " + message.split(":", 2)[0] + " is unknown";
        }
        return Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
    }

    private static SlipwayException unreachable(AwsCall call, String happened, String remedy, SdkException cause) {
        return RegistryException.unreachable(call.doing(), happened, call.remedy(remedy), cause);
    }
}

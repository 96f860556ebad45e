package dev.slipway.ecr;

import dev.slipway.proxy.HttpProxy;
import dev.slipway.registry.Credential;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A proxy does not let a call of AWS through; asking again does not help. */
final class ProxyRefusalException extends RuntimeException {

    private static final int FORBIDDEN = 403;

    private final transient HttpProxy proxy;
    private final int status;

    ProxyRefusalException(HttpProxy proxy, int status) {
        super("status " + status + " of the proxy " + proxy);
        this.proxy = proxy;
        this.status = status;
    }

    /** In a form that the SDK hands on; what it does not know it may replace. */
    SdkClientException forSdk() {
        return SdkClientException.create(String.valueOf(getMessage()), this);
    }

    /** The one that a failure of the SDK comes from. */
    static Optional<ProxyRefusalException> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProxyRefusalException refusal) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }

    /** What happened, as a clause. */
    String clause() {
        String way = "AWS cannot be reached through the proxy " + proxy;
        if (status == FORBIDDEN) {
            return way + ", which forbids it (status " + status + ")";
        }
        return way
                + (proxy.login().isPresent() ? ", which does not take the login" : ", which wants a login")
                + " (status " + status + ")";
    }

    /** What to do, without a full stop. */
    String remedy() {
        if (status == FORBIDDEN) {
            return "Check " + proxy.source() + ", and whether the proxy may let AWS through";
        }
        return proxy.login()
                .map(Credential::source)
                .map(source -> "Check user name and password of " + source)
                .orElse("Add user and password to " + proxy.source());
    }
}

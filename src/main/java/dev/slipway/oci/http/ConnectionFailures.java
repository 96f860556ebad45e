package dev.slipway.oci.http;

import dev.slipway.proxy.HttpProxy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Finds words for a registry that does not answer. */
final class ConnectionFailures {

    private ConnectionFailures() {}

    /**
     * Whether trying again can help.
     *
     * @param hasAnswered whether the same host and port answered before
     */
    static boolean mayPass(IOException failure, boolean hasAnswered) {
        if (cause(failure, OversizedAnswerException.class).isPresent()
                || cause(failure, CertificateException.class).isPresent()) {
            return false;
        }
        return hasAnswered
                || !(failure instanceof SSLException
                        || failure instanceof ConnectException
                        || failure instanceof UnknownHostException
                        || failure instanceof HttpConnectTimeoutException);
    }

    /**
     * What happened, as a clause.
     *
     * @param proxy that the connection goes through
     */
    static String clause(IOException failure, Optional<HttpProxy> proxy) {
        return proxy.filter(
                        way -> cause(failure, OversizedAnswerException.class).isEmpty())
                .map(way -> clause(failure, way))
                .orElseGet(() -> clause(failure));
    }

    private static String clause(IOException failure, HttpProxy proxy) {
        String way = "the registry cannot be reached through the proxy " + proxy;
        if (isUnknownHost(failure)) {
            return way + ", whose name is not known";
        }
        if (failure instanceof HttpConnectTimeoutException) {
            return way + ", which does not answer";
        }
        if (failure instanceof ConnectException) {
            return way + ", where nothing listens";
        }
        return failure instanceof SSLException
                ? "TLS through the proxy " + proxy + " failed (" + message(failure) + ")"
                : "the connection to the registry through the proxy " + proxy + " broke (" + message(failure) + ")";
    }

    private static String clause(IOException failure) {
        if (isUnknownHost(failure)) {
            return "the name of the registry's host is not known";
        }
        if (cause(failure, OversizedAnswerException.class).isPresent()) {
            return "the registry's answer is larger than any that makes sense (" + message(failure) + ")";
        }
        if (failure instanceof HttpConnectTimeoutException) {
            return "the registry's host does not answer";
        }
        if (failure instanceof ConnectException) {
            return "nothing listens at the registry's host and port";
        }
        if (failure instanceof SSLException) {
            return "TLS failed (" + message(failure) + ")";
        }
        return "the connection to the registry broke (" + message(failure) + ")";
    }

    /** What to do about it. */
    static String remedy(IOException failure, Errand errand, Optional<HttpProxy> proxy) {
        if (cause(failure, CertificateException.class).isPresent()) {
            return "Use a host name that its certificate is for, or let Java trust its authority with"
                    + " -Djavax.net.ssl.trustStore.";
        }
        if (!(failure instanceof SSLException)) {
            return proxy.map(way -> "Check " + way.source() + ", whether the proxy lets us through to the host "
                            + errand.place() + ", and the network.")
                    .orElseGet(() -> "Check the host " + errand.place() + ", the network, and the proxy settings.");
        }
        return errand.isConfigured()
                ? "Look whether the registry speaks TLS at this port; if it does not and the network is yours, set"
                        + " <insecure>true</insecure> in its <registry>."
                : "Look whether the registry speaks TLS at this port.";
    }

    private static boolean isUnknownHost(IOException failure) {
        return failure instanceof UnknownHostException
                || cause(failure, UnresolvedAddressException.class).isPresent();
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}

package dev.slipway.proxy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a request goes to.
 *
 * @param name in small letters, an IPv6 address without brackets
 * @param port the usual one of the protocol where the address names none
 */
record TargetHost(String name, int port) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final String NUMBER = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

    static TargetHost of(URI target) {
        int usual = "https".equalsIgnoreCase(target.getScheme()) ? HTTPS : HTTP;
        return new TargetHost(
                bare(Objects.requireNonNullElse(target.getHost(), "")),
                target.getPort() < 0 ? usual : target.getPort());
    }

    /** A host's name as it is compared. */
    static String bare(String host) {
        return host.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
    }

    boolean isLoopback() {
        return name.equals("localhost")
                || address(name).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    /** Whether it is an address of a network such as {@code 10.0.0.0/8}, or this very address. */
    boolean isWithin(String network) {
        String[] parts = network.split("/", 2);
        Optional<byte[]> own = address(name).map(InetAddress::getAddress);
        Optional<byte[]> other = address(parts[0]).map(InetAddress::getAddress);
        if (own.isEmpty() || other.isEmpty() || own.get().length != other.get().length) {
            return false;
        }
        int bits = own.get().length * Byte.SIZE;
        if (parts.length == 2 && !parts[1].matches("[0-9]{1,3}")) {
            return false;
        }
        int shared = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
        return shared <= bits && prefix(own.get(), bits - shared).equals(prefix(other.get(), bits - shared));
    }

    private static BigInteger prefix(byte[] address, int hostBits) {
        return new BigInteger(1, address).shiftRight(hostBits);
    }

    /** The address that a text is; a name is not looked up, it may be one that only the proxy knows. */
    private static Optional<InetAddress> address(String text) {
        if (!text.matches("(" + NUMBER + "\\.){3}" + NUMBER) && !text.matches("[0-9a-f:.]*:[0-9a-f:.]*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}

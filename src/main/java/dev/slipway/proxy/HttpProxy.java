package dev.slipway.proxy;

import dev.slipway.registry.Credential;
import java.util.Optional;

/**
 * A proxy as messages name it: {@code proxy.example.com:3128}. Its text form shows no login.
 *
 * @param host   name or address, an IPv6 address without brackets
 * @param port   from 1 to 65535
 * @param source what names it and its login, in words for messages: «Check HTTPS_PROXY»
 * @param login  the user and the password that it wants to see
 */
public record HttpProxy(String host, int port, String source, Optional<Credential> login) {

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}

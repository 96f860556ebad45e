package dev.slipway.endpoint;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a container engine listens.
 *
 * @param uri             {@code unix:///path}, {@code tcp://host:port} or {@code npipe:////./pipe/name}
 * @param certificates    folder with {@code ca.pem}, {@code cert.pem} and {@code key.pem}; null without TLS. Each file
 *                        may be absent, even the folder: then the JDK's own authorities are trusted, and no client
 *                        certificate is shown
 * @param verifiesServer  whether the server's certificate must be valid; meaningful only with TLS
 * @param source          who said so, in words for the log: {@code DOCKER_HOST}, {@code docker context 'colima'}
 */
public record DaemonEndpoint(URI uri, @Nullable Path certificates, boolean verifiesServer, String source) {

    @Override
    public String toString() {
        return uri + " (" + source + ")";
    }
}

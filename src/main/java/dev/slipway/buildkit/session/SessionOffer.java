package dev.slipway.buildkit.session;

import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a session says of itself when it opens: the daemon calls no method that is not announced.
 *
 * @param id        made up anew for every session
 * @param name      for people
 * @param sharedKey the same for the same context on the same machine
 * @param services  what the daemon may call
 */
record SessionOffer(String id, String name, String sharedKey, List<ServerServiceDefinition> services) {

    private static final String PREFIX = "x-docker-expose-session-";

    static SessionOffer of(String name, String sharedKey, List<BindableService> services) {
        String id = UUID.randomUUID().toString().replace("-", "");
        return new SessionOffer(
                id,
                name,
                sharedKey,
                services.stream().map(BindableService::bindService).toList());
    }

    /** As HTTP headers; each may come several times. */
    Map<String, List<String>> headers() {
        return Map.of(
                PREFIX + "uuid", List.of(id),
                PREFIX + "name", List.of(printable(name)),
                PREFIX + "sharedkey", List.of(printable(sharedKey)),
                PREFIX + "grpc-method", methods());
    }

    /** As the metadata of a call. */
    Metadata metadata() {
        Metadata metadata = new Metadata();
        headers()
                .forEach((name, values) -> values.forEach(
                        value -> metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value)));
        return metadata;
    }

    private List<String> methods() {
        return services.stream()
                .flatMap(service -> service.getMethods().stream())
                .map(ServerMethodDefinition::getMethodDescriptor)
                .map(MethodDescriptor::getFullMethodName)
                .map(method -> "/" + method)
                .sorted()
                .toList();
    }

    /** Headers hold nothing else. */
    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "_");
    }
}

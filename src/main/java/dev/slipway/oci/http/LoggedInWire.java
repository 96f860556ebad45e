package dev.slipway.oci.http;

import dev.slipway.registry.CredentialException;
import dev.slipway.registry.RegistryException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.util.List;
import java.util.Objects;

/**
 * Sends the requests of one errand, and shows the registry what it wants to see; other hosts do not see it.
 *
 * @param wire    what sends them
 * @param address where the registry is
 * @param login   what opens it
 * @param scopes  what has to be opened
 */
record LoggedInWire(Wire wire, RegistryAddress address, RegistryLogin login, List<Scope> scopes) {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int USUAL_BYTES = 1024 * 1024;

    /** The address of the registry itself. */
    URI registry() {
        return address.find(wire);
    }

    /** Whether the registry speaks TLS. */
    boolean isEncrypted() {
        return "https".equals(registry().getScheme());
    }

    /** An answer may lead to another host, which is neither to see our login nor to ask for it. */
    private boolean isOwn(URI target) {
        return Objects.equals(target.getRawAuthority(), registry().getRawAuthority())
                && (!isEncrypted() || "https".equals(target.getScheme()));
    }

    private Admission admission() {
        return new Admission(login, scopes, isEncrypted(), wire);
    }

    /** Sends a request, several times if that opens the door. */
    HttpResponse<byte[]> send(HttpRequest.Builder request, BodyHandler<byte[]> body, Progress progress) {
        if (!isOwn(request.build().uri())) {
            return wire.send(request.build(), body, progress);
        }
        Admission admission = admission();
        HttpResponse<byte[]> response = sendWith(admission.pass(), request, body, progress);
        while (admission.isWorthAnother(response)) {
            response = sendWith(admission.pass(), request, body, progress);
        }
        return explained(response, UNAUTHORIZED, admission.pass(), request);
    }

    /** The words of a 403 tell an expired login from one that may not. */
    private HttpResponse<byte[]> sendWith(
            Pass pass, HttpRequest.Builder request, BodyHandler<byte[]> body, Progress progress) {
        return explained(wire.send(pass.on(request), body, progress), FORBIDDEN, pass, request);
    }

    /** A refusal of a HEAD has no words, but that of a GET has. */
    private HttpResponse<byte[]> explained(
            HttpResponse<byte[]> response, int refusal, Pass pass, HttpRequest.Builder request) {
        if (response.statusCode() != refusal || !response.request().method().equals("HEAD")) {
            return response;
        }
        HttpRequest get = pass.on(request.copy().GET().setHeader("Range", "bytes=0-0"));
        try {
            HttpResponse<byte[]> words = wire.send(get, LimitedBody.of(USUAL_BYTES), new Progress());
            return words.statusCode() == refusal ? words : response;
        } catch (RegistryException e) {
            return response;
        }
    }

    /** Sends a request whose body cannot be sent twice; it is a failure that may pass if there is something else to show. */
    HttpResponse<byte[]> sendOnce(HttpRequest.Builder request, Progress progress) {
        BodyHandler<byte[]> body = LimitedBody.of(USUAL_BYTES);
        if (!isOwn(request.build().uri())) {
            return wire.send(request.build(), body, progress);
        }
        Admission admission = admission();
        HttpResponse<byte[]> response = wire.send(admission.pass().on(request), body, progress);
        if (admission.isWorthAnother(response)) {
            throw wire.passing(response);
        }
        return response;
    }

    /** Sends a request of which it does not matter whether it is refused. */
    void sendInVain(HttpRequest.Builder request) {
        try {
            Pass pass = isOwn(request.build().uri()) ? admission().pass() : Pass.none();
            wire.send(pass.on(request), LimitedBody.of(USUAL_BYTES), new Progress());
        } catch (PassingException | RegistryException | CredentialException e) {
            // as good as an answer
        }
    }
}

package dev.slipway.oci;

import dev.slipway.image.Digest;
import dev.slipway.image.RepositoryName;
import dev.slipway.layout.Descriptor;
import dev.slipway.oci.http.Progress;
import dev.slipway.oci.http.Refusals;
import dev.slipway.oci.http.RegistryClient;
import dev.slipway.registry.CredentialException;
import dev.slipway.registry.RegistryException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Brings blobs into a repository, each in one request.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#pushing-blobs">OCI distribution specification, pushing blobs</a>
 */
final class BlobUploads {

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private final RegistryClient client;
    private final Refusals refusals;
    private final RepositoryName name;
    private final BroughtBlobs brought;

    /**
     * @param name    of the client's repository
     * @param brought what is known of the whole registry
     */
    BlobUploads(RegistryClient client, RepositoryName name, BroughtBlobs brought) {
        this.client = client;
        this.refusals = client.refusals();
        this.name = name;
        this.brought = brought;
    }

    /** Makes sure that a blob is there: it may be already, or in another repository of the registry. */
    void bring(Descriptor blob, BlobSource source, Tally tally) {
        Digest digest = blob.digest();
        if (client.insist(attempt -> has(digest))) {
            brought.add(digest, name);
        }
        try {
            brought.oneByOne(digest, () -> {
                if (!brought.isIn(digest, name)) {
                    client.insist(attempt -> (attempt > 1 && has(digest)) || place(digest, source, tally));
                    brought.add(digest, name);
                }
            });
        } catch (InterruptedException e) {
            throw client.errand().interrupted(e);
        }
        tally.done(blob);
    }

    private boolean has(Digest digest) {
        HttpResponse<byte[]> response = client.send(request("HEAD", client.address("/blobs/" + digest)));
        int status = response.statusCode();
        if (status != NOT_FOUND && status != OK) {
            throw status >= BAD_REQUEST
                    ? refusals.of(response)
                    : refusals.unexpected("the registry answers with status " + status);
        }
        return status == OK;
    }

    /** Tried once; always true. */
    private boolean place(Digest digest, BlobSource source, Tally tally) {
        Optional<HttpResponse<byte[]>> mounting = brought.place(digest).flatMap(from -> mount(digest, from));
        if (mounting.isPresent() && mounting.get().statusCode() == CREATED) {
            return true;
        }
        URI upload = mounting.map(this::session).orElseGet(this::begin);
        String query = (upload.getRawQuery() == null ? "?" : "&") + "digest=" + digest;
        Progress progress = tally.progress(digest);
        source.send(progress, body -> put(URI.create(upload + query), body, progress));
        return true;
    }

    private void put(URI target, BodyPublisher body, Progress progress) {
        HttpResponse<byte[]> response = client.sendOnce(
                HttpRequest.newBuilder(target)
                        .PUT(progress.sending(body))
                        .header("Content-Type", "application/octet-stream"),
                progress);
        int status = response.statusCode();
        if (status != CREATED && status != OK && status != ACCEPTED) {
            throw refusals.of(response);
        }
    }

    /** Asks for a blob of another repository. A registry that does not give it may begin an upload instead, or refuse. */
    private Optional<HttpResponse<byte[]>> mount(Digest digest, RepositoryName from) {
        String query = "?mount=" + digest + "&from=" + URLEncoder.encode(client.path(from), StandardCharsets.UTF_8);
        try {
            return Optional.of(client.reading(from).send(request("POST", client.address("/blobs/uploads/" + query))))
                    .filter(response -> response.statusCode() == CREATED || response.statusCode() == ACCEPTED);
        } catch (RegistryException | CredentialException e) {
            return Optional.empty();
        }
    }

    /** Begins an upload; tried once. */
    URI begin() {
        return session(client.send(request("POST", client.address("/blobs/uploads/"))));
    }

    private URI session(HttpResponse<byte[]> begun) {
        if (begun.statusCode() >= BAD_REQUEST) {
            throw refusals.of(begun);
        }
        if (begun.statusCode() != ACCEPTED
                || begun.headers().firstValue("Location").isEmpty()) {
            throw refusals.unexpected("the registry begins no upload, but answers with status " + begun.statusCode());
        }
        return client.uploadAddress(begun);
    }

    /** Sees whether uploads may be begun, and leaves none behind. */
    void check() {
        URI session = client.insist(attempt -> begin());
        client.sendInVain(request("DELETE", session));
    }

    private static HttpRequest.Builder request(String method, URI target) {
        return HttpRequest.newBuilder(target).method(method, BodyPublishers.noBody());
    }
}

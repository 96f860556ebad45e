package dev.slipway.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What engines see of ECR: a registry that refuses what ECR refuses.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#endpoints">OCI distribution specification, endpoints</a>
 */
final class FakeEcrDataPlane implements HttpHandler {

    private static final Pattern RESOURCE = Pattern.compile(
            "/v2/(?<name>.+)/(?:(?<upload>blobs/uploads/.*)|blobs/(?<blob>[^/]+)|manifests/(?<reference>[^/]+)|tags/list)");

    private final FakeEcrRepositories repositories;
    private final FakeEcrTokens tokens;
    private final FakeEcrFaults faults;
    private final FakeEcrRecording recording;
    private final FakeEcrStorage storage;
    private final FakeS3Handler s3;

    FakeEcrDataPlane(
            FakeEcrRepositories repositories,
            FakeEcrTokens tokens,
            FakeEcrFaults faults,
            FakeEcrRecording recording,
            FakeEcrStorage storage,
            FakeS3Handler s3) {
        this.repositories = repositories;
        this.tokens = tokens;
        this.faults = faults;
        this.recording = recording;
        this.storage = storage;
        this.s3 = s3;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            int status = answer(exchange);
            recording.request(
                    exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), status);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int answer(HttpExchange exchange) throws IOException, InterruptedException {
        try {
            checkLogin(exchange);
            String path = exchange.getRequestURI().getRawPath();
            Matcher resource = RESOURCE.matcher(path);
            if (!resource.matches()) {
                return storage.forward(exchange, path);
            }
            return answer(exchange, resource);
        } catch (FakeAwsError e) {
            FakeHttp.sendRegistryError(exchange, e);
            return e.status();
        }
    }

    private void checkLogin(HttpExchange exchange) {
        Optional<FakeAwsError> refusal =
                tokens.refusal(exchange.getRequestHeaders().getFirst("Authorization"));
        if (refusal.isPresent()) {
            if (refusal.get().status() == 401) {
                exchange.getResponseHeaders()
                        .set(
                                "Www-Authenticate",
                                "Basic realm=\"http://" + repositories.uri("") + "\",service=\"ecr.amazonaws.com\"");
            }
            throw refusal.get();
        }
    }

    private int answer(HttpExchange exchange, Matcher resource) throws IOException, InterruptedException {
        String name = resource.group("name");
        FakeEcrRepository repository = repositories
                .find(name)
                .filter(there -> !faults.hidesFromEngines())
                .orElseThrow(() -> new FakeAwsError(404, "NAME_UNKNOWN", repositories.missing(name)));
        String path = exchange.getRequestURI().getRawPath();
        String query = exchange.getRequestURI().getRawQuery();
        if (resource.group("upload") != null) {
            return upload(exchange, path, query);
        }
        if (resource.group("blob") != null && exchange.getRequestMethod().equals("GET")) {
            return sendToS3(exchange, path);
        }
        if (resource.group("reference") != null && exchange.getRequestMethod().equals("PUT")) {
            checkMutability(repository, resource.group("reference"));
        }
        return storage.forward(exchange, query == null ? path : path + "?" + query);
    }

    /** ECR mounts nothing from another repository: it begins an upload instead. */
    private int upload(HttpExchange exchange, String path, String query) throws IOException, InterruptedException {
        faults.uploads().ifPresent(error -> {
            throw error;
        });
        boolean plain = query == null || query.startsWith("mount=") || query.contains("&mount=");
        return storage.forward(exchange, plain ? path : path + "?" + query);
    }

    private int sendToS3(HttpExchange exchange, String path) throws IOException, InterruptedException {
        if (storage.ask("HEAD", path).statusCode() != 200) {
            throw new FakeAwsError(404, "BLOB_UNKNOWN", "blob unknown to registry");
        }
        exchange.getResponseHeaders().set("Location", s3.signed(path));
        FakeHttp.send(exchange, 307, "text/plain", "");
        return 307;
    }

    private void checkMutability(FakeEcrRepository repository, String tag) throws IOException, InterruptedException {
        if (tag.startsWith("sha256:") || !repository.isFixed(tag)) {
            return;
        }
        HttpResponse<String> present =
                storage.ask("HEAD", "/v2/" + repository.name() + "/manifests/" + tag, FakeEcrImageCalls.MANIFEST_TYPES);
        if (present.statusCode() == 200) {
            throw new FakeAwsError(
                    400,
                    "TAG_INVALID",
                    ("The image tag '%s' already exists in the '%s' repository and cannot be overwritten because the"
                                    + " repository is immutable.")
                            .formatted(tag, repository.name()));
        }
    }
}

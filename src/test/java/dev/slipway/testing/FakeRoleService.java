package dev.slipway.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.testing.FakeAwsCallers.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The services that hand out credentials of a role on machines of AWS: the one beside containers, and the one of EC2 instances in
 * its second version. A {@link FakeEcr} knows the credentials.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html">EC2 instance metadata</a>
 */
public final class FakeRoleService implements AutoCloseable {

    /** What the service of a container wants to see; it must appear nowhere. */
    public static final String AUTHORIZATION = "containerToken0containerToken1containerToken2";

    private static final String SESSION = "instanceToken0instanceToken1instanceToken2";
    private static final String ROLE = "arn:aws:iam::" + FakeEcr.ACCOUNT_ID + ":role/";

    private final FakeAwsCallers callers;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Duration lifetime = Duration.ofHours(6);
    private volatile int status = 200;

    private FakeRoleService(FakeAwsCallers callers) throws IOException {
        this.callers = callers;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Starts one whose credentials a stand-in for ECR takes. */
    public static FakeRoleService before(FakeEcr ecr) {
        try {
            return new FakeRoleService(ecr.callers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is. */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How long credentials last from now on. */
    public void credentialsLast(Duration duration) {
        lifetime = duration;
    }

    /** Answers with an error. */
    public void fail(int withStatus) {
        status = withStatus;
    }

    /** Answers nothing any more, but takes what it is asked. */
    public void fallSilent() {
        status = 0;
    }

    /** What it was asked, such as {@code GET /latest/meta-data/iam/security-credentials/}. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            requests.add(request);
            if (status == 0) {
                closing.await();
            } else if (status != 200) {
                FakeHttp.send(exchange, status, "application/json", "{\"code\":\"Refused\",\"message\":\"Not today\"}");
            } else {
                answer(exchange, request);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, String request) throws IOException {
        if (!isAllowed(exchange, request)) {
            FakeHttp.send(exchange, 401, "text/plain", "Unauthorized");
            return;
        }
        switch (request) {
            case "GET /container" -> send(exchange, credentials("container"));
            case "PUT /latest/api/token" -> {
                exchange.getResponseHeaders().set("X-Aws-Ec2-Metadata-Token-Ttl-Seconds", "21600");
                FakeHttp.send(exchange, 200, "text/plain", SESSION);
            }
            case "GET /latest/meta-data/iam/security-credentials/" ->
                FakeHttp.send(exchange, 200, "text/plain", "instance");
            case "GET /latest/meta-data/iam/security-credentials/instance" ->
                send(exchange, credentials("instance").put("Code", "Success").put("Type", "AWS-HMAC"));
            case "GET /latest/dynamic/instance-identity/document" ->
                send(exchange, JsonNodeFactory.instance.objectNode().put("region", FakeEcr.REGION));
            default -> FakeHttp.send(exchange, 404, "text/plain", "Not found");
        }
    }

    private static boolean isAllowed(HttpExchange exchange, String request) {
        return switch (request) {
            case "GET /container" -> has(exchange, "Authorization", AUTHORIZATION);
            case "PUT /latest/api/token" -> true;
            default -> has(exchange, "X-Aws-Ec2-Metadata-Token", SESSION);
        };
    }

    private static boolean has(HttpExchange exchange, String header, String value) {
        return value.equals(exchange.getRequestHeaders().getFirst(header));
    }

    private ObjectNode credentials(String role) {
        Caller session = callers.session(ROLE + role, "i-0123456789");
        return JsonNodeFactory.instance
                .objectNode()
                .put("AccessKeyId", session.accessKeyId())
                .put("SecretAccessKey", session.secret())
                .put("Token", session.sessionToken())
                .put(
                        "LastUpdated",
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put(
                        "Expiration",
                        Instant.now()
                                .plus(lifetime)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
    }

    private static void send(HttpExchange exchange, ObjectNode body) throws IOException {
        FakeHttp.send(exchange, 200, "application/json", body.toString());
    }

    /** The system properties that lead the AWS SDK here as in a container. */
    public Map<String, String> containerProperties() {
        return Map.of(
                "aws.containerCredentialsFullUri",
                address() + "/container",
                "aws.containerAuthorizationToken",
                AUTHORIZATION);
    }

    /** The system properties that lead the AWS SDK here as on an EC2 instance. */
    public Map<String, String> instanceProperties() {
        return Map.of("aws.ec2MetadataServiceEndpoint", address(), "aws.disableEc2Metadata", "false");
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}

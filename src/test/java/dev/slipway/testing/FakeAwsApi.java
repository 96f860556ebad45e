package dev.slipway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The control plane: ECR in AWS's JSON protocol 1.1, STS in its query protocol.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1</a>
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">AWS query</a>
 */
final class FakeAwsApi implements HttpHandler {

    private static final String ECR = "AmazonEC2ContainerRegistry_V20150921.";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, FakeAwsCall> ecrCalls;
    private final FakeEcrFaults faults;
    private final FakeEcrRecording recording;

    FakeAwsApi(Map<String, FakeAwsCall> ecrCalls, FakeEcrFaults faults, FakeEcrRecording recording) {
        this.ecrCalls = ecrCalls;
        this.faults = faults;
        this.recording = recording;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            if (target != null) {
                answerEcr(exchange, target.substring(ECR.length()), JSON.readTree(body));
            } else {
                answerSts(exchange, new String(body, StandardCharsets.UTF_8));
            }
        }
    }

    private void answerEcr(HttpExchange exchange, String action, JsonNode body) throws IOException {
        recording.call("ecr:" + action, body);
        try {
            authorize(exchange, action);
            sendJson(exchange, 200, call(action).answer(body));
        } catch (FakeAwsError e) {
            exchange.getResponseHeaders().set("x-amzn-ErrorType", e.type());
            sendJson(
                    exchange,
                    e.status(),
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("__type", e.type())
                            .put("message", e.text()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private FakeAwsCall call(String action) {
        return Optional.ofNullable(ecrCalls.get(action))
                .orElseThrow(() -> new FakeAwsError(400, "UnknownOperationException", action));
    }

    private void answerSts(HttpExchange exchange, String form) throws IOException {
        recording.call("sts:GetCallerIdentity", JsonNodeFactory.instance.objectNode());
        try {
            if (!form.contains("Action=GetCallerIdentity")) {
                throw new FakeAwsError(400, "InvalidAction", "Could not find the operation");
            }
            authorize(exchange, "GetCallerIdentity");
            sendXml(exchange, 200, """
                    <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                      <GetCallerIdentityResult>
                        <Arn>arn:aws:iam::%1$s:user/builder</Arn>
                        <UserId>AIDAFAKEECRFAKEECR00</UserId>
                        <Account>%1$s</Account>
                      </GetCallerIdentityResult>
                      <ResponseMetadata><RequestId>%2$s</RequestId></ResponseMetadata>
                    </GetCallerIdentityResponse>
                    """.formatted(FakeEcr.ACCOUNT_ID, UUID.randomUUID()));
        } catch (FakeAwsError e) {
            sendXml(exchange, e.status(), """
                    <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                      <Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>
                      <RequestId>%s</RequestId>
                    </ErrorResponse>
                    """.formatted(stsCode(e.type()), e.text(), UUID.randomUUID()));
        }
    }

    /** STS has its own names for what is wrong with credentials. */
    private static String stsCode(String type) {
        return switch (type) {
            case "UnrecognizedClientException" -> "InvalidClientTokenId";
            case "ExpiredTokenException" -> "ExpiredToken";
            case "ThrottlingException" -> "Throttling";
            default -> type;
        };
    }

    private void authorize(HttpExchange exchange, String action) {
        faults.next(action).ifPresent(error -> {
            throw error;
        });
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null) {
            throw new FakeAwsError(400, "MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        if (!authorization.contains("Credential=" + FakeEcr.ACCESS_KEY_ID + "/")) {
            throw new FakeAwsError(
                    400, "UnrecognizedClientException", "The security token included in the request is invalid.");
        }
    }

    private static void sendJson(HttpExchange exchange, int status, JsonNode body) throws IOException {
        FakeHttp.send(exchange, status, "application/x-amz-json-1.1", body.toString());
    }

    private static void sendXml(HttpExchange exchange, int status, String body) throws IOException {
        FakeHttp.send(exchange, status, "text/xml", body);
    }
}

package dev.slipway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.slipway.testing.FakeAwsCallers.Caller;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The control plane: ECR and ECR Public in AWS's JSON protocol 1.1, STS in its query protocol.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1</a>
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">AWS query</a>
 */
final class FakeAwsApi implements HttpHandler {

    private static final Map<String, String> SERVICES =
            Map.of("AmazonEC2ContainerRegistry_V20150921", "ecr", "SpencerFrontendService", "ecr-public");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeEcrRegistries registries;
    private final FakeStsCalls sts;
    private final FakeAwsSignatures signatures;
    private final FakeEcrFaults faults;
    private final FakeEcrRecording recording;

    FakeAwsApi(
            FakeEcrRegistries registries,
            FakeStsCalls sts,
            FakeAwsSignatures signatures,
            FakeEcrFaults faults,
            FakeEcrRecording recording) {
        this.registries = registries;
        this.sts = sts;
        this.signatures = signatures;
        this.faults = faults;
        this.recording = recording;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        // a handler that closes without an answer hangs up, which is what a reset looks like
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            if (target != null) {
                answerJson(exchange, target, body);
            } else {
                answerSts(exchange, body);
            }
        }
    }

    private void answerJson(HttpExchange exchange, String target, byte[] body) throws IOException {
        int dot = target.indexOf('.');
        String service = SERVICES.get(target.substring(0, dot));
        String action = service + ":" + target.substring(dot + 1);
        JsonNode parameters = JSON.readTree(body);
        recording.call(action, parameters);
        try {
            Caller caller = signatures.caller(exchange, body, service);
            FakeEcrRegistry registry = registries.of(action, caller, FakeAwsSignatures.region(exchange), parameters);
            fail(action, registry.faults());
            sendJson(exchange, 200, call(action, registry).answer(parameters));
        } catch (FakeAwsError e) {
            if (!e.isReset()) {
                exchange.getResponseHeaders().set("x-amzn-ErrorType", e.type());
                sendJson(exchange, e.status(), error(e));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static JsonNode error(FakeAwsError error) {
        return JsonNodeFactory.instance.objectNode().put("__type", error.type()).put("message", error.text());
    }

    private static FakeAwsCall call(String action, FakeEcrRegistry registry) {
        return Optional.ofNullable(registry.calls().get(action))
                .orElseThrow(() -> new FakeAwsError(400, "UnknownOperationException", action));
    }

    private void answerSts(HttpExchange exchange, byte[] body) throws IOException {
        Map<String, String> fields = FakeStsCalls.fields(body);
        String action = "sts:" + fields.get("Action");
        recording.call(action, JSON.valueToTree(FakeStsCalls.withoutSecrets(fields)));
        try {
            fail(action, faults);
            sendXml(
                    exchange,
                    200,
                    FakeStsCalls.isUnsigned(fields)
                            ? sts.answer(unsigned(exchange, fields))
                            : sts.answer(fields, signatures.caller(exchange, body, "sts")));
        } catch (FakeAwsError e) {
            if (!e.isReset()) {
                sendXml(exchange, e.status(), FakeStsCalls.error(e));
            }
        }
    }

    private static Map<String, String> unsigned(HttpExchange exchange, Map<String, String> fields) {
        if (exchange.getRequestHeaders().containsKey("Authorization")) {
            throw new FakeAwsError(400, "InvalidParameterValue", "A web identity comes without a signature");
        }
        return fields;
    }

    private static void fail(String action, FakeEcrFaults faults) {
        faults.next(action).ifPresent(error -> {
            throw error;
        });
    }

    private static void sendJson(HttpExchange exchange, int status, JsonNode body) throws IOException {
        FakeHttp.send(exchange, status, "application/x-amz-json-1.1", body.toString());
    }

    private static void sendXml(HttpExchange exchange, int status, String body) throws IOException {
        FakeHttp.send(exchange, status, "text/xml", body);
    }
}

package dev.slipway.ecr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * The API of ECR Public. We need three calls of it, which are not worth another module of the SDK; signature and connection
 * are the SDK's.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECRPublic/latest/APIReference/Welcome.html">Amazon ECR Public API</a>
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1</a>
 */
final class PublicApi {

    /** The only region that has it. */
    static final String REGION = "us-east-1";

    private static final String SIGNING_NAME = "ecr-public";
    private static final String TARGET = "SpencerFrontendService.";
    private static final String ENDPOINT = "https://api.ecr-public.us-east-1.amazonaws.com";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AwsConnection connection;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    PublicApi(AwsConnection connection) {
        this.connection = connection;
    }

    /**
     * Makes a call, again where its failure may pass.
     *
     * @param expected the code of an error that is no failure
     * @return empty if AWS answers with the error that is expected
     */
    Optional<JsonNode> call(AwsCall call, ObjectNode parameters, String expected) {
        for (int failed = 1; ; failed++) {
            try {
                return Optional.of(once(call.action(), parameters));
            } catch (AwsServiceException e) {
                if (expected.equals(e.awsErrorDetails().errorCode())) {
                    return Optional.empty();
                }
                pauseOrThrow(call, e, failed, e.isThrottlingException() || e.statusCode() >= 500);
            } catch (SdkClientException e) {
                throw AwsFailures.translate(call, e);
            } catch (IOException e) {
                pauseOrThrow(
                        call,
                        SdkClientException.create(String.valueOf(e.getMessage()), e),
                        failed,
                        !AwsRetries.isHopeless(e, failed));
            }
        }
    }

    private void pauseOrThrow(AwsCall call, SdkException failure, int failed, boolean mayPass) {
        Optional<Duration> pause =
                mayPass ? connection.patience().backoff().pause(failed, Optional.empty()) : Optional.empty();
        if (pause.isEmpty()) {
            throw AwsFailures.translate(call, failure);
        }
        connection.log().retrying(call.doing(), AwsFailures.clause(call, failure), failed + 1, pause.get());
        AwsConnection.pause(call, pause.get());
    }

    private JsonNode once(AwsAction action, ObjectNode parameters) throws IOException {
        byte[] body = parameters.toString().getBytes(StandardCharsets.UTF_8);
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint())
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("Content-Length", Integer.toString(body.length))
                .putHeader("X-Amz-Target", TARGET + action.operation())
                .build();
        ContentStreamProvider content = ContentStreamProvider.fromByteArray(body);
        SignedRequest signed =
                signer.sign(sign -> sign.identity(connection.credentials().resolveCredentials())
                        .request(request)
                        .payload(content)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SIGNING_NAME)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, REGION));
        HttpExecuteResponse response = connection
                .http()
                .prepareRequest(HttpExecuteRequest.builder()
                        .request(signed.request())
                        .contentStreamProvider(signed.payload().orElse(content))
                        .build())
                .call();
        return answer(response);
    }

    private static JsonNode answer(HttpExecuteResponse response) throws IOException {
        byte[] bytes = new byte[0];
        if (response.responseBody().isPresent()) {
            try (InputStream stream = response.responseBody().get()) {
                bytes = stream.readAllBytes();
            }
        }
        int status = response.httpResponse().statusCode();
        if (status / 100 == 2) {
            return JSON.readTree(bytes);
        }
        throw AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(details(new String(bytes, StandardCharsets.UTF_8), response))
                .build();
    }

    private static AwsErrorDetails details(String body, HttpExecuteResponse response) {
        JsonNode error = JSON.missingNode();
        try {
            error = JSON.readTree(body);
        } catch (IOException e) {
            // a proxy's page rather than AWS's answer; the status says enough
        }
        String type = error.path("__type").asText("");
        return AwsErrorDetails.builder()
                .errorCode(
                        type.isEmpty()
                                ? "HTTP status " + response.httpResponse().statusCode()
                                : type.substring(type.indexOf('#') + 1))
                .errorMessage(error.path("message").asText(error.path("Message").asText("")))
                .sdkHttpResponse(response.httpResponse())
                .serviceName("ECR Public")
                .build();
    }

    /** The settings that the SDK gives every service; its own service names are not open to others. */
    private static URI endpoint() {
        return URI.create(Stream.of(
                        System.getProperty("aws.endpointUrlEcrPublic"),
                        System.getenv("AWS_ENDPOINT_URL_ECR_PUBLIC"),
                        System.getProperty("aws.endpointUrl"),
                        System.getenv("AWS_ENDPOINT_URL"))
                .filter(url -> url != null && !url.isBlank())
                .findFirst()
                .orElse(ENDPOINT));
    }
}

package dev.slipway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a {@link FakeEcr} was asked, in order. It never holds a secret. */
public final class FakeEcrRecording {

    /**
     * A call of the AWS API.
     *
     * @param action as IAM names it: {@code ecr:CreateRepository}
     * @param body   its parameters
     */
    public record ApiCall(String action, JsonNode body) {}

    /**
     * A request of an engine.
     *
     * @param method such as {@code PUT}
     * @param path   from {@code /v2/} on, without the query
     * @param status what it was answered with
     */
    public record DataRequest(String method, String path, int status) {}

    private final List<ApiCall> calls = new CopyOnWriteArrayList<>();
    private final List<DataRequest> requests = new CopyOnWriteArrayList<>();

    FakeEcrRecording() {}

    /** All calls of the AWS API, attempts of the SDK counted one by one. */
    public List<ApiCall> calls() {
        return List.copyOf(calls);
    }

    /** The parameters of all calls of one action. */
    public List<JsonNode> callsOf(String action) {
        return calls.stream()
                .filter(call -> call.action().equals(action))
                .map(ApiCall::body)
                .toList();
    }

    /** All requests of engines. */
    public List<DataRequest> requests() {
        return List.copyOf(requests);
    }

    /** Forgets everything. */
    public void clear() {
        calls.clear();
        requests.clear();
    }

    void call(String action, JsonNode body) {
        calls.add(new ApiCall(action, body));
    }

    void request(String method, String path, int status) {
        requests.add(new DataRequest(method, path, status));
    }
}

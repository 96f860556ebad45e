package dev.slipway.testing;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** A private registry of a {@link FakeEcr}: what an account has in a region, with a host, logins and faults of its own. */
public final class FakeEcrRegistry implements AutoCloseable {

    private final FakeEcrFaults faults = new FakeEcrFaults();
    private final FakeEcrRecording recording = new FakeEcrRecording();
    private final FakeEcrTokens tokens = new FakeEcrTokens(faults);
    private final FakeEcrStorage storage = new FakeEcrStorage();
    private final Map<String, FakeAwsCall> calls = new LinkedHashMap<>();
    private final FakeEcrRepositories repositories;
    private final HttpServer front;
    private final HttpServer blobs;
    private final PlainTextGate gate;

    FakeEcrRegistry(String accountId, String region, int port, ExecutorService threads) throws IOException {
        repositories = new FakeEcrRepositories(accountId, region, faults);
        blobs = listen(threads);
        front = listen(threads);
        gate = PlainTextGate.open(port, front.getAddress(), threads);
        repositories.registryHost(host());
        FakeS3Handler s3 =
                new FakeS3Handler("http://127.0.0.1:" + blobs.getAddress().getPort(), storage);
        blobs.createContext("/", s3);
        front.createContext("/v2/", new FakeEcrDataPlane(repositories, tokens, faults, recording, storage, s3));
        addCalls();
        blobs.start();
        front.start();
    }

    private static HttpServer listen(ExecutorService threads) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.setExecutor(threads);
        return server;
    }

    private void addCalls() {
        new FakeEcrRepositoryCalls(repositories, faults).addTo(calls);
        new FakeEcrImageCalls(repositories, storage).addTo(calls);
        new FakeEcrPolicyCalls(repositories).addTo(calls);
        calls.put("ecr:GetAuthorizationToken", body -> tokens.issue("http://" + host()));
    }

    /** Host and port that references begin with. */
    public String host() {
        return "127.0.0.1:" + gate.port();
    }

    /** The switches for what goes wrong here. */
    public FakeEcrFaults faults() {
        return faults;
    }

    /** What it was asked by whoever pushes and pulls. */
    public FakeEcrRecording recording() {
        return recording;
    }

    /** A repository as it is configured. */
    public Optional<FakeEcrRepository> repository(String name) {
        return repositories.find(name);
    }

    FakeEcrRepositories repositories() {
        return repositories;
    }

    FakeEcrTokens tokens() {
        return tokens;
    }

    /** The calls of the API that concern it, by action. */
    Map<String, FakeAwsCall> calls() {
        return calls;
    }

    List<String> secrets() {
        return tokens.issued();
    }

    /** Serves the API too. */
    void serve(HttpHandler api) {
        front.createContext("/", api);
    }

    @Override
    public void close() {
        gate.close();
        front.stop(0);
        blobs.stop(0);
        storage.close();
    }
}

package dev.slipway.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A stand-in for Amazon ECR and STS on loopback: the AWS SDK calls it unchanged, and an engine really pushes into it.
 *
 * <p>The images lie in a {@link RegistryProcess}, which is started at the first request of an engine. What ECR refuses
 * is refused: unknown repositories, immutable tags, expired tokens.
 */
public final class FakeEcr implements AutoCloseable {

    /** The account of the only caller there is. */
    public static final String ACCOUNT_ID = "123456789012";

    /** The region that the settings name. */
    public static final String REGION = "eu-west-1";

    /** The alias of the account's public registry. */
    public static final String PUBLIC_ALIAS = "fleetyard";

    /** The access key that it knows from the beginning. */
    public static final String ACCESS_KEY_ID = "AKIAFAKEECRFAKEECR00";

    /** The secret that belongs to the key; it must appear nowhere. */
    public static final String SECRET_ACCESS_KEY = "fakeSecret0fakeSecret1fakeSecret2fakeSec";

    private final FakeEcrFaults faults = new FakeEcrFaults();
    private final FakeEcrRecording recording = new FakeEcrRecording();
    private final FakeEcrRepositories repositories = new FakeEcrRepositories(ACCOUNT_ID, REGION, faults);
    private final FakeEcrTokens tokens = new FakeEcrTokens(faults);
    private final FakeEcrPublicCalls publicCalls = new FakeEcrPublicCalls(repositories, tokens);
    private final FakeAwsCallers callers = new FakeAwsCallers();
    private final FakeEcrStorage storage = new FakeEcrStorage();
    private final ExecutorService threads = Executors.newCachedThreadPool(FakeEcr::daemon);
    private final HttpServer api;
    private final HttpServer blobs;
    private final PlainTextGate gate;

    private FakeEcr(int port) throws IOException {
        blobs = listen();
        api = listen();
        gate = PlainTextGate.open(port, api.getAddress(), threads);
        repositories.registryHost(registryHost());
        FakeS3Handler s3 =
                new FakeS3Handler("http://127.0.0.1:" + blobs.getAddress().getPort(), storage);
        blobs.createContext("/", s3);
        api.createContext("/v2/", new FakeEcrDataPlane(repositories, tokens, faults, recording, storage, s3));
        api.createContext("/", api());
        blobs.start();
        api.start();
    }

    /** Starts it at a free port. */
    public static FakeEcr start() {
        return start(0);
    }

    /** Starts it at a port. */
    public static FakeEcr start(int port) {
        // without it every answer waits 40 ms for an acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            return new FakeEcr(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpServer listen() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.setExecutor(threads);
        return server;
    }

    private FakeAwsApi api() {
        return new FakeAwsApi(
                calls(), new FakeStsCalls(callers, faults), new FakeAwsSignatures(callers), faults, recording);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "fake-ecr");
        thread.setDaemon(true);
        return thread;
    }

    private Map<String, FakeAwsCall> calls() {
        Map<String, FakeAwsCall> calls = new LinkedHashMap<>();
        new FakeEcrRepositoryCalls(repositories, faults).addTo(calls);
        new FakeEcrImageCalls(repositories, storage).addTo(calls);
        new FakeEcrPolicyCalls(repositories).addTo(calls);
        publicCalls.addTo(calls);
        calls.put("ecr:GetAuthorizationToken", body -> tokens.issue("http://" + registryHost()));
        return calls;
    }

    /** Host and port that references begin with. */
    public String registryHost() {
        return "127.0.0.1:" + gate.port();
    }

    /** The switches for what goes wrong. */
    public FakeEcrFaults faults() {
        return faults;
    }

    /** What it was asked so far. */
    public FakeEcrRecording recording() {
        return recording;
    }

    /** Who may call it. */
    public FakeAwsCallers callers() {
        return callers;
    }

    /** Makes a repository beforehand, with tags that may be moved. */
    public void createRepository(String name) {
        createRepository(FakeEcrRepository.named(name));
    }

    /** Makes a repository beforehand. */
    public void createRepository(FakeEcrRepository repository) {
        repositories.create(repository);
    }

    /** Makes a repository beforehand, with tags that may not be moved. */
    public void createImmutableRepository(String name) {
        createRepository(FakeEcrRepository.named(name).withMutability("IMMUTABLE"));
    }

    /** The names of the public repositories, without the alias. */
    public Set<String> publicRepositories() {
        return publicCalls.names();
    }

    /** A repository as it is configured. */
    public Optional<FakeEcrRepository> repository(String name) {
        return repositories.find(name);
    }

    /** The environment variables that lead the AWS SDK here. */
    public Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_ENDPOINT_URL_ECR", endpoint());
        variables.put("AWS_ENDPOINT_URL_ECR_PUBLIC", endpoint());
        variables.put("AWS_ENDPOINT_URL_STS", endpoint());
        variables.put("AWS_REGION", REGION);
        variables.put("AWS_ACCESS_KEY_ID", ACCESS_KEY_ID);
        variables.put("AWS_SECRET_ACCESS_KEY", SECRET_ACCESS_KEY);
        variables.put("AWS_EC2_METADATA_DISABLED", "true");
        return variables;
    }

    /** The system properties that lead the AWS SDK here. */
    public Map<String, String> systemProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("aws.endpointUrlEcr", endpoint());
        properties.put("aws.endpointUrlEcrPublic", endpoint());
        properties.put("aws.endpointUrlSts", endpoint());
        properties.put("aws.region", REGION);
        properties.put("aws.accessKeyId", ACCESS_KEY_ID);
        properties.put("aws.secretAccessKey", SECRET_ACCESS_KEY);
        properties.put("aws.disableEc2Metadata", "true");
        return properties;
    }

    /** Every text that may appear in no log, no message and no file: the secret key and all tokens. */
    public List<String> secrets() {
        List<String> secrets = new ArrayList<>(tokens.issued());
        secrets.addAll(callers.secrets());
        return secrets;
    }

    private String endpoint() {
        return "http://" + registryHost();
    }

    @Override
    public void close() {
        gate.close();
        api.stop(0);
        blobs.stop(0);
        threads.shutdownNow();
        storage.close();
    }
}

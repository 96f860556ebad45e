package dev.slipway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
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

    private final ExecutorService threads = Executors.newCachedThreadPool(FakeEcr::daemon);
    private final FakeEcrRegistry registry;
    private final FakeEcrRegistries registries;
    private final FakeEcrPublicCalls publicCalls;
    private final FakeAwsCallers callers = new FakeAwsCallers();

    private FakeEcr(int port) throws IOException {
        registry = new FakeEcrRegistry(ACCOUNT_ID, REGION, port, threads);
        registries = new FakeEcrRegistries(registry);
        publicCalls = new FakeEcrPublicCalls(registry.repositories(), registry.tokens());
        publicCalls.addTo(registry.calls());
        registry.serve(new FakeAwsApi(
                registries,
                new FakeStsCalls(callers, faults()),
                new FakeAwsSignatures(callers),
                faults(),
                recording()));
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

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "fake-ecr");
        thread.setDaemon(true);
        return thread;
    }

    /** Adds the registry that an account has in a region; the API is that of all. */
    public FakeEcrRegistry add(String accountId, String region) {
        try {
            FakeEcrRegistry further = new FakeEcrRegistry(accountId, region, 0, threads);
            registries.add(accountId, region, further);
            return further;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Host and port that references begin with. */
    public String registryHost() {
        return registry.host();
    }

    /** The switches for what goes wrong. */
    public FakeEcrFaults faults() {
        return registry.faults();
    }

    /** What it was asked so far. */
    public FakeEcrRecording recording() {
        return registry.recording();
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
        registry.repositories().create(repository);
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
        return registry.repository(name);
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
        Map<String, String> properties = endpointProperties();
        properties.put("aws.accessKeyId", ACCESS_KEY_ID);
        properties.put("aws.secretAccessKey", SECRET_ACCESS_KEY);
        return properties;
    }

    /** The system properties that lead the AWS SDK here, without credentials. */
    public Map<String, String> endpointProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("aws.endpointUrlEcr", endpoint());
        properties.put("aws.endpointUrlEcrPublic", endpoint());
        properties.put("aws.endpointUrlSts", endpoint());
        properties.put("aws.region", REGION);
        properties.put("aws.disableEc2Metadata", "true");
        return properties;
    }

    /** Every text that may appear in no log, no message and no file: the secret key and all tokens. */
    public List<String> secrets() {
        List<String> secrets = new ArrayList<>(registry.secrets());
        registries.further().forEach(further -> secrets.addAll(further.secrets()));
        secrets.addAll(callers.secrets());
        return secrets;
    }

    private String endpoint() {
        return "http://" + registryHost();
    }

    @Override
    public void close() {
        registry.close();
        registries.further().forEach(FakeEcrRegistry::close);
        threads.shutdownNow();
    }
}

package dev.slipway.testing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What goes wrong in a {@link FakeEcr}; nothing does until a switch is set. */
public final class FakeEcrFaults {

    private static final String CALLER = "arn:aws:iam::" + FakeEcr.ACCOUNT_ID + ":user/builder";

    /** By the name of the action. */
    private final Map<String, FakeAwsError> failing = new ConcurrentHashMap<>();

    /** What the next calls meet, whatever they are; then it has passed. */
    private final Deque<FakeAwsError> passing = new ArrayDeque<>();

    private int lateForApi;
    private int lateForEngines;
    private int hiddenFromApi;
    private int hiddenFromEngines;
    private Duration roleSessionLifetime = Duration.ofHours(1);
    private Duration tokenLifetime = Duration.ofHours(12);
    private boolean createdMeanwhile;
    private Optional<FakeAwsError> credentials = Optional.empty();
    private Optional<FakeAwsError> uploads = Optional.empty();

    FakeEcrFaults() {}

    /** Takes all faults away. */
    public synchronized void clear() {
        failing.clear();
        passing.clear();
        showLate(0, 0);
        hiddenFromApi = 0;
        hiddenFromEngines = 0;
        roleSessionLifetime = Duration.ofHours(1);
        tokenLifetime = Duration.ofHours(12);
        createdMeanwhile = false;
        credentials = Optional.empty();
        uploads = Optional.empty();
    }

    /**
     * Denies an action, in AWS's words.
     *
     * @param action   as IAM names it: {@code ecr:CreateRepository}
     * @param resource the ARN in the message, or {@code *}
     */
    public void deny(String action, String resource) {
        String message = "User: %s is not authorized to perform: %s on resource: %s because no identity-based policy"
                + " allows the %s action";
        String type = action.startsWith("sts:") ? "AccessDenied" : "AccessDeniedException";
        int status = action.startsWith("sts:") ? 403 : 400;
        fail(action, new FakeAwsError(status, type, message.formatted(CALLER, action, resource, action)));
    }

    /** Lets an action fail: {@code fail("ecr:CreateRepository", "LimitExceededException", "…")}. */
    public void fail(String action, String type, String message) {
        fail(action, new FakeAwsError(type.equals("ServerException") ? 500 : 400, type, message));
    }

    private void fail(String action, FakeAwsError error) {
        failing.put(action, error);
    }

    /** Throttles the next calls of the API. */
    public synchronized void throttle(int calls) {
        pass(calls, new FakeAwsError(400, "ThrottlingException", "Rate exceeded"));
    }

    /** Lets the next calls of the API end in an error of AWS's own. */
    public synchronized void breakDown(int calls) {
        pass(calls, new FakeAwsError(503, "ServiceUnavailableException", "Service Unavailable"));
    }

    /** Hangs up on the next calls of the API. */
    public synchronized void reset(int calls) {
        pass(calls, FakeAwsError.reset());
    }

    private void pass(int calls, FakeAwsError error) {
        passing.addAll(Collections.nCopies(calls, error));
    }

    /**
     * Lets repositories that are created show up late.
     *
     * @param calls    of the API that do not find it yet
     * @param requests of engines that do not find it yet
     */
    public synchronized void showLate(int calls, int requests) {
        lateForApi = calls;
        lateForEngines = requests;
    }

    /** How long new sessions of roles last. */
    public synchronized void roleSessionsLast(Duration lifetime) {
        roleSessionLifetime = lifetime;
    }

    /** How long new tokens last; negative: they are born expired. The default is ECR's 12 hours. */
    public synchronized void tokensLast(Duration lifetime) {
        tokenLifetime = lifetime;
    }

    /** Another creator is faster between the look for a repository and its creation. */
    public synchronized void createMeanwhile() {
        createdMeanwhile = true;
    }

    /** Does not know the access key. */
    public synchronized void refuseCredentials() {
        credentials = Optional.of(new FakeAwsError(
                400, "UnrecognizedClientException", "The security token included in the request is invalid."));
    }

    /** Knows the access key as one whose session is over. */
    public synchronized void expireCredentials() {
        credentials = Optional.of(new FakeAwsError(
                400, "ExpiredTokenException", "The security token included in the request is expired"));
    }

    /** Has no room for blobs. Engines take an answer above 500 for passing and try for up to a minute. */
    public void registryFull() {
        refuseUploads(507, "UNKNOWN", "no space left on device");
    }

    /** Refuses blobs with a status, and a code and message of the distribution specification. */
    public synchronized void refuseUploads(int status, String code, String message) {
        uploads = Optional.of(new FakeAwsError(status, code, message));
    }

    /** The error that an action of the API meets now. */
    synchronized Optional<FakeAwsError> next(String action) {
        if (credentials.isPresent()) {
            return credentials;
        }
        return Optional.ofNullable(passing.poll()).or(() -> Optional.ofNullable(failing.get(action)));
    }

    /** A repository was created. */
    synchronized void created() {
        hiddenFromApi = lateForApi;
        hiddenFromEngines = lateForEngines;
    }

    synchronized boolean hidesFromApi() {
        return hiddenFromApi-- > 0;
    }

    synchronized boolean hidesFromEngines() {
        return hiddenFromEngines-- > 0;
    }

    synchronized Duration roleSessionLifetime() {
        return roleSessionLifetime;
    }

    synchronized Duration tokenLifetime() {
        return tokenLifetime;
    }

    synchronized boolean createdMeanwhile() {
        return createdMeanwhile;
    }

    synchronized Optional<FakeAwsError> uploads() {
        return uploads;
    }
}

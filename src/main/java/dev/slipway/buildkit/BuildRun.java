package dev.slipway.buildkit;

import dev.slipway.buildkit.session.ContentService;
import dev.slipway.buildkit.session.Session;
import dev.slipway.buildkit.wire.control.SolveRequest;
import dev.slipway.buildkit.wire.control.SolveResponse;
import dev.slipway.context.BuildContext;
import dev.slipway.engine.BuildRequest;
import dev.slipway.engine.BuildResult;
import dev.slipway.engine.BuildTimeoutException;
import dev.slipway.engine.EngineException;
import dev.slipway.failure.SlipwayException;
import dev.slipway.layout.Blobs;
import dev.slipway.log.BuildLog;
import io.grpc.BindableService;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One build: a session for what the daemon asks of us, the request, and what the daemon tells meanwhile. */
final class BuildRun {

    /** How long a daemon may go on telling of a build that is over; some never say that they have told everything. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private static final Duration LAST_WORDS_OF_FAILURE = Duration.ofSeconds(1);

    private final Solver solver;
    private final BuildRequest request;
    private final SessionServices services;
    private final LocalCaches caches;
    private final BuildLog log;

    BuildRun(Solver solver, BuildRequest request, BuildContext context, BuildLog log) {
        this.solver = solver;
        this.request = request;
        this.services = SessionServices.of(request, context);
        this.caches = new LocalCaches(request.recipe().options().caches());
        this.log = log;
    }

    /** Builds. */
    BuildResult run(ImageResult result) {
        Map<String, Blobs> stores = new HashMap<>(caches.stores());
        stores.putAll(new LayoutBases(request).stores());
        stores.putAll(result.stores());
        try (BuildTrace trace = new BuildTrace(log.steps(request.alias()), services.known()::masked)) {
            SolveResponse response = solve(result, stores, trace);
            caches.keep(response.getExporterResponseMap());
            return new BuildResult(result.content(response.getExporterResponseMap()), trace.steps());
        } catch (IOException e) {
            throw new EngineException(
                    "Cannot build " + request.alias(),
                    "a session with BuildKit cannot be opened (" + e.getMessage() + ")",
                    "Look whether the engine still runs and into its own log, then build again.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while building " + request.alias(), e);
        } finally {
            // After the session: what was not written to its end leaves no file behind.
            stores.values().forEach(BuildRun::close);
        }
    }

    private static void close(Blobs blobs) {
        try {
            blobs.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SolveResponse solve(ImageResult result, Map<String, Blobs> stores, BuildTrace trace)
            throws IOException, InterruptedException {
        List<BindableService> offered = offered(result, stores);
        StatusFeed feed = new StatusFeed(trace::accept);
        try (Session session = solver.session(request.alias(), services.sharedKey(), offered)) {
            String ref = UUID.randomUUID().toString().replace("-", "");
            SolveRequest solve = new SolveRequests(request).toSolve(ref, session.id(), result.target());
            SolveResponse response = await(solver.solve(solve, feed), feed, trace);
            feed.finish(LAST_WORDS);
            return response;
        } finally {
            feed.cancel();
        }
    }

    private List<BindableService> offered(ImageResult result, Map<String, Blobs> stores) {
        Stream<BindableService> content = stores.isEmpty() ? Stream.empty() : Stream.of(new ContentService(stores));
        return Stream.of(services.all().stream(), result.services().stream(), content)
                .flatMap(all -> all)
                .toList();
    }

    private SolveResponse await(Future<SolveResponse> solve, StatusFeed feed, BuildTrace trace)
            throws InterruptedException {
        Duration timeout = request.recipe().options().timeout();
        try {
            return solve.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new BuildTimeoutException(request.alias(), timeout);
        } catch (ExecutionException e) {
            feed.finish(LAST_WORDS_OF_FAILURE);
            throw failure(e.getCause(), trace);
        } finally {
            // Ends the running step at the daemon; nothing happens where the build is over.
            solve.cancel(true);
        }
    }

    /** What we could not give is the reason, whatever the daemon makes of it. */
    private RuntimeException failure(@Nullable Throwable cause, BuildTrace trace) {
        Optional<SlipwayException> own = services.failure();
        if (own.isPresent()) {
            return own.get();
        }
        return cause instanceof StatusRuntimeException failure
                ? new SolveFailure(request, failure, trace.failure()).toException()
                : new IllegalStateException(cause);
    }
}

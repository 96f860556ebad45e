package dev.slipway.buildkit;

import dev.slipway.buildkit.session.FileSyncService;
import dev.slipway.buildkit.session.Session;
import dev.slipway.context.BuildContext;
import dev.slipway.testing.FakeBuildKit;
import dev.slipway.testing.FakeBuildKitSession;
import dev.slipway.testing.FileReceiver;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A session that serves one folder as {@code context} to a stand-in for BuildKit. */
final class SyncBench implements AutoCloseable {

    private final FileSyncService service;
    private final FakeBuildKit daemon;
    private final Solver solver;
    private final Session session;
    private final FakeBuildKitSession seen;

    SyncBench(BuildContext context, Path socket) throws Exception {
        service = new FileSyncService(Map.of("context", context));
        daemon = FakeBuildKit.at(socket);
        solver = ControlConnection.direct(daemon.endpoint());
        session = solver.session("agent", "key", List.of(service.withHeaders()));
        seen = daemon.session(session.id());
    }

    FileReceiver ask(FileReceiver.Question question) {
        return question.at(seen.channel());
    }

    FileSyncService service() {
        return service;
    }

    Session session() {
        return session;
    }

    @Override
    public void close() {
        session.close();
        try (daemon;
                solver) {
            // in this order
        }
    }
}

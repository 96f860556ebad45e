package dev.slipway.mojo.progress;

import dev.slipway.log.BuildWarning;
import dev.slipway.log.StepEnd;
import dev.slipway.log.StepLog;
import dev.slipway.log.Transfer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The steps of one image in a live view. */
final class LiveSteps implements StepLog {

    private final String alias;
    private final LiveProgress view;
    private final Map<String, LiveStep> steps = new HashMap<>();
    private boolean closed;

    LiveSteps(String alias, LiveProgress view) {
        this.alias = alias;
        this.view = view;
    }

    @Override
    public void began(String step, String name) {
        synchronized (view) {
            LiveStep live =
                    steps.computeIfAbsent(step, key -> new LiveStep(new ShownStep(alias, steps.size() + 1, name)));
            live.began(view.now());
            view.show(live);
        }
    }

    @Override
    public void output(String step, String line, Duration at) {
        synchronized (view) {
            LiveStep live = steps.get(step);
            if (live != null && !line.isBlank()) {
                live.output(line);
            }
        }
    }

    @Override
    public void transferred(String step, Transfer transfer) {
        synchronized (view) {
            LiveStep live = steps.get(step);
            if (live != null) {
                live.transferred(transfer);
            }
        }
    }

    @Override
    public void ended(String step, StepEnd end) {
        synchronized (view) {
            LiveStep live = steps.get(step);
            if (live != null) {
                live.ended(end.time());
                view.hide(live);
                if (live.step().tellsEnd(end)) {
                    view.info(live.step().endedAtOnce(end));
                }
            }
        }
    }

    @Override
    public void warning(BuildWarning warning) {
        view.warn(alias + ": " + warning);
    }

    @Override
    public void close() {
        synchronized (view) {
            if (!closed) {
                closed = true;
                steps.values().forEach(view::hide);
                steps.clear();
                view.over();
            }
        }
    }
}

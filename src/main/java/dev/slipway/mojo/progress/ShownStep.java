package dev.slipway.mojo.progress;

import dev.slipway.log.StepEnd;
import dev.slipway.log.Transfer;
import dev.slipway.report.HumanText;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A step as people see it, and what they were told of it; the words follow those of docker's own client. */
final class ShownStep {

    private static final Duration NOTABLE = Duration.ofMillis(100);
    private static final double MILLIS = 1000;

    private final String label;
    private final String name;
    private @Nullable StepEnd toldEnd;
    private boolean toldMore;

    /** @param number the step's number within its image, from 1 on */
    ShownStep(String alias, int number, String name) {
        this.label = alias + " #" + number + " ";
        this.name = name;
    }

    /** {@code agent #7 [builder 3/5] RUN make}. */
    String heading() {
        return label + name;
    }

    /** {@code agent #7 0.512 gcc -c main.c}. */
    String output(String line, Duration at) {
        return (label + String.format(Locale.ROOT, "%.3f ", at.toMillis() / MILLIS) + line).stripTrailing();
    }

    /** {@code agent #6 transferring context: 12.3 MB 0.4s done}. */
    String transferred(Transfer transfer) {
        return label + text(transfer);
    }

    /** {@code transferring context: 12.3 MB 0.4s done}. */
    static String text(Transfer transfer) {
        StringBuilder text = new StringBuilder(transfer.what());
        if (transfer.bytes() > 0 || transfer.total() > 0) {
            text.append(' ').append(HumanText.size(transfer.bytes()));
        }
        if (transfer.total() > 0) {
            text.append(" / ").append(HumanText.size(transfer.total()));
        }
        if (transfer.time().compareTo(NOTABLE) >= 0) {
            text.append(' ').append(seconds(transfer.time()));
        }
        return text.append(transfer.isDone() ? " done" : "").toString();
    }

    /** {@code agent #7 DONE 2.3s}. */
    String ended(StepEnd end) {
        return label
                + switch (end.outcome()) {
                    case DONE -> "DONE " + seconds(end.time());
                    case CACHED -> "CACHED";
                    case CANCELED -> "CANCELED";
                    case FAILED -> "ERROR: " + end.error();
                };
    }

    /** {@code agent #7 DONE 2.3s [builder 3/5] RUN make}: all in one line. */
    String endedAtOnce(StepEnd end) {
        return end.outcome() == StepEnd.Outcome.FAILED
                ? label + "ERROR " + name + ": " + end.error()
                : ended(end) + " " + name;
    }

    /** {@code 2.3s}. */
    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1fs", time.toMillis() / MILLIS);
    }

    /** Something was told of it that its end is to follow. */
    void toldMore() {
        toldMore = true;
    }

    /**
     * Whether its end is to be told: always the first time; later, when it had gone on, if that made a difference. It
     * counts as told then.
     */
    boolean tellsEnd(StepEnd end) {
        boolean tells = toldEnd == null || toldMore || makesADifference(end, toldEnd);
        if (tells) {
            toldEnd = end;
            toldMore = false;
        }
        return tells;
    }

    private static boolean makesADifference(StepEnd end, StepEnd told) {
        return switch (end.outcome()) {
            case DONE -> end.time().minus(told.time()).compareTo(NOTABLE) >= 0;
            case CACHED, FAILED -> end.outcome() != told.outcome();
            case CANCELED -> false;
        };
    }
}

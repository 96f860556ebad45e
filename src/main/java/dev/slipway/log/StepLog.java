package dev.slipway.log;

import java.time.Duration;

/**
 * What the steps of one image's build do, told as it happens. Steps run side by side, so each call names its step by an
 * id that is the same in all calls for one step. Safe for use by several threads.
 */
public interface StepLog extends AutoCloseable {

    /**
     * A step begins, or goes on after it had ended: engines do a step's work in several goes.
     *
     * @param step its id
     * @param name such as {@code [builder 3/5] RUN make}
     */
    void began(String step, String name);

    /**
     * A step's command printed a line.
     *
     * @param line without line end, colours and other control characters
     * @param at   when, counted from the beginning of the step
     */
    void output(String step, String line, Duration at);

    /** How far one of the step's pieces of work is. */
    void transferred(String step, Transfer transfer);

    /** A step has ended; it may begin again. */
    void ended(String step, StepEnd end);

    /** The engine advises to write the Dockerfile otherwise. */
    void warning(BuildWarning warning);

    /** The build is over, however it ended. */
    @Override
    void close();
}

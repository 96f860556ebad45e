package dev.slipway.mojo.progress;

import dev.slipway.log.StepLog;

/** Shows what the steps of builds do, of several images side by side. Safe for use by several threads. */
public interface ProgressView {

    /** Takes what the steps of an image's build do. */
    StepLog steps(String alias);

    /** Lets something be written to Maven's log that is not about steps. */
    void aside(Runnable saying);
}

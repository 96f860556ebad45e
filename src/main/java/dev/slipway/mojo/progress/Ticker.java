package dev.slipway.mojo.progress;

/** Lets something happen again and again. */
interface Ticker {

    /** Begins with it. */
    void start(Runnable tick, Runnable onShutdown);

    /** Ends it; a tick may still be under way. */
    void stop();
}

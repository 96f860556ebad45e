package dev.slipway.testing;

import java.io.IOException;

/** Something to do while a lock is held or a rule is in force. */
@FunctionalInterface
interface Action {
    void run() throws IOException, InterruptedException;
}

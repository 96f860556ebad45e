package dev.slipway.buildkit;

import java.util.List;

/**
 * The step that a build failed at.
 *
 * @param digest    the vertex's digest
 * @param name      such as {@code [builder 3/5] RUN make}
 * @param error     the daemon's words
 * @param lastLines what its command printed at last; at most 20 lines
 */
record FailedStep(String digest, String name, String error, List<String> lastLines) {}

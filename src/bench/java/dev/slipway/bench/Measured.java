package dev.slipway.bench;

/**
 * One run.
 *
 * @param seconds how long it took
 * @param bytes   how many bytes went to the engine
 */
record Measured(double seconds, long bytes) {}

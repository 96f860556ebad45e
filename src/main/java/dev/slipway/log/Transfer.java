package dev.slipway.log;

import java.time.Duration;

/**
 * A piece of work inside of a step, mostly one that moves bytes.
 *
 * @param what   as the engine calls it, such as {@code transferring context:} or {@code extracting sha256:5d20…}
 * @param bytes  how many were moved; 0 where the work is not counted in bytes
 * @param total  how many there are; 0 where that is not known
 * @param time   how long it has taken so far
 * @param isDone whether it is over
 */
public record Transfer(String what, long bytes, long total, Duration time, boolean isDone) {}

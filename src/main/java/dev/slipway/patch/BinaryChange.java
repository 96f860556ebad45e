package dev.slipway.patch;

/**
 * One half of a binary patch of git.
 *
 * @param isDelta whether the bytes are a delta against the content that is there, and not the content itself
 * @param bytes   inflated; never changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record BinaryChange(boolean isDelta, byte[] bytes) {}

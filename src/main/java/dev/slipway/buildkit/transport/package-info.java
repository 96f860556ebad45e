/** Streams of bytes to a daemon, whatever carries them, and how they begin to speak HTTP/2. */
@NullMarked
package dev.slipway.buildkit.transport;

import org.jspecify.annotations.NullMarked;

/** Adapter: BuildKit over gRPC, on a Docker daemon or on a daemon of its own. */
@NullMarked
package dev.slipway.buildkit;

import org.jspecify.annotations.NullMarked;

/** Finds where the container engine listens: environment, docker contexts, well-known sockets. */
@NullMarked
package dev.slipway.endpoint;

import org.jspecify.annotations.NullMarked;

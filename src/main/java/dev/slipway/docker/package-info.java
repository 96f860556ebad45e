/** Adapter: the Docker Engine API through docker-java. */
@NullMarked
package dev.slipway.docker;

import org.jspecify.annotations.NullMarked;

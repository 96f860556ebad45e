/** Reads Dockerfiles: instructions with their lines, stages and what they build on. */
@NullMarked
package dev.slipway.dockerfile;

import org.jspecify.annotations.NullMarked;

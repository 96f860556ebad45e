/** Turns settings and project facts into an immutable build plan, collecting every problem on the way. */
@NullMarked
package dev.slipway.plan;

import org.jspecify.annotations.NullMarked;

/** Draws what happened as text for people. */
@NullMarked
package dev.slipway.report;

import org.jspecify.annotations.NullMarked;

/** Reads and writes what a run leaves under target/slipway. */
@NullMarked
package dev.slipway.receipt;

import org.jspecify.annotations.NullMarked;

/** Patches: reading unified diffs, and applying them to a tree of files without writing to it. */
@NullMarked
package dev.slipway.patch;

import org.jspecify.annotations.NullMarked;

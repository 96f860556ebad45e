/** Applying patches to a tree of files, and saying why one does not fit. */
@NullMarked
package dev.slipway.patch.applying;

import org.jspecify.annotations.NullMarked;

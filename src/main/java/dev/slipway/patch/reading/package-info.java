/** Reading patches: unified diffs in all their forms, series, and directories of patches. */
@NullMarked
package dev.slipway.patch.reading;

import org.jspecify.annotations.NullMarked;
